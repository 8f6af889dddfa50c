// Key, pack signature and checkpoint (docs/pack-format.md §5).

import { fromBase64, hex } from "./bytes.js";
import { digest } from "./hashing.js";
import { isSignedBy, readKey, readNote } from "./note.js";

const NAME = /^holdfast\.invalid\/[0-9a-f]{32}$/;
const SIZE = "(0|[1-9][0-9]{0,14})";

/** The fingerprint of a key as people compare it: eight groups of four. */
export function fingerprintOf(key) {
  return hex(digest(key.bytes)).slice(0, 32).match(/.{4}/g).join(" ");
}

/** The pack's own key; null when record/key is not in the one allowed form. */
export function keyOf(texts) {
  const text = texts.get("record/key");
  const key = text?.endsWith("\n") ? readKey(text.slice(0, -1)) : null;
  return key && NAME.test(key.name) ? key : null;
}

/** The text of a note signed by the key, or the key of words.details that says why not. */
export async function noteText(text, key) {
  const note = text === undefined ? null : readNote(text);
  if (!note || note.signatures.length !== 1) return { fault: "note-form" };
  return (await isSignedBy(note, key)) ? { text: note.text } : { fault: "signature-bad" };
}

/** {size, root} of a checkpoint's text; null when it is not in the one allowed form. */
export function stateOf(text, key) {
  const found = new RegExp(`^([^\\n]+)\\n${SIZE}\\n([^\\n]+)\\n$`).exec(text);
  const root = found && fromBase64(found[3]);
  return root?.length === 32 && found[1] === key.name ? { size: Number(found[2]), root } : null;
}

export async function checkSignature(texts, sums, key, report) {
  if (!key) {
    report.differs("signature", "key-form");
    return;
  }
  const { text, fault } = await noteText(texts.get("pack.sig"), key);
  const wanted = sums.get("tagmanifest-sha256.txt")?.sha256;
  if (fault) report.differs("signature", fault, { path: "pack.sig" });
  else if (text !== `holdfast-pack/1\n${wanted}\n`) report.differs("signature", "signature-other");
  report.close("signature", "signature-holds", { fingerprint: fingerprintOf(key) });
}

/** The signed state of the record, {size, root}, or null. */
export async function checkpointOf(texts, key, report) {
  if (!key) {
    report.differs("checkpoint", "key-form");
    return null;
  }
  const { text, fault } = await noteText(texts.get("record/checkpoint"), key);
  const state = fault ? null : stateOf(text, key);
  if (!state) report.differs("checkpoint", fault ?? "note-form", { path: "record/checkpoint" });
  return state;
}
