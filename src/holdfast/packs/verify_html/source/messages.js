// Messages against the export they were read from, and their tables (docs/pack-format.md §7 and §9).

import { fromBase64, fromHex, jsonOf, same, utf8 } from "./bytes.js";
import { isIncluded, leafHash } from "./merkle.js";
import { momentText, tableText } from "./table.js";

const COLUMNS = ["number", "kind", "conversation", "sender", "when", "text", "attachments", "marks", "seconds", "details"];
const PARTS = [11, 12];
const TABLE = /^data\/messages\/[A-Za-z]+-0*([1-9][0-9]*)\.csv$/;

const textOr = (value) => (value === null || value === undefined ? "" : String(value));
const joinedPairs = (value) => (Array.isArray(value)
  ? value.filter((pair) => Array.isArray(pair) && pair.length === 2).map((pair) => pair.join(": ")).join(" | ") : "");
const joinedTexts = (value) => (Array.isArray(value) ? value.join(" | ") : "");

/** Every message shown, by the sequence of its import: Map of sequence to lists. */
export function checkMessages({ entries, proofs, texts, report }) {
  const shown = new Map();
  const tables = new Map([...texts.keys()].flatMap((path) => {
    const found = TABLE.exec(path);
    return found ? [[found[1], path]] : [];
  }));
  const used = new Set();
  for (const [sequence, group] of Object.entries(proofs?.messages ?? {})) {
    const entry = entries.find((each) => String(each.sequence) === sequence);
    const rows = checkGroup({ sequence, group, entry, entries, report });
    if (rows === null) continue;
    shown.set(Number(sequence), rows);
    const number = textOr(sourceOf(entry, entries)?.fields.get("number"));
    const path = tables.get(number);
    used.add(path);
    if (number && !path) report.differs("messages", "missing", { path: `data/messages/…-${number}.csv` });
    else if (path && texts.get(path) !== tableText(COLUMNS, tableRows(rows, group.leaves))) {
      report.differs("messages", "message-table", { path });
    }
  }
  for (const path of texts.keys()) {
    const isTable = path.startsWith("data/messages/") && path.endsWith(".csv");
    if (isTable && !used.has(path)) report.differs("messages", "message-table-stray", { path });
  }
  const n = [...shown.values()].reduce((sum, rows) => sum + rows.length, 0);
  report.close("messages", n ? "messages-hold" : "messages-none", { n });
  return shown;
}

/** The import a group of messages comes from: itself, or, for a reading, what it is a reading of. */
function sourceOf(entry, entries) {
  if (entry.kind !== "reading") return entry;
  return entries.find((each) => each.fields.get("id") === entry.fields.get("of"));
}

function checkGroup({ sequence, group, entry, entries, report }) {
  const root = fromHex(group?.root);
  const isOwn = entry && root?.length === 32 && Array.isArray(group.proofs)
    && ["import", "reading"].includes(entry.kind)
    && entry.fields.get("root") === group.root && entry.fields.get("leaves") === group.leaves;
  if (!isOwn) {
    report.differs("messages", "message-group", { sequence });
    return null;
  }
  const source = sourceOf(entry, entries)?.fields.get("sha256");
  let before = -1;
  const rows = [];
  for (const proof of group.proofs) {
    const fault = faultOf(proof, { root, size: group.leaves, source, before });
    if (fault) report.differs("messages", fault, { number: textOr(proof?.number), sequence });
    else rows.push(jsonOf(proof.text));
    before = proof?.number ?? before;
  }
  return rows;
}

function faultOf(proof, { root, size, source, before }) {
  const salt = fromBase64(proof?.salt);
  const path = Array.isArray(proof?.path) ? proof.path.map(fromBase64) : [null];
  const row = typeof proof?.text === "string" ? jsonOf(proof.text) : undefined;
  const isWhole = salt?.length === 16 && path.every((hash) => hash?.length === 32) && Array.isArray(row)
    && PARTS.includes(row.length) && row[1] === proof.number && proof.number > before;
  if (!isWhole) return "message-form";
  const leaf = leafHash(salt, utf8(proof.text));
  if (!isIncluded({ leaf, index: proof.number, size, path, root })) return "message-proof";
  return source !== undefined && row[0] !== source ? "message-source" : null;
}

function gap(missing) {
  return missing > 0 ? [["", "gap", "", "", "", String(missing), "", "", "", ""]] : [];
}

/** Rows of a message table with the gaps between, before and after counted. */
export function tableRows(messages, leaves) {
  let next = 0;
  const rows = [];
  for (const message of messages) {
    const [, number, kind, conversation, sender, text, happened, , attachments, marks, seconds, details] = message;
    rows.push(...gap(number - next), [
      textOr(number), textOr(kind), textOr(conversation), textOr(sender), momentText(happened), textOr(text),
      joinedTexts(attachments), joinedTexts(marks), textOr(seconds), joinedPairs(details),
    ]);
    next = number + 1;
  }
  return [...rows, ...gap(leaves - next)];
}
