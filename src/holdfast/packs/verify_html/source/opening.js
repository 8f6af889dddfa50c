// From what was chosen or dropped to the files of one pack (docs/pack-format.md §1).

import { Unreadable, readZip } from "./zip.js";

const INSIDE = "pack/";

function memberOf(path, file) {
  return { path, size: file.size, blob: file, packed: false, crc: undefined };
}

async function isZip(file) {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return head.length === 4 && head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

/**
 * The files of a pack.
 * @param chosen list of {path, file}; a path holds "/" when it came with a folder
 * @returns form, members in their order, faults of the zip, and the files beside it (portal form)
 */
export async function openPack(chosen) {
  if (chosen.length === 0) throw new Unreadable("no-pack");
  if (chosen.length === 1 && !chosen[0].path.includes("/")) return fromZip(chosen[0].file, null);
  if (chosen.some(({ path }) => !path.includes("/"))) return fromLoose(chosen);
  const members = chosen.map(({ path, file }) => memberOf(path.slice(path.indexOf("/") + 1), file));
  return fromFolder(members);
}

/** Several files chosen at once: a portal form with one zip among them. */
async function fromLoose(chosen) {
  if (chosen.some(({ path }) => path.includes("/"))) throw new Unreadable("many-files");
  return fromPortal(chosen.map(({ path, file }) => memberOf(path, file)));
}

async function fromFolder(members) {
  if (members.some(({ path }) => path === "bagit.txt")) return { form: "folder", members, faults: [], beside: null };
  if (members.every(({ path }) => path.startsWith(INSIDE))) {
    return fromFolder(members.map((each) => ({ ...each, path: each.path.slice(INSIDE.length) })));
  }
  return fromPortal(members);
}

async function fromPortal(members) {
  const zips = members.filter(({ path }) => path.endsWith(".zip"));
  if (zips.length > 1) throw new Unreadable("many-zips");
  if (zips.length === 0) throw new Unreadable("no-pack");
  return fromZip(zips[0].blob, members.filter((each) => each !== zips[0]));
}

async function fromZip(file, beside) {
  if (!(await isZip(file))) throw new Unreadable("not-zip");
  const { members, faults } = await readZip(file);
  const folder = folderOf(members);
  if (folder === null) throw new Unreadable("no-pack");
  const isRight = members.every(({ path }) => path.startsWith(INSIDE));
  const inside = members.filter(({ path }) => path !== folder).map((each) => (
    each.path.startsWith(folder) ? { ...each, path: each.path.slice(folder.length) } : each
  ));
  return {
    form: beside ? "portal" : "zip", beside, members: inside,
    faults: isRight ? faults : [["name-folder", ""], ...faults],
  };
}

/** Where in the zip the pack lies: `pack/`, another folder when it was packed again, or null. */
function folderOf(members) {
  const paths = members.map(({ path }) => path);
  if (paths.some((path) => path.startsWith(INSIDE))) return INSIDE;
  const mark = paths.find((path) => path === "bagit.txt" || path.endsWith("/bagit.txt"));
  return mark === undefined ? null : mark.slice(0, -"bagit.txt".length);
}
