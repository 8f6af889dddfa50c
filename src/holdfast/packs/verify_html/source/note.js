// Signed notes (C2SP signed-note): text, an empty line, then one line per signature:
//   — <name> <base64 of (4 bytes of key hash, signature)>
// Ed25519 is the browser's own where it has it, otherwise the inlined library's.

import { fromBase64, joined, same, utf8 } from "./bytes.js";
import { digest } from "./hashing.js";
import { ed25519 } from "./vendor.js";

const ED25519 = Uint8Array.of(1);
const KEY_HASH = 4;
const SIGNATURE = 64;

export function keyHash(name, key) {
  return digest(joined(utf8(`${name}\n`), ED25519, key)).slice(0, KEY_HASH);
}

/** A verifier key `<name>+<key hash in hex>+<base64 of (1, key)>`; null when it is not whole. */
export function readKey(text) {
  const found = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  const raw = found && fromBase64(found[3]);
  if (!raw || raw.length !== 33 || raw[0] !== 1) return null;
  const key = { name: found[1], bytes: raw.slice(1) };
  const hash = Array.from(keyHash(key.name, key.bytes), (byte) => byte.toString(16).padStart(2, "0"));
  return hash.join("") === found[2] ? key : null;
}

/** Divide a note into its text and signatures; null when it is not one. */
export function readNote(note) {
  const cut = note.lastIndexOf("\n\n");
  if (cut < 0 || !note.endsWith("\n")) return null;
  const lines = note.slice(cut + 2, -1).split("\n");
  const signatures = lines.map(readSignature);
  return signatures.includes(null) ? null : { text: note.slice(0, cut + 1), signatures };
}

function readSignature(line) {
  const found = /^\u2014 ([^+\s]+) ([A-Za-z0-9+/=]+)$/.exec(line);
  const raw = found && fromBase64(found[2]);
  if (!raw || raw.length <= KEY_HASH) return null;
  return { name: found[1], hash: raw.slice(0, KEY_HASH), signature: raw.slice(KEY_HASH) };
}

/** Is exactly one of the note's signatures this key's, and good? The others may be witnesses'. */
export async function isSignedBy(note, key) {
  const hash = keyHash(key.name, key.bytes);
  const own = note.signatures.filter((each) => each.name === key.name);
  if (own.length !== 1 || !same(own[0].hash, hash) || own[0].signature.length !== SIGNATURE) return false;
  return isSignature(own[0].signature, utf8(note.text), key.bytes);
}

export async function isSignature(signature, message, key) {
  try {
    const theirs = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, theirs, signature, message);
  } catch {
    return isSignatureByLibrary(signature, message, key);
  }
}

export function isSignatureByLibrary(signature, message, key) {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}
