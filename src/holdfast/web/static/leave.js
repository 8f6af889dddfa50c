// Leaving: blank first, then /exit, which locks and sends the browser away.
const KEY = "Shift";
const TIMES = 3;
const WITHIN_MS = 5000;
const PATIENCE_MS = 2000;

export function blank() {
  document.documentElement.classList.add("is-blank");
  document.title = "Notebook";
}

function leave() {
  blank();
  window.location.replace("/exit");
  // A server that hangs must not leave her before an empty page.
  const { outside } = document.body.dataset;
  if (outside) window.setTimeout(() => window.location.replace(outside), PATIENCE_MS);
}

function light(dots, count) {
  for (const box of dots) {
    box.hidden = count === 0;
    [...box.children].forEach((dot, place) => dot.classList.toggle("is-on", place < count));
  }
}

export function watchLeaving() {
  const dots = document.querySelectorAll("[data-leave-dots]");
  let count = 0;
  let timer = 0;
  let alone = false;
  const reset = () => {
    count = 0;
    light(dots, count);
  };
  document.addEventListener("keydown", (event) => {
    alone = event.key === KEY && !event.repeat;
  });
  // Counted on release, and only when nothing else was pressed with it: capitals do not count.
  document.addEventListener("keyup", (event) => {
    if (event.key !== KEY || !alone) return;
    count += 1;
    window.clearTimeout(timer);
    timer = window.setTimeout(reset, WITHIN_MS);
    light(dots, count);
    if (count >= TIMES) leave();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-leave]")) {
      event.preventDefault();
      leave();
    }
  });
}
