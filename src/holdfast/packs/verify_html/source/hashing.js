// Digests. Small things go to the browser's own SHA-256; large ones through in slices, so that a
// film of three gigabytes never stands in memory.

import { sha256 } from "./vendor.js";
import { hex } from "./bytes.js";

const SLICE = 4 * 1024 * 1024;
const AT_ONCE = 8 * 1024 * 1024;

export function digest(bytes) {
  return sha256(bytes);
}

const TABLES = Array.from({ length: 8 }, () => new Int32Array(256));
for (let byte = 0; byte < 256; byte += 1) {
  let left = byte;
  for (let bit = 0; bit < 8; bit += 1) left = left & 1 ? (left >>> 1) ^ 0xedb88320 : left >>> 1;
  TABLES[0][byte] = left;
}
for (let byte = 0; byte < 256; byte += 1) {
  for (let table = 1; table < 8; table += 1) {
    const before = TABLES[table - 1][byte];
    TABLES[table][byte] = (before >>> 8) ^ TABLES[0][before & 255];
  }
}

/** CRC-32 as zip has it, eight bytes at a step. */
export class Crc {
  value = -1;

  update(bytes) {
    const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES;
    let crc = this.value;
    let at = 0;
    for (const end = bytes.length - 7; at < end; at += 8) {
      crc ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
      crc = t7[crc & 255] ^ t6[(crc >>> 8) & 255] ^ t5[(crc >>> 16) & 255] ^ t4[crc >>> 24]
        ^ t3[bytes[at + 4]] ^ t2[bytes[at + 5]] ^ t1[bytes[at + 6]] ^ t0[bytes[at + 7]];
    }
    for (; at < bytes.length; at += 1) crc = t0[(crc ^ bytes[at]) & 255] ^ (crc >>> 8);
    this.value = crc;
  }

  get sum() {
    return (this.value ^ -1) >>> 0;
  }
}

/** The bytes of a blob, slice by slice. */
export async function* slices(blob) {
  for (let at = 0; at < blob.size; at += SLICE) {
    yield new Uint8Array(await blob.slice(at, at + SLICE).arrayBuffer());
  }
}

async function* pieces(stream) {
  const reader = stream.getReader();
  try {
    for (let got = await reader.read(); !got.done; got = await reader.read()) yield got.value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** What a member holds, piece by piece, unpacked where it is packed. */
export function contents(member) {
  if (!member.packed) return slices(member.blob);
  return pieces(member.blob.stream().pipeThrough(new DecompressionStream("deflate-raw")));
}

/**
 * Size, SHA-256 and, where asked, CRC-32 of a member.
 * @param member what to read
 * @param seen called with the number of bytes just read; it may throw to stop
 */
export async function measure(member, seen) {
  const wanted = member.crc !== undefined;
  const crc = new Crc();
  if (!member.packed && member.blob.size <= AT_ONCE && globalThis.crypto?.subtle) {
    const bytes = new Uint8Array(await member.blob.arrayBuffer());
    if (wanted) crc.update(bytes);
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    seen(bytes.length);
    return { size: bytes.length, sha256: hex(sum), crc: wanted ? crc.sum : undefined };
  }
  const running = sha256.create();
  let size = 0;
  for await (const piece of contents(member)) {
    running.update(piece);
    if (wanted) crc.update(piece);
    size += piece.length;
    if (size > member.size) break;
    seen(piece.length);
  }
  return { size, sha256: hex(running.digest()), crc: wanted ? crc.sum : undefined };
}

/** All of a member's bytes, for the small files that are read and not only hashed. */
export async function whole(member, limit) {
  if (member.size > limit) return null;
  const parts = [];
  let size = 0;
  for await (const piece of contents(member)) {
    parts.push(piece);
    size += piece.length;
    if (size > limit) return null;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
