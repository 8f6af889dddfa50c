// Chosen files, as a list that can be changed, and how sizes and sentences are said. Both pages use it.

export const LIMIT = 480 * 1024 * 1024;
export const MOST_FILES = 200;
export const byId = (id) => document.getElementById(id);

export function say(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}

export function sizeText(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  const [unit, name] = bytes < 1e6 ? [1e3, "KB"] : [1e6, "MB"];
  return `${(bytes / unit).toLocaleString("en-GB", { maximumFractionDigits: 1 })} ${name}`;
}

/** The files she chose, shown in the page's list. */
export class Chosen {
  #words;

  files = [];

  constructor(words) {
    this.#words = words;
    for (const id of ["files", "camera"]) byId(id).addEventListener("change", ({ target }) => this.#add(target));
  }

  get size() { return this.files.reduce((sum, file) => sum + file.size, 0); }

  /** What is wrong with them; nothing when they fit. */
  get complaint() {
    if (this.files.length > MOST_FILES) return say(this.#words["too-many"], { limit: MOST_FILES });
    const both = { size: sizeText(this.size), limit: sizeText(LIMIT) };
    return this.size > LIMIT ? say(this.#words["too-big"], both) : "";
  }

  clear() {
    this.files = [];
    this.#show();
  }

  #add(target) {
    this.files = [...this.files, ...target.files];
    target.value = "";
    this.#show();
  }

  #row(file) {
    const row = document.createElement("li");
    const name = document.createElement("span");
    name.className = "name";
    name.dir = "auto";
    name.textContent = file.name;
    const out = document.createElement("button");
    out.type = "button";
    out.textContent = this.#words["take-out"];
    out.setAttribute("aria-label", `${this.#words["take-out"]}: ${file.name}`);
    out.addEventListener("click", () => {
      this.files = this.files.filter((each) => each !== file);
      this.#show();
      byId("files").focus();
    });
    row.append(name, out);
    return row;
  }

  #show() {
    const { files } = this;
    byId("chosen").replaceChildren(...files.map((file) => this.#row(file)));
    byId("chosen").hidden = files.length === 0;
    const sentence = this.#words[files.length === 1 ? "chosen-one" : "chosen-many"];
    byId("chosen-says").textContent = files.length ? say(sentence, { n: files.length, size: sizeText(this.size) }) : "";
  }
}
