// The bag: every file against the list it stands in (docs/pack-format.md §4).

import { measure } from "./hashing.js";

const LINE = /^([0-9a-f]{64})  ([^\n]+)$/;
const BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
const DESCRIPTION = "Prepared by the person named in it. Not a sworn statement.";
const UNLISTED = new Set(["tagmanifest-sha256.txt", "pack.sig"]);

const isPayload = (path) => path.startsWith("data/");
const listFor = (path) => (isPayload(path) ? "manifest-sha256.txt" : "tagmanifest-sha256.txt");

/** Measure every file: Map of path to {size, sha256}; a file that cannot be read is null. */
export async function measureAll(members, report, watch) {
  const sums = new Map();
  for (const member of members) {
    watch.at(member);
    sums.set(member.path, await measured(member, report, watch));
  }
  return sums;
}

async function measured(member, report, watch) {
  try {
    const sum = await measure(member, watch.seen);
    if (member.crc !== undefined && sum.crc !== member.crc) report.differs("zip", "zip-crc", { path: member.path });
    return sum;
  } catch (reason) {
    if (watch.isStop(reason)) throw reason;
    report.differs("files", "file-unreadable", { path: member.path });
    return null;
  }
}

/** Both lists as Map of path to hash, read as leniently as is safe. */
function listed(texts) {
  const hashes = new Map();
  for (const list of ["manifest-sha256.txt", "tagmanifest-sha256.txt"]) {
    for (const line of texts.get(list)?.split("\n") ?? []) {
      const found = LINE.exec(line);
      if (found && listFor(found[2]) === list) hashes.set(found[2], found[1]);
    }
  }
  return hashes;
}

export function checkFiles(sums, texts, report) {
  const hashes = listed(texts);
  let size = 0;
  for (const [path, sum] of sums) {
    size += sum?.size ?? 0;
    if (UNLISTED.has(path) || sum === null) continue;
    if (!hashes.has(path)) report.differs("files", "file-unlisted", { path });
    else if (hashes.get(path) !== sum.sha256) report.differs("files", "file-differs", { path });
  }
  for (const path of hashes.keys()) if (!sums.has(path)) report.differs("files", "file-missing", { path });
  report.close("files", hashes.has("verify.html") ? "files-hold" : "files-hold-without", {
    n: sums.size, size: size.toLocaleString("en-GB"),
  });
}

/** The one text that a list may have, given the files and the hashes it names for them. */
function listText(list, sums) {
  const paths = [...sums.keys()].filter((path) => listFor(path) === list && !UNLISTED.has(path)).sort();
  return paths.map((path) => `${sums.get(path)?.sha256}  ${path}\n`).join("");
}

export function checkLists(sums, texts, report) {
  const hashes = listed(texts);
  const asListed = new Map([...sums.keys()].map((path) => [path, { sha256: hashes.get(path) }]));
  const payload = [...sums.keys()].filter(isPayload);
  const bytes = payload.reduce((sum, path) => sum + (sums.get(path)?.size ?? 0), 0);
  const info = new RegExp(
    `^Bagging-Date: \\d{4}-\\d{2}-\\d{2}\\nExternal-Description: ${DESCRIPTION.replaceAll(".", "\\.")}\\n`
    + `Payload-Oxum: ${bytes}\\.${payload.length}\\n$`,
  );
  const isRight = {
    "bagit.txt": (text) => text === BAGIT,
    "bag-info.txt": (text) => info.test(text),
    "manifest-sha256.txt": (text) => text === listText("manifest-sha256.txt", asListed),
    "tagmanifest-sha256.txt": (text) => text === listText("tagmanifest-sha256.txt", asListed),
  };
  for (const [path, test] of Object.entries(isRight)) {
    const text = texts.get(path);
    if (text === undefined) report.differs("lists", "missing", { path });
    else if (!test(text)) report.differs("lists", "list-form", { path });
  }
  report.close("lists", "lists-hold", { n: 2 });
}

export function checkPapers(sums, texts, report) {
  const hashes = listed(texts);
  const papers = [...sums.keys()].filter((path) => /\.pdf$/.test(path) || path === "verify.html");
  for (const path of papers) if (!hashes.has(path)) report.differs("papers", "paper-unlisted", { path });
  report.close("papers", papers.includes("verify.html") ? "papers-hold" : "papers-hold-without", { n: papers.length });
}

const MOST_BESIDE = 16;

/** Portal form: what lies beside the zip is a copy of something in it, or named by the record. */
export async function checkBeside(beside, sums, texts, report, watch) {
  const named = besideNames(texts.get("record/beside.json"), report);
  if (beside.length + 1 > MOST_BESIDE) report.differs("beside", "beside-many");
  for (const member of beside) {
    watch.at(member);
    const { path } = member;
    const wanted = path === "officer-only.pdf" ? named[path] : path.includes("/") ? undefined : sums.get(path)?.sha256;
    if (wanted === undefined) report.differs("beside", "beside-stray", { path });
    else if ((await measure(member, watch.seen)).sha256 !== wanted) report.differs("beside", "beside-differs", { path });
  }
  report.close("beside", "beside-holds", { n: beside.length });
}

const BESIDE = /^\{"files":\{(?:"officer-only\.pdf":"([0-9a-f]{64})")?\}\}\n$/;

export function besideNames(text, report) {
  const found = BESIDE.exec(text ?? "");
  if (!found) report.differs("beside", "beside-form");
  return found?.[1] ? { "officer-only.pdf": found[1] } : {};
}

