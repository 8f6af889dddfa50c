// What every sealing page does: one form, sealed into one file, offered for saving. Nothing is stored:
// no storage, no history, no network. What was typed is gone from the page as soon as it is sealed,
// when it is cleared, and when the page is left.

import { byId, Chosen, say } from "./chosen.js";
import { clockText, seal } from "./seal.js";

const recipient = document.querySelector("meta[name=notebook]").content;

/**
 * Bring the page to life.
 * @param words what the page says
 * @param read gives the note from the form; `focus` names the field where writing begins
 * @param complaint says what is missing in a note with so many files; empty when nothing is
 */
export function begin({ words, read, complaint, focus }) {
  const chosen = new Chosen(words);
  let made = 0;
  let address = null;

  function problem(text) {
    byId("problem").textContent = text;
    byId("problem").hidden = text === "";
  }

  function only(id) {
    for (const each of ["form", "working", "done"]) byId(each).hidden = each !== id;
  }

  function empty() {
    byId("form").reset();
    chosen.clear();
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
    const note = read();
    problem(complaint(note, chosen.files.length) || chosen.complaint);
    if (!byId("problem").hidden) return;
    const all = Math.max(1, chosen.size);
    let done = 0;
    only("working");
    byId("working-title").focus();
    try {
      const sealed = await seal(recipient, note, chosen.files, (bytes) => {
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

  /** Empty everything, then leave no page to come back to. */
  function onClear() {
    forget();
    document.body.replaceChildren();
    document.title = "";
    location.replace("about:blank");
  }

  byId("form").addEventListener("submit", onSeal);
  byId("clear").addEventListener("click", onClear);
  byId("again").addEventListener("click", () => {
    forget();
    only("form");
    byId(focus).focus();
  });
  byId("save").addEventListener("click", () => { byId("saved").textContent = words.saved; });
  window.addEventListener("pagehide", forget);
  window.addEventListener("pageshow", (event) => { if (event.persisted) { forget(); only("form"); } });
  empty();
  document.documentElement.dataset.ready = "yes";
}
