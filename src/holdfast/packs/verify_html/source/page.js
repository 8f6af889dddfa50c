// The page itself: choose, watch, read the result.

import { checkPack } from "./check.js";
import { fromDrop, fromInput } from "./choosing.js";
import { say } from "./report.js";
import { checkList, entriesBox, facts, make, visible } from "./show.js";
import words from "./words.json";
import { Unreadable } from "./zip.js";

const byId = (id) => document.getElementById(id);
const SIGNS = { matches: "\u2713", differs: "\u2715", undecided: "?" };
const EVERY_MS = 80;

class Stopped extends Error {}

let other = null;
let current = null;
let runs = 0;

function watchFor(run) {
  let all = 1;
  let done = 0;
  let last = 0;
  const tick = (text) => {
    if (performance.now() - last < EVERY_MS) return;
    last = performance.now();
    byId("bar").value = Math.min(1, done / all);
    if (text) byId("working-what").textContent = text;
  };
  const goOn = () => { if (current !== run) throw new Stopped(); };
  return {
    start: (bytes) => { all = Math.max(1, bytes); done = 0; },
    at: (member) => { goOn(); tick(member.path); },
    seen: (bytes) => { goOn(); done += bytes; tick(); },
    record: () => { goOn(); byId("bar").value = 1; byId("working-what").textContent = words.progress.record; },
    isStop: (reason) => reason instanceof Stopped,
  };
}

function show({ working, result }) {
  byId("working").hidden = !working;
  byId("result").hidden = !result;
}

function verdict(kind, title, more) {
  byId("verdict").className = `verdict ${kind}`;
  byId("verdict").querySelector(".sign").textContent = SIGNS[kind];
  byId("verdict-title").textContent = title;
  byId("verdict-more").textContent = more;
  byId("status").textContent = title;
}

function showResult(name, found) {
  const failed = found.checks.filter((row) => row.result === "differs");
  const bad = new Set(failed.map((row) => row.id));
  const others = found.checks.filter((row) => !bad.has(row.id));
  if (found.holds) verdict("matches", words.verdict.holds, words.verdict["holds-more"]);
  else verdict("differs", words.verdict.differs, words.verdict["differs-more"]);
  byId("found").replaceChildren(
    facts(factsOf(name, found)),
    ...(failed.length ? [make("h2", null, words.headings.failed), checkList(failed)] : []),
    make("h2", null, failed.length ? words.headings.others : words.headings.checks), checkList(others),
    ...(found.entries.length ? [make("h2", null, words.headings.shown), entriesBox(found.entries, found.messages)] : []),
  );
}

function factsOf(name, { key, state, entries, witnesses }) {
  return [
    [words.facts.pack, ...visible(name)],
    key ? [words.facts.key, make("span", "key", key), make("small", null, words.facts["key-more"])]
      : [words.facts.key, words.facts["key-none"]],
    ...(state ? [[words.facts.record, say(words.facts["record-size"], { size: state.size, n: entries.length })]] : []),
    ...witnesses.map((each) => [words.facts.witness, ...visible(say(words.facts["witness-more"], each))]),
  ];
}

/** The result for programs: the same as `holdfast verify --json`, as text of a hidden element. */
function tellMachine(told) {
  byId("machine").textContent = JSON.stringify(told);
  runs += 1;
  document.documentElement.dataset.runs = String(runs);
}

function forMachine({ holds, form, key, witnesses, checks }) {
  return { holds, form, key, witnesses, checks };
}

async function run(gathering) {
  const own = {};
  current = own;
  show({ working: true, result: false });
  byId("bar").value = 0;
  byId("working-what").textContent = words.progress.opening;
  byId("status").textContent = words.progress.opening;
  try {
    const chosen = await gathering;
    const name = chosen.length === 1 ? chosen[0].path : chosen[0]?.path.split("/")[0] ?? "";
    const found = await checkPack(chosen, other, watchFor(own));
    showResult(name, found);
    tellMachine(forMachine(found));
  } catch (reason) {
    if (current !== own) return;
    showFailure(reason);
  }
  if (current !== own) return;
  current = null;
  show({ working: false, result: true });
  byId("verdict-title").focus();
}

function showFailure(reason) {
  byId("found").replaceChildren();
  const why = reason instanceof Unreadable ? words.why[reason.why] : null;
  const isGone = reason instanceof DOMException;
  if (why ?? isGone) {
    verdict("differs", words.verdict.unreadable, say(words.verdict["unreadable-more"], { why: why ?? words.why.gone }));
  } else verdict("undecided", words.verdict.fault, words.verdict["fault-more"]);
  tellMachine({ holds: false, unreadable: why ?? (isGone ? words.why.gone : String(reason)), checks: [] });
}

function stop() {
  current = null;
  byId("found").replaceChildren();
  verdict("undecided", words.verdict.stopped, words.verdict["stopped-more"]);
  show({ working: false, result: true });
  byId("verdict-title").focus();
}

function setOther(chosen) {
  other = chosen;
  const name = chosen?.[0]?.path.split("/")[0] ?? "";
  byId("other-chosen").replaceChildren(...(chosen ? visible(say(words.other.chosen, { name })) : []));
  byId("other-remove").hidden = !chosen;
}

/** A choice is taken and the field emptied, so that the same pack can be chosen again. */
function onChoice(id, then) {
  byId(id).addEventListener("change", ({ target }) => {
    const chosen = fromInput(target);
    target.value = "";
    if (chosen.length) then(chosen);
  });
}

function onDrop() {
  const box = byId("choose");
  window.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("over"); });
  window.addEventListener("dragleave", (event) => { if (!event.relatedTarget) box.classList.remove("over"); });
  window.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("over");
    if (event.dataTransfer.files.length) run(fromDrop(event.dataTransfer));
  });
}

byId("never-list").append(...words.never.map(([what, why]) => make("li", null, make("b", null, what), " ", why)));
onChoice("zip", (chosen) => run(Promise.resolve(chosen)));
onChoice("folder", (chosen) => run(Promise.resolve(chosen)));
onChoice("other-zip", setOther);
onChoice("other-folder", setOther);
byId("other-remove").addEventListener("click", () => setOther(null));
byId("stop").addEventListener("click", stop);
onDrop();
document.documentElement.dataset.ready = "yes";
