// The zip, to the byte (docs/pack-format.md §3). First it is read as leniently as is safe, so that a
// pack that somebody packed again can still be judged file by file; then every header is built anew
// from names, sums and sizes and compared with the bytes that are there.

import { joined, same, utf8 } from "./bytes.js";

const END = 22;
const MOST_FILES = 200_000;
const LONGEST_LIST = 64 * 1024 * 1024;
const FULL16 = 0xffff;
const FULL32 = 0xffffffff;

/** A zip, or a folder, that cannot be read at all; `why` is a key of words.why. */
export class Unreadable extends Error {
  constructor(why) {
    super(why);
    this.why = why;
  }
}

async function read(blob, start, length) {
  return new Uint8Array(await blob.slice(start, start + length).arrayBuffer());
}

const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const u64 = (at, offset) => Number(at.getBigUint64(offset, true));

/** Numbers to bytes: pairs of width in bytes and value. */
function packed(...fields) {
  const bytes = new Uint8Array(fields.reduce((sum, [width]) => sum + width, 0));
  const into = view(bytes);
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 2) into.setUint16(at, value, true);
    else if (width === 4) into.setUint32(at, value, true);
    else into.setBigUint64(at, BigInt(value), true);
    at += width;
  }
  return bytes;
}

/** Where the list of files stands: {start, length, count}. */
async function findList(blob) {
  if (blob.size < END) throw new Unreadable("not-zip");
  const tail = await read(blob, Math.max(0, blob.size - END - FULL16), END + FULL16);
  const at = view(tail);
  for (let end = tail.length - END; end >= 0; end -= 1) {
    if (at.getUint32(end, true) === 0x06054b50) return listOf(blob, at, end, blob.size - tail.length + end);
  }
  throw new Unreadable("no-end");
}

async function listOf(blob, at, end, place) {
  const found = {
    count: at.getUint16(end + 10, true), length: at.getUint32(end + 12, true), start: at.getUint32(end + 16, true),
  };
  const isWide = found.count === FULL16 || found.length === FULL32 || found.start === FULL32;
  if (!isWide || place < 76) return found;
  const wide = view(await read(blob, place - 76, 56));
  if (wide.getUint32(0, true) !== 0x06064b50) return found;
  return { count: u64(wide, 32), length: u64(wide, 40), start: u64(wide, 48) };
}

function wideFields(extra, need) {
  const at = view(extra);
  for (let here = 0; here + 4 <= extra.length;) {
    const length = at.getUint16(here + 2, true);
    if (at.getUint16(here, true) === 1 && length >= 8 * need && here + 4 + length <= extra.length) {
      return Array.from({ length: need }, (_, number) => u64(at, here + 4 + 8 * number));
    }
    here += 4 + length;
  }
  throw new Unreadable("list-damaged");
}

function readHeader(list, here) {
  const at = view(list);
  if (here + 46 > list.length || at.getUint32(here, true) !== 0x02014b50) throw new Unreadable("list-damaged");
  const lengths = [28, 30, 32].map((offset) => at.getUint16(here + offset, true));
  const next = here + 46 + lengths[0] + lengths[1] + lengths[2];
  if (next > list.length) throw new Unreadable("list-damaged");
  const name = list.subarray(here + 46, here + 46 + lengths[0]);
  const extra = list.subarray(here + 46 + lengths[0], here + 46 + lengths[0] + lengths[1]);
  const header = {
    name, next, method: at.getUint16(here + 10, true), crc: at.getUint32(here + 16, true),
    stored: at.getUint32(here + 20, true), size: at.getUint32(here + 24, true), offset: at.getUint32(here + 42, true),
  };
  const wide = ["size", "stored", "offset"].filter((key) => header[key] === FULL32);
  if (wide.length) wideFields(extra, wide.length).forEach((value, number) => { header[wide[number]] = value; });
  return header;
}

/** Every header of the list, in its order. */
function readList(list, count) {
  const headers = [];
  for (let here = 0; here < list.length; here = headers.at(-1).next) {
    if (headers.length >= MOST_FILES) throw new Unreadable("too-many");
    headers.push(readHeader(list, here));
  }
  if (headers.length !== count) throw new Unreadable("list-damaged");
  return headers;
}

const small = (value) => Math.min(value, FULL32);

function localHeader({ name, crc, size }) {
  const extra = size >= FULL32 ? packed([2, 1], [2, 16], [8, size], [8, size]) : new Uint8Array();
  return joined(packed(
    [4, 0x04034b50], [2, extra.length ? 45 : 20], [2, 0], [2, 0], [2, 0], [2, 0x21], [4, crc],
    [4, small(size)], [4, small(size)], [2, name.length], [2, extra.length],
  ), name, extra);
}

function centralHeader({ name, crc, size }, offset) {
  const wide = [...(size >= FULL32 ? [[8, size], [8, size]] : []), ...(offset >= FULL32 ? [[8, offset]] : [])];
  const extra = wide.length ? packed([2, 1], [2, 8 * wide.length], ...wide) : new Uint8Array();
  return joined(packed(
    [4, 0x02014b50], [2, 0x031e], [2, extra.length ? 45 : 20], [2, 0], [2, 0], [2, 0], [2, 0x21], [4, crc],
    [4, small(size)], [4, small(size)], [2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0],
    [4, 0x81a40000], [4, small(offset)],
  ), name, extra);
}

function endOf(count, length, start) {
  const isWide = count >= FULL16 || length >= FULL32 || start >= FULL32;
  const wide = isWide ? packed(
    [4, 0x06064b50], [8, 44], [2, 0x031e], [2, 45], [4, 0], [4, 0], [8, count], [8, count], [8, length], [8, start],
    [4, 0x07064b50], [4, 0], [8, start + length], [4, 1],
  ) : new Uint8Array();
  const count16 = Math.min(count, FULL16);
  return joined(wide, packed(
    [4, 0x06054b50], [2, 0], [2, 0], [2, count16], [2, count16], [4, small(length)], [4, small(start)], [2, 0],
  ));
}

/** Names of files whose headers are not as packs write them, as [key of words.details, path]. */
async function* faultsOf(blob, headers, list) {
  let offset = 0;
  let here = 0;
  for (const header of headers) {
    const path = nameOf(header.name);
    const local = localHeader(header);
    if (!same(local, await read(blob, offset, local.length))) yield ["zip-header", path];
    const central = centralHeader(header, offset);
    if (!same(central, list.subarray(here, header.next))) yield ["zip-central", path];
    offset += local.length + header.size;
    here = header.next;
  }
  const end = endOf(headers.length, list.length, offset);
  const rest = offset + list.length;
  if (blob.size !== rest + end.length || !same(end, await read(blob, rest, end.length))) yield ["zip-end", ""];
}

function nameOf(bytes) {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

async function memberOf(blob, header) {
  const local = view(await read(blob, header.offset, 30));
  if (local.byteLength < 30) throw new Unreadable("outside");
  const start = header.offset + 30 + local.getUint16(26, true) + local.getUint16(28, true);
  if (start + header.stored > blob.size) throw new Unreadable("outside");
  return {
    path: nameOf(header.name), size: header.size, crc: header.crc, packed: header.method === 8,
    blob: blob.slice(start, start + header.stored),
  };
}

/** Read a zip: its members, and what about its form is not as packs are built. */
export async function readZip(blob) {
  const { start, length, count } = await findList(blob);
  if (length > LONGEST_LIST || count > MOST_FILES) throw new Unreadable("too-many");
  if (start + length > blob.size) throw new Unreadable("list-damaged");
  const list = await read(blob, start, length);
  const headers = readList(list, count);
  const members = [];
  for (const header of headers) members.push(await memberOf(blob, header));
  const faults = [];
  for await (const fault of faultsOf(blob, headers, list)) faults.push(fault);
  return { members, faults };
}
