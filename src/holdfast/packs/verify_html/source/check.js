// The whole check of one pack, in the order of docs/pack-format.md §12.

import { checkAgainst } from "./against.js";
import { checkBeside, checkFiles, checkLists, checkPapers, measureAll } from "./bag.js";
import { checkIndex, checkOriginals } from "./index.js";
import { checkMessages } from "./messages.js";
import { checkNames, checkZip } from "./names.js";
import { openPack } from "./opening.js";
import { readTexts } from "./reading.js";
import { checkEntries, checkProofsState, checkRecord, readEntries, readProofs } from "./record.js";
import { Report } from "./report.js";
import { checkSignature, checkpointOf, fingerprintOf, keyOf } from "./signed.js";
import { checkWitnesses } from "./witness.js";

/**
 * Check a pack.
 * @param chosen list of {path, file}
 * @param earlier the same of another pack to compare with, or null
 * @param watch {start(bytes), at(member), seen(bytes), record(), isStop(reason)}
 * @returns {holds, form, key, checks, witnesses, entries, messages, state}
 */
export async function checkPack(chosen, earlier, watch) {
  const report = new Report();
  const opened = await openPack(chosen);
  const all = [...opened.members, ...(opened.beside ?? [])];
  watch.start(all.reduce((sum, member) => sum + member.size, 0));
  if (opened.form !== "folder") checkZip(opened, report);
  checkNames(opened.members, report);
  const sums = await measureAll(opened.members, report, watch);
  const { texts, tokens } = await readTexts(opened.members);
  if (opened.beside) await checkBeside(opened.beside, sums, texts, report, watch);
  if (opened.form !== "folder") report.close("zip", "zip-holds", { n: opened.members.length });
  watch.record();
  const own = await judge({ sums, texts, tokens, report });
  if (earlier) await checkAgainst(() => checkPack(earlier, null, watch), own.own, report);
  if (!opened.beside) report.leaveOut("beside");
  if (opened.form === "folder") report.leaveOut("zip");
  if (!earlier) report.leaveOut("against");
  return { form: opened.form, ...own, holds: report.holds, checks: report.checks };
}

async function judge({ sums, texts, tokens, report }) {
  checkFiles(sums, texts, report);
  checkLists(sums, texts, report);
  const key = keyOf(texts);
  await checkSignature(texts, sums, key, report);
  const state = await checkpointOf(texts, key, report);
  const proofs = readProofs(texts.get("record/proofs.json"));
  checkProofsState(proofs, state, report);
  const entries = readEntries(texts.get("record/entries.jsonl"), report);
  checkEntries(entries, proofs, state, report);
  await checkRecord({ texts, key, proofs, state, report });
  const messages = checkMessages({ entries, proofs, texts, report });
  checkOriginals(entries, sums, report);
  const index = checkIndex({ entries, state, sums, texts, report });
  checkPapers(sums, texts, report);
  const witnesses = checkWitnesses({ tokens, sums, report });
  sayNeverShown({ state, entries, report });
  return {
    key: key ? fingerprintOf(key) : null, witnesses, entries, messages, state, made: index?.made ?? null,
    own: { key, state, proofs },
  };
}

function sayNeverShown({ state, entries, report }) {
  report.notShown("time", "time");
  report.notShown("author", "author");
  if (state) report.notShown("complete", "complete", { size: state.size, n: entries.length });
  else report.notShown("complete", "complete-unknown");
}
