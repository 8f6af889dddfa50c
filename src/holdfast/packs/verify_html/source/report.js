// What was found, row by row, in the words of docs/pack-format.md §12.

import words from "./words.json";

export const ORDER = Object.keys(words.checks);

/** Fill the {gaps} of a sentence. */
export function say(sentence, values = {}) {
  return sentence.replace(/\{(\w+)\}/g, (gap, name) => (name in values ? String(values[name]) : gap));
}

export class Report {
  rows = new Map(ORDER.map((id) => [id, []]));

  /** A thing that does not hold, named. */
  differs(id, detail, values) {
    this.#add(id, "differs", say(words.details[detail] ?? detail, values));
  }

  notShown(id, detail, values) {
    this.#add(id, "not shown", say(words.details[detail] ?? detail, values));
  }

  /** Say that a check holds, unless a row already says that it does not. */
  close(id, detail, values) {
    if (this.rows.get(id).length === 0) this.#add(id, "matches", say(words.details[detail] ?? detail, values));
  }

  /** A check that this form of pack has no use for. */
  leaveOut(id) {
    this.rows.delete(id);
  }

  #add(id, result, detail) {
    this.rows.get(id).push({ id, what: words.checks[id], result, detail });
  }

  /** Every row; a check that something above it kept from being made is said not to be shown. */
  get checks() {
    for (const [id, rows] of this.rows) if (rows.length === 0) this.notShown(id, "unreached");
    return [...this.rows.values()].flat();
  }

  get holds() {
    return this.checks.every((row) => row.result !== "differs");
  }
}
