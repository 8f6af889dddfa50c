// What a person chose or dropped, as a list of {path, file}.

export function fromInput(input) {
  return Array.from(input.files, (file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Dropped files and folders. Must be called while the drop is handled, before anything is awaited. */
export function fromDrop(transfer) {
  const entries = Array.from(transfer.items ?? [], (item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = Array.from(transfer.files, (file) => ({ path: file.name, file }));
  if (!entries.some((entry) => entry.isDirectory)) return Promise.resolve(files);
  return Promise.all(entries.map((entry) => walk(entry))).then((lists) => lists.flat());
}

async function walk(entry) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => { entry.file(resolve, reject); });
    return [{ path: entry.fullPath.slice(1), file }];
  }
  const reader = entry.createReader();
  const found = [];
  for (let some = await batch(reader); some.length; some = await batch(reader)) found.push(...some);
  const inside = [];
  for (const each of found) inside.push(...await walk(each));
  return inside;
}

function batch(reader) {
  return new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
}
