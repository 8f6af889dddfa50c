// A second press while the first is on its way does nothing; mistakes are brought into focus.
export function watchForms() {
  for (const form of document.querySelectorAll("form")) {
    let isSent = false;
    form.addEventListener("submit", (event) => {
      if (isSent) event.preventDefault();
      isSent = true;
      window.setTimeout(() => {
        isSent = false;
      }, 1000);
    });
  }
  document.querySelector("[data-module=govuk-error-summary]")?.focus();
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}
