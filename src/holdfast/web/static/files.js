// A place to drop files on, and how many are chosen. Without it: the browser's own file button.
function watch(zone) {
  const input = zone.querySelector("input[type=file]");
  const status = zone.querySelector("[data-files-status]");
  if (!input || !status) return;
  const tell = () => {
    const names = [...input.files].map((file) => file.name);
    status.replaceChildren();
    const count = document.createElement("p");
    count.className = "govuk-body govuk-!-margin-bottom-1";
    count.textContent = names.length === 1 ? status.dataset.one : status.dataset.many.replace("{n}", names.length);
    if (names.length === 0) count.textContent = status.dataset.none;
    const list = document.createElement("ul");
    list.className = "govuk-list govuk-list--bullet";
    for (const name of names.slice(0, 20)) {
      const item = document.createElement("li");
      item.textContent = name;
      list.append(item);
    }
    status.append(count, list);
  };
  input.addEventListener("change", tell);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("is-over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("is-over");
    const all = new DataTransfer();
    for (const file of input.multiple ? input.files : []) all.items.add(file);
    for (const file of event.dataTransfer.files) all.items.add(file);
    input.files = all.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  tell();
}

export function watchFiles() {
  document.querySelectorAll("[data-files]").forEach(watch);
  // A file dropped beside the zone must not open in the tab.
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => event.preventDefault());
  }
}
