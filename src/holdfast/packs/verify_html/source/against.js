// Two packs of one record: both hold, same key, and the longer record begins with the shorter one.

import { same } from "./bytes.js";
import { rootOf } from "./merkle.js";
import { say } from "./report.js";
import { fingerprintOf } from "./signed.js";
import words from "./words.json";
import { Unreadable } from "./zip.js";

/**
 * @param check gives the whole finding about the other pack, as checkPack does
 * @param own {key, state, proofs} of this pack
 */
export async function checkAgainst(check, own, report) {
  let other;
  try {
    other = await check();
  } catch (reason) {
    if (!(reason instanceof Unreadable)) throw reason;
    report.differs("against", "against-unreadable", { why: say(words.why[reason.why]) });
    return;
  }
  if (!other.holds) report.differs("against", "against-bad");
  else if (!own.key || !own.state) report.differs("against", "missing", { path: "record/checkpoint" });
  else if (!(same(own.key.bytes, other.own.key.bytes) && own.key.name === other.own.key.name)) {
    report.differs("against", "against-key", { fingerprint: fingerprintOf(other.own.key) });
  } else compare(own, other.own, report);
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
