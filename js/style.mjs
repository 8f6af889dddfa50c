// Compiles the style sheet of the web app from web-assets/.
//
//   node style.mjs           writes src/holdfast/web/static/app.css
//   node style.mjs --check   says whether the committed one is what the sources build; exit 1 if not

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const HERE = dirname(fileURLToPath(import.meta.url));
const SOURCE = join(HERE, "..", "web-assets", "app.scss");
const OUT = join(HERE, "..", "src", "holdfast", "web", "static", "app.css");

// What the framework says of left and right, said of start and end, for words that run from the right.
const SIDES = [
  [/(margin|padding|border)-left/g, "$1-inline-start"],
  [/(margin|padding|border)-right/g, "$1-inline-end"],
  [/(text-align|justify-content):left/g, "$1:start"],
  [/(text-align|justify-content):right/g, "$1:end"],
  [/float:left/g, "float:inline-start"],
  [/float:right/g, "float:inline-end"],
  [/([{;])left:/g, "$1inset-inline-start:"],
  [/([{;])right:/g, "$1inset-inline-end:"],
];

const { css } = compile(SOURCE, {
  style: "compressed", loadPaths: [join(HERE, "node_modules")], quietDeps: true,
});
const made = `${SIDES.reduce((text, [side, name]) => text.replace(side, name), css)}\n`;

if (!process.argv.includes("--check")) {
  writeFileSync(OUT, made);
} else if (readFileSync(OUT, "utf8") !== made) {
  console.error("app.css is not what web-assets/ builds");
  process.exit(1);
}
