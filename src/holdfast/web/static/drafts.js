// Saves what she is writing 800 ms after the last key, sealed, and says so.
const WAIT_MS = 800;

function watch(form) {
  const status = form.querySelector("[data-draft-status]");
  const say = (key) => {
    if (status) status.textContent = status.dataset[key] ?? "";
  };
  let timer = 0;
  let isSent = false;
  async function save() {
    const said = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") said.append(name, value);
    }
    said.append("_by_script", "1");
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: said, redirect: "error" });
      if (!isSent) say(answer.status === 204 ? "saved" : "notSaved");
    } catch {
      if (!isSent) say("notSaved");
    }
  }
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, WAIT_MS);
  });
  form.addEventListener("submit", () => {
    isSent = true;
    window.clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || isSent || !timer) return;
    window.clearTimeout(timer);
    save();
  });
}

export function watchDrafts() {
  document.querySelectorAll("form[data-draft]").forEach(watch);
}
