// The small files of a pack that are read and not only hashed.

import { textOf } from "./bytes.js";
import { whole } from "./hashing.js";

const LARGEST_READ = 256 * 1024 * 1024;
const READ = /^(record\/(?!case\.jsonld)|index\.(csv|json)$|[a-z0-9-]+\.txt$|pack\.sig$|data\/messages\/[^/]*\.csv$)/;

/** Texts of the files that are read and not only hashed; one that is no text is left out. */
export async function readTexts(members) {
  const texts = new Map();
  const tokens = new Map();
  for (const member of members.filter(({ path }) => READ.test(path))) {
    const bytes = await whole(member, LARGEST_READ).catch(() => null);
    const text = bytes && !member.path.endsWith(".tsr") ? textOf(bytes) : null;
    if (bytes && member.path.endsWith(".tsr")) tokens.set(member.path, bytes);
    if (text !== null) texts.set(member.path, text);
  }
  return { texts, tokens };
}
