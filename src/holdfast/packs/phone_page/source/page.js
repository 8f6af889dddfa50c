// The page itself. Nothing is stored: no storage, no history, no network. What was typed is gone from
// the page as soon as it is sealed, when it is cleared, and when the page is left.

import { clockText, seal } from "./seal.js";
import words from "./words.json";

const LIMIT = 480 * 1024 * 1024;
const MOST_FILES = 200;
const byId = (id) => document.getElementById(id);
const recipient = document.querySelector("meta[name=notebook]").content;

let files = [];
let made = 0;
let address = null;

function say(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}

function sizeText(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  const [unit, name] = bytes < 1e6 ? [1e3, "KB"] : [1e6, "MB"];
  return `${(bytes / unit).toLocaleString("en-GB", { maximumFractionDigits: 1 })} ${name}`;
}

const total = () => files.reduce((sum, file) => sum + file.size, 0);

function fileRow(file) {
  const row = document.createElement("li");
  const name = document.createElement("span");
  name.className = "name";
  name.dir = "auto";
  name.textContent = file.name;
  const out = document.createElement("button");
  out.type = "button";
  out.textContent = words["take-out"];
  out.setAttribute("aria-label", `${words["take-out"]}: ${file.name}`);
  out.addEventListener("click", () => {
    files = files.filter((each) => each !== file);
    showFiles();
    byId("files").focus();
  });
  row.append(name, out);
  return row;
}

function showFiles() {
  byId("chosen").replaceChildren(...files.map(fileRow));
  byId("chosen").hidden = files.length === 0;
  const sentence = files.length === 1 ? words["chosen-one"] : words["chosen-many"];
  byId("chosen-says").textContent = files.length ? say(sentence, { n: files.length, size: sizeText(total()) }) : "";
}

function problem(text) {
  byId("problem").textContent = text;
  byId("problem").hidden = text === "";
}

function only(id) {
  for (const each of ["form", "working", "done"]) byId(each).hidden = each !== id;
}

function empty() {
  files = [];
  byId("form").reset();
  showFiles();
  problem("");
}

function forget() {
  empty();
  if (address) URL.revokeObjectURL(address);
  address = null;
  byId("save").removeAttribute("href");
  byId("save").removeAttribute("download");
  byId("save").textContent = "";
  byId("saved").textContent = "";
}

function complaint(note) {
  if (!note.what.trim() && files.length === 0) return words.empty;
  if (files.length > MOST_FILES) return say(words["too-many"], { limit: MOST_FILES });
  return total() > LIMIT ? say(words["too-big"], { size: sizeText(total()), limit: sizeText(LIMIT) }) : "";
}

function offer(sealed) {
  made += 1;
  const name = `note-${clockText(new Date()).slice(0, 10)}-${made}.age`;
  address = URL.createObjectURL(sealed);
  byId("save").href = address;
  byId("save").download = name;
  byId("save").textContent = say(words.save, { name });
}

async function onSeal(event) {
  event.preventDefault();
  const note = { what: byId("what").value, when: byId("when").value.trim(), by: byId("by").value.trim() };
  problem(complaint(note));
  if (!byId("problem").hidden) return;
  const all = Math.max(1, total());
  let done = 0;
  only("working");
  byId("working-title").focus();
  try {
    const sealed = await seal(recipient, note, files, (bytes) => {
      done += bytes;
      byId("bar").value = Math.min(1, done / all);
    });
    forget();
    offer(sealed);
    only("done");
    byId("done-title").focus();
  } catch {
    only("form");
    problem(words.fault);
  }
}

function onFiles({ target }) {
  files = [...files, ...target.files];
  target.value = "";
  showFiles();
}

/** Empty everything, then leave no page to come back to. */
function onClear() {
  forget();
  document.body.replaceChildren();
  document.title = "";
  location.replace("about:blank");
}

byId("form").addEventListener("submit", onSeal);
byId("files").addEventListener("change", onFiles);
byId("camera").addEventListener("change", onFiles);
byId("clear").addEventListener("click", onClear);
byId("again").addEventListener("click", () => {
  forget();
  only("form");
  byId("what").focus();
});
byId("save").addEventListener("click", () => { byId("saved").textContent = words.saved; });
window.addEventListener("pagehide", forget);
window.addEventListener("pageshow", (event) => { if (event.persisted) { forget(); only("form"); } });
empty();
document.documentElement.dataset.ready = "yes";
