// Two packs of one record: same key, and the longer record begins with the shorter one.

import { same } from "./bytes.js";
import { readTexts } from "./reading.js";
import { rootOf } from "./merkle.js";
import { openPack } from "./opening.js";
import { readProofs } from "./record.js";
import { say } from "./report.js";
import { fingerprintOf, keyOf, noteText, stateOf } from "./signed.js";
import words from "./words.json";
import { Unreadable } from "./zip.js";

/** What is needed of the other pack; nothing else of it is looked at. */
async function readOther(chosen) {
  const { members } = await openPack(chosen);
  const { texts } = await readTexts(members);
  const key = keyOf(texts);
  const { text } = key ? await noteText(texts.get("record/checkpoint"), key) : {};
  const state = text === undefined ? null : stateOf(text, key);
  return { key, state, proofs: readProofs(texts.get("record/proofs.json")) };
}

export async function checkAgainst({ earlier, key, state, proofs, report }) {
  let other;
  try {
    other = await readOther(earlier);
  } catch (reason) {
    if (!(reason instanceof Unreadable)) throw reason;
    report.differs("against", "against-unreadable", { why: say(words.why[reason.why]) });
    return;
  }
  if (!other.key || !other.state) report.differs("against", "against-signature");
  else if (key && !(same(key.bytes, other.key.bytes) && key.name === other.key.name)) {
    report.differs("against", "against-key", { fingerprint: fingerprintOf(other.key) });
  } else if (state) compare({ state, proofs }, other, report);
  else report.differs("against", "missing", { path: "record/checkpoint" });
}

function compare(one, other, report) {
  const [shorter, longer] = one.state.size <= other.state.size ? [one, other] : [other, one];
  const sizes = { shorter: shorter.state.size, longer: longer.state.size };
  const leaves = longer.proofs?.leaves ?? [];
  const isSound = leaves.length === sizes.longer && same(rootOf(leaves), longer.state.root);
  if (!isSound) report.differs("against", "against-leaves");
  else if (!same(rootOf(leaves.slice(0, sizes.shorter)), shorter.state.root)) {
    report.differs("against", "against-record", sizes);
  }
  report.close("against", sizes.shorter === sizes.longer ? "against-same" : "against-holds", sizes);
}
