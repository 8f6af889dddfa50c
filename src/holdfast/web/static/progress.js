// Shows how far an import is, told by the server; goes on by itself when it has ended.
const ALOUD_EVERY_MS = 30_000;

export function watchProgress() {
  const place = document.querySelector("[data-progress]");
  if (!place) return;
  const bar = place.querySelector("progress");
  const text = place.querySelector("[data-progress-text]");
  const time = place.querySelector("[data-progress-time]");
  const atHand = place.querySelector("[data-progress-at-hand]");
  const aloud = sayAloud(text);
  const events = new EventSource(place.dataset.progress);
  // Whoever answers now tells of no import: it locked, or was started anew. The page shows which.
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) window.location.reload();
  });
  events.addEventListener("progress", (event) => {
    const said = JSON.parse(event.data);
    bar.max = said.bar_of ?? said.all;
    bar.value = said.bar ?? said.done;
    write(text, said.text ?? sentences(place.dataset, said));
    if (time) write(time, said.time);
    if (atHand) write(atHand, said.at_hand);
    aloud(`${text.textContent} ${said.at_hand ?? ""}`.trim());
    if (said.finished) {
      events.close();
      window.location.replace(place.dataset.then);
    }
  });
}

function sentences(words, said) {
  const files = words.files.replace("{done}", said.done).replace("{all}", said.all);
  const inside = said.inside ? [words.inside.replace("{n}", grouped(said.inside))] : [];
  return [files, ...inside, words.messages.replace("{n}", grouped(said.messages))].map((each) => `${each}.`).join(" ");
}

function grouped(number) {
  return (number ?? "").toLocaleString("en-GB");
}

function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

// What changes three times a second is shown, but read aloud only now and then.
function sayAloud(text) {
  const status = document.createElement("p");
  status.className = "govuk-visually-hidden";
  status.setAttribute("role", "status");
  text.removeAttribute("role");
  text.parentElement.append(status);
  let last = 0;
  return (words) => {
    const now = performance.now();
    if (last && now - last < ALOUD_EVERY_MS) return;
    last = now;
    write(status, words);
  };
}
