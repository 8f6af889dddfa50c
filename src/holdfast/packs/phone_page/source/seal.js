// Sealing: one age v1 file for the notebook's public key, made as a stream so that a long film does
// not have to stand in memory twice. Nothing here can open it again.

import { Encrypter, forceWebCryptoOff } from "./vendor.js";
import { safeNames, zipped } from "./zip.js";

const TOGETHER = 1024 * 1024;

/** Local time with its offset, ISO 8601: what the phone's clock says. */
export function clockText(now) {
  const two = (number) => String(number).padStart(2, "0");
  const east = -now.getTimezoneOffset();
  const away = Math.abs(east);
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  const time = [two(now.getHours()), two(now.getMinutes()), two(now.getSeconds())].join(":");
  return `${day}T${time}${east < 0 ? "-" : "+"}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}

function streamOf(pieces) {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

/** Small pieces become few blobs; the browser may then keep what is sealed outside memory. */
async function collected(stream) {
  const blobs = [];
  let some = [];
  let size = 0;
  const reader = stream.getReader();
  for (let got = await reader.read(); !got.done; got = await reader.read()) {
    some.push(got.value);
    size += got.value.length;
    if (size >= TOGETHER) {
      blobs.push(new Blob(some));
      some = [];
      size = 0;
    }
  }
  return new Blob([...blobs, ...some], { type: "application/octet-stream" });
}

/**
 * Seal a note and its files.
 * @param recipient age1…, the notebook's public key
 * @param note what was written, as the page gathers it
 * @param files list of File
 * @param seen called with the number of bytes sealed
 */
export async function seal(recipient, note, files, seen) {
  const names = safeNames(files.map((file) => file.name));
  const about = { ...note, made: clockText(new Date()) };
  const text = new TextEncoder();
  const members = [
    { name: text.encode("note.json"), blob: new Blob([JSON.stringify(about)]) },
    ...files.map((file, at) => ({ name: text.encode(`files/${names[at]}`), blob: file })),
  ];
  // Some phones open a page from the disk without the browser's own cryptography.
  if (!globalThis.crypto?.subtle) forceWebCryptoOff(true);
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return collected(await encrypter.encrypt(streamOf(zipped(members, seen))));
}
