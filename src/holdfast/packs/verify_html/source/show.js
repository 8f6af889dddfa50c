// Putting things on the page. Everything from a pack goes in as text, never as markup; characters
// that change direction or do not show are made visible.

import { momentText } from "./table.js";
import { say } from "./report.js";
import words from "./words.json";

const BATCH = 25;
const LONGEST = 4000;
// Control characters but tab and line feed, soft hyphen, zero-width and direction marks, the
// invisible operators, tags, and the byte order mark. The joiners U+200C and U+200D are left alone:
// Persian and many emoji need them.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Make an element: tag, attributes or class name, then texts and elements. */
export function make(tag, about, ...inside) {
  const element = document.createElement(tag);
  if (typeof about === "string") element.className = about;
  else for (const [name, value] of Object.entries(about ?? {})) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/** Text from outside, with what would not be seen made visible, as nodes. */
export function visible(text) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(HIDDEN)) {
    nodes.push(text.slice(from, found.index));
    const code = found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    nodes.push(make("span", "char", `U+${code}`));
    from = found.index + found[0].length;
  }
  return [...nodes, text.slice(from)];
}

function cut(text) {
  if (text.length <= LONGEST) return visible(text);
  const rest = text.length - LONGEST;
  const more = make("button", { type: "button", class: "link" }, say(words.shown["more-text"], { n: rest.toLocaleString("en-GB") }));
  more.addEventListener("click", () => more.replaceWith(...visible(text.slice(LONGEST))));
  return [...visible(text.slice(0, LONGEST)), " ", more];
}

function valueText(value) {
  if (value === null || value === "") return words.shown.empty;
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value.join(", ") || words.shown.empty;
  if (typeof value === "object" && typeof value.stated === "string") return momentText(value);
  return typeof value === "object" ? JSON.stringify(value, null, 1) : String(value);
}

function fieldRows(fields) {
  return [...fields].filter(([name, value]) => name !== "id" && value !== null).flatMap(([name, value]) => [
    make("dt", null, ...visible(words.fields[name] ?? name.replaceAll("_", " "))),
    make("dd", { dir: "auto" }, ...cut(valueText(value))),
  ]);
}

function messageRows(rows) {
  return rows.flatMap(([, , , , sender, text, happened]) => [
    make("dt", null, ...visible(momentText(happened) || words.shown["no-time"])),
    make("dd", { dir: "auto" }, make("b", null, ...visible(sender ?? "")), " ", ...cut(text ?? "")),
  ]);
}

function entryItem(entry, messages) {
  const title = `${say(words.shown.entry, entry)}: ${words.kinds[entry.kind] ?? entry.kind}`;
  const item = make(
    "li", null,
    make("div", "head", make("h3", null, ...visible(title))),
    make("dl", null, ...fieldRows(entry.fields)),
  );
  if (messages?.length) item.append(batches(messages, (some) => make("dl", null, ...messageRows(some)), words.shown.messages));
  if (entry.masked > 0) item.append(make("p", "masked", say(words.shown.hidden, { n: entry.masked })));
  return item;
}

/** A list shown some at a time, under a heading that opens. */
function batches(all, render, heading) {
  const box = make("details", null, make("summary", null, say(heading, { n: all.length.toLocaleString("en-GB") })));
  let shown = 0;
  const more = make("button", { type: "button", class: "button second noprint" });
  const grow = () => {
    more.before(render(all.slice(shown, shown + BATCH)));
    shown = Math.min(all.length, shown + BATCH);
    more.hidden = shown >= all.length;
    more.textContent = say(words.shown.more, { n: Math.min(BATCH, all.length - shown) });
  };
  more.addEventListener("click", grow);
  box.append(more);
  box.addEventListener("toggle", () => { if (shown === 0) grow(); }, { once: true });
  return box;
}

export function entriesBox(entries, messages) {
  return batches(entries, (some) => make(
    "ul", "entries", ...some.map((entry) => entryItem(entry, messages.get(entry.sequence))),
  ), words.shown.entries);
}

const SIGNS = { matches: "\u2713", differs: "\u2715", "not shown": "\u2013" };
const MOST_DETAILS = 12;

/** One line per check, with everything that is wrong named under it. */
export function checkList(checks) {
  const groups = new Map();
  for (const row of checks) groups.set(row.id, [...(groups.get(row.id) ?? []), row]);
  return make("ol", "checks", ...[...groups.values()].map(checkItem));
}

function checkItem(rows) {
  const result = rows.some((row) => row.result === "differs") ? "differs" : rows[0].result;
  const told = rows.filter((row) => row.result === result);
  const item = make(
    "li", result === "not shown" ? "open" : result,
    make("span", { class: "sign", "aria-hidden": "true" }, SIGNS[result]),
    make("div", null, make("h3", null, told[0].what), details(told, result)),
  );
  return item;
}

function details(rows, result) {
  const box = make("div", "says", make("span", "result", words.results[result]));
  if (rows.length === 1) box.append(": ", ...visible(rows[0].detail));
  else {
    box.append(make("ul", null, ...rows.slice(0, MOST_DETAILS).map((row) => make("li", null, ...visible(row.detail)))));
    const rest = rows.slice(MOST_DETAILS);
    if (rest.length) box.append(batches(rest, (some) => make("ul", null, ...some.map((row) => make("li", null, ...visible(row.detail)))), words.shown.rest));
  }
  return box;
}

export function facts(pairs) {
  return make("dl", "facts", ...pairs.flatMap(([term, ...inside]) => [make("dt", null, term), make("dd", null, ...inside)]));
}
