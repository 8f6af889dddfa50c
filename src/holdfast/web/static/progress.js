// Shows how far an import is, told by the server; goes on by itself when it has ended.
export function watchProgress() {
  const place = document.querySelector("[data-progress]");
  if (!place) return;
  for (const link of document.querySelectorAll("[data-no-scripts]")) link.hidden = true;
  const bar = place.querySelector("progress");
  const text = place.querySelector("[data-progress-text]");
  const events = new EventSource(place.dataset.progress);
  // Whoever answers now tells of no import: it locked, or was started anew. The page shows which.
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) window.location.reload();
  });
  events.addEventListener("progress", (event) => {
    const said = JSON.parse(event.data);
    bar.max = said.all;
    bar.value = said.done;
    const files = place.dataset.files.replace("{done}", said.done).replace("{all}", said.all);
    text.textContent = `${files}. ${place.dataset.messages.replace("{n}", (said.messages ?? "").toLocaleString("en-GB"))}.`;
    if (said.finished) {
      events.close();
      window.location.replace(place.dataset.then);
    }
  });
}
