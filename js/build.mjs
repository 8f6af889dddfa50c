// Builds the single-file pages. Each page is one HTML file: a template, one inline style, one inline
// script, and a content security policy that names both by their hash and allows nothing else.
// The libraries come first, made small; our own code follows as it was written, so that somebody
// who opens the file can read what it does.
//
//   node build.mjs           writes the pages
//   node build.mjs --check   says whether the committed pages are what the sources build; exit 1 if not

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKS = join(HERE, "..", "src", "holdfast", "packs");
const PAGES = [
  { source: join(PACKS, "verify_html", "source"), out: join(PACKS, "verify_html", "verify.html") },
  { source: join(PACKS, "phone_page", "source"), out: join(PACKS, "phone_page", "note.html") },
  { source: join(PACKS, "friend_page", "source"), out: join(PACKS, "friend_page", "friend.html") },
];
const SHARED = join(PACKS, "phone_page", "source");
const MODULES = [join(HERE, "node_modules")];

/** Lets our own code import from "./vendor.js" what the first half of the script has made. */
const vendorIsAlreadyThere = {
  name: "vendor",
  setup(made) {
    made.onResolve({ filter: /\/vendor\.js$/ }, (asked) => ({
      // The same name in every checkout: it stands in what is built.
      path: "vendor.js", namespace: "vendor", pluginData: join(asked.resolveDir, asked.path),
    }));
    made.onLoad({ filter: /.*/, namespace: "vendor" }, (asked) => {
      const names = [...readFileSync(asked.pluginData, "utf8").matchAll(/export \{ ([^}]*) \}/g)]
        .flatMap((found) => found[1].split(",")).map((name) => name.trim().split(" as ").pop());
      return { contents: `export const { ${names.join(", ")} } = vendor;`, loader: "js" };
    });
  },
};

/** A part of a page: its own, or else the one it shares with the phone's page. */
function partOf(source, name) {
  const own = join(source, name);
  return existsSync(own) ? own : join(SHARED, name);
}

async function bundle(entry, options) {
  const made = await build({
    entryPoints: [entry], bundle: true, write: false, format: "iife", target: "es2022",
    charset: "ascii", nodePaths: MODULES, logLevel: "warning", absWorkingDir: dirname(entry),
    ...options,
  });
  return made.outputFiles[0].text;
}

async function script(source) {
  const vendor = await bundle(partOf(source, "vendor.js"), {
    minify: true, globalName: "vendor", legalComments: "inline",
    alias: { "age-without-webcrypto": join(MODULES[0], "age-encryption", "dist", "x25519.js") },
  });
  const own = await bundle(join(source, "page.js"), { plugins: [vendorIsAlreadyThere] });
  return `"use strict";\n${licences(source)}\n${vendor}\n${own}`;
}

/** The licence notes of what is inlined, as their licences ask. */
function licences(source) {
  return readFileSync(partOf(source, "licences.txt"), "utf8").trim()
    .split("\n").map((line) => `// ${line}`.trim()).join("\n");
}

const hashOf = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

async function page(source) {
  const code = `\n${(await script(source)).trim()}\n`;
  const style = `\n${readFileSync(partOf(source, "page.css"), "utf8").trim()}\n`;
  const extra = existsSync(join(source, "policy.txt"))
    ? readFileSync(join(source, "policy.txt"), "utf8").trim() : "";
  const policy = [
    "default-src 'none'", `script-src ${hashOf(code)}`, `style-src ${hashOf(style)}`,
    "base-uri 'none'", "form-action 'none'", ...(extra ? [extra] : []),
    "require-trusted-types-for 'script'", "trusted-types 'none'",
  ].join("; ");
  return readFileSync(join(source, "page.html"), "utf8")
    .replace("{{policy}}", () => policy)
    .replace("{{style}}", () => style)
    .replace("{{script}}", () => code);
}

let stale = 0;
for (const each of PAGES.filter(({ source }) => existsSync(join(source, "page.html")))) {
  const made = await page(each.source);
  if (process.argv.includes("--check")) {
    const same = existsSync(each.out) && readFileSync(each.out, "utf8") === made;
    stale += same ? 0 : 1;
    console.log(`${same ? "as built" : "STALE"}  ${each.out.slice(PACKS.length + 1)}`);
  } else {
    writeFileSync(each.out, made);
    console.log(`${each.out.slice(PACKS.length + 1)}  ${Buffer.byteLength(made)} bytes`);
  }
}
process.exit(stale ? 1 : 0);
