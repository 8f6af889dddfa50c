// Changes every byte of a pack, one at a time, and has verify.html's own code judge each.
//
//   node every-byte.mjs PACK [STEP]     exit 1 if a change was not found; prints one JSON line

import { readFileSync } from "node:fs";
import { loaded } from "./bundled.mjs";

const { checkPack } = await loaded("verify_html", "source", "check.js");
const watch = { start() {}, at() {}, seen() {}, record() {}, isStop: () => false };

async function holds(bytes) {
  try {
    return (await checkPack([{ path: "pack.zip", file: new Blob([bytes]) }], null, watch)).holds;
  } catch (reason) {
    if (reason.why) return false;
    throw reason;
  }
}

const pack = readFileSync(process.argv[2]);
const step = Number(process.argv[3] ?? 1);
const missed = [];
if (!(await holds(pack))) missed.push("the pack itself");
let changes = 0;
for (let at = 0; at < pack.length; at += step) {
  const changed = Buffer.from(pack);
  changed[at] ^= 1 << (at % 8);
  changes += 1;
  if (await holds(changed)) missed.push(at);
}
console.log(JSON.stringify({ changes, missed }));
process.exit(missed.length ? 1 : 0);
