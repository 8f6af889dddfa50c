// The page for somebody who saw or heard something. It names nobody; its token says which page it is.

import { byId } from "../../phone_page/source/chosen.js";
import { begin } from "../../phone_page/source/sheet.js";
import words from "./words.json";

const typed = (id) => byId(id).value.trim();
const picked = (name) => document.querySelector(`input[name=${name}]:checked`)?.value ?? "";
const questions = () => Array.from(document.querySelectorAll("#form .field > label, #form legend"), (each) => each.textContent.trim());

function read() {
  return {
    form: "contribution/1",
    how: "contribution",
    page: document.querySelector("meta[name=page]").content,
    by: typed("by"),
    what: byId("what").value,
    basis: picked("basis"),
    when: typed("when"),
    where: typed("where"),
    said: byId("said").value,
    who: byId("who").value,
    witnesses: byId("witnesses").value.split("\n").map((line) => line.trim()).filter(Boolean),
    police: picked("police"),
    asked: questions(),
  };
}

begin({
  words,
  read,
  focus: "by",
  complaint: (note, files) => (!note.what.trim() && !note.said.trim() && files === 0 ? words.empty : ""),
});
