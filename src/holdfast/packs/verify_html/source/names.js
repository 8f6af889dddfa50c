// Which files a pack may hold, and in what order they stand (docs/pack-format.md §2).

const PART = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const LONGEST = 100;
const ANY = "[A-Za-z0-9][A-Za-z0-9._-]*";

const RANKS = [
  [/^(exhibits|chronology)-[1-9][0-9]*\.pdf$/],
  [/^(index\.csv|index\.json|verify\.html|START-HERE\.pdf)$/],
  [/^data\/about-this-folder\.txt$/, new RegExp(`^data/(exhibits|messages)/${ANY}$`)],
  [/^record\/(entries\.jsonl|checkpoint|key|proofs\.json|case\.jsonld|beside\.json)$/,
    new RegExp(`^record/timestamps/${ANY}$`)],
  [/^(bagit|bag-info|manifest-sha256|tagmanifest-sha256)\.txt$/],
  [/^pack\.sig$/],
];

const ALWAYS = [
  "exhibits-1.pdf", "chronology-1.pdf", "index.csv", "index.json", "verify.html", "START-HERE.pdf",
  "data/about-this-folder.txt", "record/entries.jsonl", "record/checkpoint", "record/key",
  "record/proofs.json", "record/case.jsonld", "record/beside.json", "bagit.txt", "bag-info.txt",
  "manifest-sha256.txt", "tagmanifest-sha256.txt", "pack.sig",
];

const SYSTEM = /(^|\/)(\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)$|^__MACOSX\//i;

/** The rank of a path, or -1 when no file of this name belongs in a pack. */
export function rankOf(path) {
  const isWell = path.length <= LONGEST && path.split("/").every((part) => PART.test(part));
  return isWell ? RANKS.findIndex((forms) => forms.some((form) => form.test(path))) : -1;
}

export function comesBefore(one, other) {
  const ranks = rankOf(one) - rankOf(other);
  if (ranks !== 0) return ranks < 0;
  return one.length === other.length ? one < other : one.length < other.length;
}

export function checkNames(members, report) {
  const seen = new Set();
  for (const { path } of members) {
    if (rankOf(path) < 0) report.differs("names", SYSTEM.test(path) ? "name-stray-system" : "name-stray", { path });
    if (seen.has(path.toLowerCase())) report.differs("names", "name-twice", { path });
    seen.add(path.toLowerCase());
  }
  const there = new Set(members.map(({ path }) => path));
  for (const path of ALWAYS) if (!there.has(path)) report.differs("names", "name-missing", { path });
  report.close("names", "names-hold", { n: members.length });
}

/** The form of the zip: what reading it found, and the order of its files. */
export function checkZip({ members, faults }, report) {
  for (const [detail, path] of faults) report.differs("zip", detail, { path });
  for (let at = 1; at < members.length; at += 1) {
    const isInOrder = comesBefore(members[at - 1].path, members[at].path);
    if (!isInOrder) report.differs("zip", "zip-order", { path: members[at].path });
  }
}
