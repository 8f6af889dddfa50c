// What a page does about the lock. The server decides; this only keeps the screen from lagging.
import { blank } from "./leave.js";

const SAY_EVERY_MS = 20000;
const channel = "BroadcastChannel" in window ? new BroadcastChannel("notebook") : null;

function reload() {
  blank();
  window.location.replace("/");
}

async function isOpen(address) {
  try {
    const answer = await fetch(address, { redirect: "error" });
    return answer.status === 204;
  } catch {
    return false;
  }
}

function watchIdle(body) {
  const limit = Number(body.dataset.idleSeconds) * 1000;
  let seen = Date.now();
  let said = Date.now();
  const note = () => {
    seen = Date.now();
    if (seen - said < SAY_EVERY_MS) return;
    said = seen;
    channel?.postMessage("here");
    const form = new URLSearchParams({ _token: body.dataset.token });
    fetch(body.dataset.hereUrl, { method: "POST", body: form, redirect: "error" }).then(
      (answer) => answer.status === 204 || reload(),
      reload,
    );
  };
  for (const kind of ["keydown", "pointerdown", "pointermove", "scroll", "input"]) {
    document.addEventListener(kind, note, { passive: true });
  }
  channel?.addEventListener("message", (event) => {
    if (event.data === "here") seen = Date.now();
    if (event.data === "locked") reload();
  });
  window.setInterval(async () => {
    if (Date.now() - seen < limit) return;
    if (await isOpen(body.dataset.openUrl)) seen = Date.now() - limit / 2;
    else reload();
  }, 1000);
}

function watchSight(body) {
  document.addEventListener("visibilitychange", async () => {
    const hidden = document.visibilityState === "hidden";
    document.documentElement.classList.toggle("is-veiled", hidden);
    if (hidden && body.dataset.locksWhenHidden !== undefined && !document.documentElement.dataset.going) {
      navigator.sendBeacon("/lock", new URLSearchParams({ _token: body.dataset.token, unseen: "yes" }));
      blank();
    } else if (!hidden && !(await isOpen(body.dataset.openUrl))) reload();
  });
}

export function watchLock() {
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      blank();
      window.location.reload();
    }
  });
  const body = document.body;
  if (body.dataset.openUrl === undefined) {
    if (body.dataset.locked !== undefined) channel?.postMessage("locked");
    return;
  }
  // Going from page to page hides the old page too: that is not being out of sight.
  window.addEventListener("beforeunload", () => {
    document.documentElement.dataset.going = "yes";
    // A download begins like going to another page, but this page stays.
    window.setTimeout(() => delete document.documentElement.dataset.going, 2000);
  });
  watchIdle(body);
  watchSight(body);
}
