// The index and the originals against the record (docs/pack-format.md §8 and §9).

import { jsonOf } from "./bytes.js";
import { momentText, tableText } from "./table.js";

const KEYS = [
  "number", "reference", "kind", "sequence", "of", "happened", "written", "where", "text", "file", "given",
  "sha256", "bytes", "document", "page",
];
const FREE = new Set(["number", "document", "page", "file"]);
const WORDS = {
  incident: "what", exhibit: "name", import: "name", person: "name", contact: "told", order: "terms",
  amendment: "why", withdrawal: "why", undo: "why",
};
const ORIGINAL = /^data\/exhibits\/([A-Za-z]+)-([0-9]{3,})(-copy)?(\.[A-Za-z0-9]+)?$/;

const isKept = (entry) => entry.kind === "exhibit" || entry.kind === "import";
const textOr = (value) => (value === null || value === undefined ? "" : String(value));
const onlyText = (value) => (typeof value === "string" ? value : "");

/** What lies under data/exhibits: list of {path, number, isCopy}; number is null for a stray name. */
function exhibitFiles(sums) {
  return [...sums.keys()].filter((path) => path.startsWith("data/exhibits/")).map((path) => {
    const found = ORIGINAL.exec(path);
    return { path, number: found ? Number(found[2]) : null, isCopy: Boolean(found?.[3]) };
  });
}

export function checkOriginals(entries, sums, report) {
  const kept = new Map(entries.filter(isKept).map((entry) => [entry.fields.get("number"), entry]));
  const files = exhibitFiles(sums);
  for (const { path, number, isCopy } of files) {
    const entry = number === null ? undefined : kept.get(number);
    if (!entry) report.differs("originals", "original-stray", { path });
    else if (!isCopy && sums.get(path)?.sha256 !== entry.fields.get("sha256")) {
      report.differs("originals", "original-differs", { path });
    }
  }
  const copies = files.filter((each) => each.isCopy).length;
  report.close("originals", "originals-hold", { n: files.length - copies, copies });
}

/** The checked values of a row, from the disclosed fields of its entry. */
function rowOf(entry, { initials, byId, files }) {
  const { fields, kind, sequence } = entry;
  const number = fields.get("number");
  const own = files.filter((each) => each.number !== null && each.number === number);
  const copy = own.some((each) => each.isCopy) ? "copy" : "hash only";
  const isNumbered = isKept(entry) && typeof number === "number";
  return {
    reference: isNumbered ? `${initials}/${number}` : "",
    kind, sequence: String(sequence),
    of: textOr(byId.get(fields.get("of"))?.sequence),
    happened: momentText(fields.get(kind === "exhibit" ? "taken" : "happened")),
    written: textOr(fields.get("written")),
    where: onlyText(fields.get("where")),
    text: onlyText(fields.get(WORDS[kind])),
    given: !isKept(entry) ? "" : own.some((each) => !each.isCopy) ? "original" : copy,
    sha256: textOr(fields.get("sha256")),
    bytes: textOr(fields.get("size_bytes")),
  };
}

function readIndex(text) {
  const index = jsonOf(text ?? "");
  if (typeof index !== "object" || index === null || !Array.isArray(index.rows)) return null;
  const areTexts = index.rows.every((row) => (
    JSON.stringify(Object.keys(row ?? {})) === JSON.stringify(KEYS)
    && Object.values(row).every((value) => typeof value === "string")
  ));
  const head = ["format", "made", "initials", "entries_in_record", "entries_shown", "rows"];
  const isWhole = areTexts && JSON.stringify(Object.keys(index)) === JSON.stringify(head)
    && index.format === "holdfast-index/1" && `${JSON.stringify(index)}\n` === text;
  return isWhole ? index : null;
}

export function checkIndex({ entries, state, sums, texts, report }) {
  const index = readIndex(texts.get("index.json"));
  if (!index) {
    report.differs("index", "index-form", { path: "index.json" });
    return null;
  }
  const about = {
    initials: index.initials, files: exhibitFiles(sums),
    byId: new Map(entries.map((entry) => [entry.fields.get("id"), entry])),
  };
  if (index.entries_shown !== entries.length || (state && index.entries_in_record !== state.size)) {
    report.differs("index", "index-count");
  }
  checkRows({ index, entries, about, sums, report });
  const csv = tableText(KEYS, index.rows.map((row) => KEYS.map((key) => row[key])));
  if (texts.get("index.csv") !== csv) report.differs("index", "index-csv");
  report.close("index", "index-hold", { n: index.rows.length });
  return index;
}

function checkRows({ index, entries, about, sums, report }) {
  const bySequence = new Map(entries.map((entry) => [String(entry.sequence), entry]));
  const seen = new Set();
  index.rows.forEach((row, at) => {
    const entry = bySequence.get(row.sequence);
    if (!entry) report.differs("index", "index-stray", { row: at + 1 });
    else if (seen.has(row.sequence)) report.differs("index", "index-twice", { sequence: row.sequence });
    else checkRow({ row, wanted: rowOf(entry, about), sums, report });
    seen.add(row.sequence);
  });
  for (const sequence of bySequence.keys()) {
    if (!seen.has(sequence)) report.differs("index", "index-missing", { sequence });
  }
}

function checkRow({ row, wanted, sums, report }) {
  const { sequence } = row;
  for (const key of KEYS) {
    if (!FREE.has(key) && row[key] !== wanted[key]) report.differs("index", "index-row", { sequence, key });
  }
  if (row.file !== "" && !sums.has(row.file)) report.differs("index", "index-row", { sequence, key: "file" });
}
