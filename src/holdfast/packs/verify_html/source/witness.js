// Time-stamp tokens (RFC 3161): what they are about and the time they name. Their own signature is
// not checked here, and the page says so.

import { hex } from "./bytes.js";

const SEQUENCE = 0x30;
const OCTETS = 0x04;
const TIME = 0x18;
const EXPLICIT = 0xa0;

/** One DER value at a place: {tag, body, next}; throws RangeError outside the bytes. */
function valueAt(bytes, at) {
  if (at + 2 > bytes.length) throw new RangeError("short");
  let length = bytes[at + 1];
  let start = at + 2;
  if (length > 0x84 || length === 0x80) throw new RangeError("length");
  if (length > 0x80) {
    const width = length - 0x80;
    if (start + width > bytes.length) throw new RangeError("short");
    length = bytes.subarray(start, start + width).reduce((sum, byte) => sum * 256 + byte, 0);
    start += width;
  }
  if (start + length > bytes.length) throw new RangeError("short");
  return { tag: bytes[at], body: bytes.subarray(start, start + length), next: start + length };
}

function valuesIn(body) {
  const values = [];
  for (let at = 0; at < body.length; at = values.at(-1).next) values.push(valueAt(body, at));
  return values;
}

function only(values, number, tag) {
  if (values[number]?.tag !== tag) throw new RangeError("shape");
  return values[number];
}

/** {imprint (hex), time} of a response or a token; null when it cannot be read. */
export function readToken(bytes) {
  try {
    const outer = valuesIn(only(valuesIn(bytes), 0, SEQUENCE).body);
    const isResponse = outer[0]?.tag === SEQUENCE;
    const content = isResponse ? valuesIn(only(outer, 1, SEQUENCE).body) : outer;
    const signed = valuesIn(only(valuesIn(only(content, 1, EXPLICIT).body), 0, SEQUENCE).body);
    const inside = valuesIn(only(signed, 2, SEQUENCE).body);
    const octets = only(valuesIn(only(inside, 1, EXPLICIT).body), 0, OCTETS);
    const info = valuesIn(only(valuesIn(octets.body), 0, SEQUENCE).body);
    const imprint = only(valuesIn(only(info, 2, SEQUENCE).body), 1, OCTETS);
    return { imprint: hex(imprint.body), time: timeText(only(info, 4, TIME).body) };
  } catch (reason) {
    if (reason instanceof RangeError) return null;
    throw reason;
  }
}

function timeText(body) {
  const text = String.fromCharCode(...body);
  const found = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\.\d+)?Z$/.exec(text);
  if (!found) throw new RangeError("time");
  const [, year, month, day, hour, minute, second, part] = found;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${part ?? ""}Z`;
}

/** One row per token; a list of what the tokens name. */
export function checkWitnesses({ tokens, sums, report }) {
  const witnesses = [];
  for (const [path, bytes] of tokens) {
    const about = path.replace(/\.tsr$/, ".checkpoint");
    const token = readToken(bytes);
    if (!token) report.differs("witness", "witness-unreadable", { path });
    else if (token.imprint !== sums.get(about)?.sha256) report.differs("witness", "witness-other", { path });
    else {
      report.notShown("witness", "witness-names", { time: token.time });
      witnesses.push({ path, time: token.time });
    }
  }
  if (tokens.size === 0) report.notShown("witness", "witness-none");
  return witnesses;
}
