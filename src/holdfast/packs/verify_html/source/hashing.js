// Digests. Small things go to the browser's own SHA-256; large ones through in slices, so that a
// film of three gigabytes never stands in memory.

import { sha256 } from "./vendor.js";
import { hex } from "./bytes.js";
import { Crc, slices } from "./slices.js";

const AT_ONCE = 8 * 1024 * 1024;

export function digest(bytes) {
  return sha256(bytes);
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
