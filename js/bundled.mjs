// Loads a module of the pages into Node, with its libraries, for the tests that need no browser.

import { build } from "esbuild";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
export const PACKS = join(HERE, "..", "src", "holdfast", "packs");

export async function loaded(...place) {
  const made = await build({
    entryPoints: [join(PACKS, ...place)], bundle: true, write: false, format: "esm", target: "es2022",
    nodePaths: [join(HERE, "node_modules")], logLevel: "error",
  });
  return import(`data:text/javascript;base64,${Buffer.from(made.outputFiles[0].contents).toString("base64")}`);
}
