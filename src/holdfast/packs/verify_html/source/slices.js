// Reading a blob in slices, and the CRC-32 of zip. Used by the checker and by the phone page.

const SLICE = 4 * 1024 * 1024;

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
