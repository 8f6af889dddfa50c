// Runs outside vectors through the checker's own code.
//
//   node vectors.mjs CONFORMANCE     prints one JSON line; exit 1 if one was judged wrongly

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loaded } from "./bundled.mjs";

const { isIncluded, isContinued } = await loaded("verify_html", "source", "merkle.js");
const { isSignature, isSignatureByLibrary } = await loaded("verify_html", "source", "note.js");
const { readToken } = await loaded("verify_html", "source", "witness.js");

const root = process.argv[2];
const bytes = (text) => new Uint8Array(Buffer.from(text ?? "", "base64"));
const hex = (text) => new Uint8Array(Buffer.from(text, "hex"));

function filesIn(...place) {
  return readdirSync(join(root, ...place), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile()).map((each) => join(each.parentPath ?? each.path, each.name));
}

const wrong = [];
const judged = { merkle: 0, ed25519: 0, tokens: 0 };

for (const place of ["inclusion", "consistency"]) {
  for (const path of filesIn("merkle-rfc6962", place).filter((name) => name.endsWith(".json"))) {
    const given = JSON.parse(readFileSync(path, "utf8"));
    const proof = (given.proof ?? []).map(bytes);
    const holds = place === "inclusion"
      ? isIncluded({ leaf: bytes(given.leafHash), index: given.leafIdx, size: given.treeSize, path: proof, root: bytes(given.root) })
      : isContinued({ first: given.size1, firstRoot: bytes(given.root1), second: given.size2, secondRoot: bytes(given.root2), path: proof });
    judged.merkle += 1;
    if (holds === Boolean(given.wantErr)) wrong.push(path);
  }
}

const groups = JSON.parse(readFileSync(join(root, "wycheproof", "ed25519_test.json"), "utf8")).testGroups;
for (const group of groups) {
  for (const test of group.tests) {
    const asked = [hex(test.sig), hex(test.msg), hex(group.publicKey.pk)];
    judged.ed25519 += 1;
    const wanted = test.result === "valid";
    if (isSignatureByLibrary(...asked) !== wanted) wrong.push(`library ${test.tcId}`);
    if (await isSignature(...asked) !== wanted) wrong.push(`own ${test.tcId}`);
  }
}

for (const path of filesIn("rfc3161").filter((name) => name.endsWith(".tsr"))) {
  if (readToken(new Uint8Array(readFileSync(path)))) judged.tokens += 1;
}
console.log(JSON.stringify({ judged, wrong }));
process.exit(wrong.length ? 1 : 0);
