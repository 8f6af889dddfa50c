// Entries and proofs (docs/pack-format.md §6 and §7).

import { fromBase64, fromBase64Url, jsonOf, same, textOf, toBase64Url, utf8 } from "./bytes.js";
import { digest } from "./hashing.js";
import { isContinued, isIncluded, leafHash, rootOf } from "./merkle.js";
import { noteText, stateOf } from "./signed.js";

const HASH = 32;
const SALT = 16;
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const isTexts = (value) => Array.isArray(value) && value.every((each) => typeof each === "string");

const NEEDED = {
  every: ["id", "written"],
  exhibit: ["number", "sha256", "size_bytes"],
};

/** The entries shown, each {sequence, kind, fields: Map, masked, leaf}; faults go to the report. */
export function readEntries(text, report) {
  if (text === undefined) {
    report.differs("fields", "missing", { path: "record/entries.jsonl" });
    return [];
  }
  const lines = text.split("\n");
  if (lines.pop() !== "") report.differs("fields", "entry-form", { line: lines.length + 1 });
  const entries = [];
  lines.forEach((line, at) => {
    const raw = rawEntry(line);
    if (!raw) report.differs("fields", "entry-form", { line: at + 1 });
    else entries.push(readEntry(raw, report));
  });
  entries.forEach((entry, at) => {
    const isAfter = at === 0 || entry.sequence > entries[at - 1].sequence;
    if (!isAfter) report.differs("fields", "entry-order", { sequence: entry.sequence });
  });
  report.close("fields", "fields-hold", {
    n: entries.reduce((sum, entry) => sum + entry.fields.size, 0),
    masked: entries.reduce((sum, entry) => sum + entry.masked, 0),
  });
  return entries;
}

function rawEntry(line) {
  const raw = jsonOf(line);
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return null;
  const { sequence, kind, digests, disclosures, masked } = raw;
  const isWhole = isCount(sequence) && /^[a-z-]+$/.test(kind) && isTexts(digests) && isTexts(disclosures) && isCount(masked);
  return isWhole && JSON.stringify({ sequence, kind, digests, disclosures, masked }) === line ? raw : null;
}

function readEntry({ sequence, kind, digests, disclosures, masked }, report) {
  const isRising = digests.every((each, at) => (
    fromBase64Url(each)?.length === HASH && (at === 0 || digests[at - 1] < each)
  ));
  if (!isRising) report.differs("fields", "entry-digests", { sequence });
  if (masked !== digests.length - disclosures.length) report.differs("fields", "entry-masked", { sequence });
  const known = new Set(digests);
  const fields = new Map();
  for (const disclosure of disclosures) {
    const field = readDisclosure(disclosure);
    const name = field?.name ?? "?";
    const isOwn = field && known.has(toBase64Url(digest(utf8(disclosure))));
    if (!isOwn) report.differs("fields", "entry-disclosure", { sequence, name });
    else if (fields.has(name)) report.differs("fields", "entry-twice", { sequence, name });
    else fields.set(name, field.value);
  }
  for (const name of [...NEEDED.every, ...(NEEDED[kind] ?? [])]) {
    if (!fields.has(name)) report.differs("fields", "entry-needs", { sequence, name });
  }
  const body = ["holdfast-entry/1", `kind ${kind}`, `sequence ${sequence}`, ...digests].map((line) => `${line}\n`).join("");
  return { sequence, kind, fields, masked, leaf: leafHash(utf8(body)) };
}

function readDisclosure(disclosure) {
  const bytes = fromBase64Url(disclosure);
  const list = bytes && jsonOf(textOf(bytes) ?? "");
  if (!Array.isArray(list) || list.length !== 3 || typeof list[1] !== "string") return null;
  return fromBase64Url(list[0])?.length === SALT ? { name: list[1], value: list[2] } : null;
}

const hashes = (list) => {
  const read = isTexts(list) ? list.map(fromBase64) : [null];
  return read.every((hash) => hash?.length === HASH) ? read : null;
};

/** record/proofs.json with its hashes as bytes; null when it is not whole. */
export function readProofs(text) {
  const raw = jsonOf(text ?? "");
  if (typeof raw !== "object" || raw === null || !isCount(raw.size)) return null;
  const root = hashes([raw.root]);
  const leaves = hashes(raw.leaves);
  const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  if (!root || !leaves || !isTable(raw.inclusion) || !isTable(raw.messages) || !Array.isArray(raw.consistency)) return null;
  return { size: raw.size, root: root[0], leaves, inclusion: raw.inclusion, messages: raw.messages, consistency: raw.consistency };
}

/** Does every entry shown stand in the tree of the signed state? */
export function checkEntries(entries, proofs, state, report) {
  if (!proofs) report.differs("entries", "missing", { path: "record/proofs.json" });
  if (!proofs || !state) return;
  const shown = new Set(entries.map(({ sequence }) => String(sequence)));
  for (const sequence of Object.keys(proofs.inclusion)) {
    if (!shown.has(sequence)) report.differs("entries", "proof-without", { sequence });
  }
  for (const { sequence, leaf } of entries) {
    const path = hashes(proofs.inclusion[sequence]);
    const isThere = path && isIncluded({ leaf, index: sequence, size: state.size, path, root: state.root });
    if (!isThere) report.differs("entries", "entry-proof", { sequence });
    const listed = proofs.leaves[sequence];
    if (!listed || !same(listed, leaf)) report.differs("entries", "entry-leaf", { sequence });
  }
  report.close("entries", "entries-hold", { n: entries.length, size: state.size });
}

export function checkProofsState(proofs, state, report) {
  if (!proofs) report.differs("checkpoint", "missing", { path: "record/proofs.json" });
  else if (state && (proofs.size !== state.size || !same(proofs.root, state.root))) {
    report.differs("checkpoint", "checkpoint-proofs");
  }
  if (state) report.close("checkpoint", "checkpoint-holds", { size: state.size });
}

/** Do the leaf hashes of all entries give the signed state, and each earlier one in the pack? */
export async function checkRecord({ texts, key, proofs, state, report }) {
  if (!proofs) report.differs("record", "missing", { path: "record/proofs.json" });
  if (!proofs || !state) return;
  if (proofs.leaves.length !== state.size) report.differs("record", "leaves-count", { n: proofs.leaves.length, size: state.size });
  else if (!same(rootOf(proofs.leaves), state.root)) report.differs("record", "leaves-root");
  const earlier = [...texts.keys()].filter((path) => /^record\/timestamps\/.*\.checkpoint$/.test(path));
  const steps = new Map(proofs.consistency.map((each) => [each?.from, hashes(each?.proof)]));
  for (const path of earlier) await checkEarlier({ path, steps, texts, key, proofs, state, report });
  for (const from of steps.keys()) {
    if (!earlier.includes(`record/timestamps/${from}.checkpoint`)) report.differs("record", "consistency", { from });
  }
  report.close("record", "record-holds", { size: state.size });
}

async function checkEarlier({ path, steps, texts, key, proofs, state, report }) {
  const { text } = await noteText(texts.get(path), key);
  const was = text === undefined ? null : stateOf(text, key);
  const isNamed = was && path === `record/timestamps/${was.size}.checkpoint` && was.size <= state.size;
  const isSame = isNamed && same(rootOf(proofs.leaves.slice(0, was.size)), was.root);
  if (!isSame) {
    report.differs("record", "timestamp-checkpoint", { path });
    return;
  }
  const proof = steps.get(was.size);
  const isStep = proof && isContinued({
    first: was.size, firstRoot: was.root, second: state.size, secondRoot: state.root, path: proof,
  });
  if (!isStep) report.differs("record", "consistency", { from: was.size });
}
