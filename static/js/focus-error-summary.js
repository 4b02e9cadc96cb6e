// After a form came back with problems, begin at the list of them. Its links move into the field itself.
"use strict";

(() => {
  const summary = document.querySelector("[data-error-summary]:not([data-sample] *)");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.closest(".field, fieldset")?.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
})();
