// A plain stored zip, written as a stream: note.json and files/<name>, nothing compressed.

import { Crc, slices } from "../../verify_html/source/slices.js";

const UTF8_NAMES = 0x0800;
const JAN_1980 = 0x21;

function packed(...fields) {
  const bytes = new Uint8Array(fields.reduce((sum, [width]) => sum + width, 0));
  const into = new DataView(bytes.buffer);
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 2) into.setUint16(at, value, true);
    else into.setUint32(at, value, true);
    at += width;
  }
  return bytes;
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function crcOf(blob) {
  const crc = new Crc();
  for await (const piece of slices(blob)) crc.update(piece);
  return crc.sum;
}

/** What local and central header have in common. */
function middle({ name, blob }, crc) {
  return packed(
    [2, UTF8_NAMES], [2, 0], [2, 0], [2, JAN_1980], [4, crc], [4, blob.size], [4, blob.size], [2, name.length], [2, 0],
  );
}

/**
 * The bytes of a zip, piece by piece.
 * @param members list of {name (bytes), blob}
 * @param seen called with the number of bytes of members written
 */
export async function* zipped(members, seen) {
  const list = [];
  let offset = 0;
  for (const member of members) {
    const about = middle(member, await crcOf(member.blob));
    const head = joined(packed([4, 0x04034b50], [2, 20]), about, member.name);
    yield head;
    for await (const piece of slices(member.blob)) {
      yield piece;
      seen(piece.length);
    }
    list.push(joined(packed([4, 0x02014b50], [2, 20], [2, 20]), about, packed([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), member.name));
    offset += head.length + member.blob.size;
  }
  const central = joined(...list);
  yield central;
  yield packed([4, 0x06054b50], [2, 0], [2, 0], [2, list.length], [2, list.length], [4, central.length], [4, offset], [2, 0]);
}

// Not the separators of any system, nor characters that no file of hers would have.
const UNSAFE = /[\u0000-\u001f\u007f/\\:]/g;
const LONGEST_NAME = 180;

/** Names for the zip, each once, whatever they were called. */
export function safeNames(names) {
  const used = new Set();
  return names.map((name) => {
    const plain = name.replace(UNSAFE, "_").replace(/^\.+/, "_").toWellFormed?.() ?? name.replace(UNSAFE, "_");
    const dot = plain.lastIndexOf(".");
    const [stem, ending] = dot > 0 && plain.length - dot <= 12 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, ""];
    const short = Array.from(stem || "file").slice(0, LONGEST_NAME).join("");
    let tried = `${short}${ending}`;
    for (let again = 2; used.has(tried.toLowerCase()); again += 1) tried = `${short} (${again})${ending}`;
    used.add(tried.toLowerCase());
    return tried;
  });
}
