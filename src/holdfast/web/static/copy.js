// A button that copies a text field. Without this what is around the button stays hidden (a button
// shows its own display over the attribute), and copying by hand works.
function watch(button) {
  const field = document.getElementById(button.dataset.copy);
  const status = field?.form?.querySelector("[data-draft-status]");
  if (!field || !navigator.clipboard) return;
  button.closest("[hidden]")?.removeAttribute("hidden");
  button.addEventListener("click", async () => {
    let said = button.dataset.done;
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      field.focus();
      field.select();
      said = button.dataset.notDone;
    }
    if (status) status.textContent = said;
  });
}

export function watchCopying() {
  document.querySelectorAll("button[data-copy]").forEach(watch);
}
