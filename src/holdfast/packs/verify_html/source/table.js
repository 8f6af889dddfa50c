// CSV as packs write it (docs/pack-format.md §9), so that a table can be compared byte for byte.

const RISKY = /^[=+\-@\t\r\n']/;

function cell(text) {
  const plain = RISKY.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}

/** The one text that a table of these columns and rows of texts may have. */
export function tableText(columns, rows) {
  const lines = [columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`);
  return `\ufeff${lines.join("")}`;
}

const two = (number) => String(number).padStart(2, "0");

/** A Moment as the index prints it: as stated, with the offset only where it is known. */
export function momentText(moment) {
  const stated = moment?.stated;
  if (typeof stated !== "string") return "";
  const offset = moment.offset_minutes;
  if (typeof offset !== "number" || stated.length <= 10) return stated;
  const away = Math.abs(offset);
  return `${stated}${offset < 0 ? "-" : "+"}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}
