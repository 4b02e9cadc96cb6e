// Menus made of <details>: Escape or a click elsewhere closes them, and one opens at a time.
"use strict";

(() => {
  const menus = "details[data-menu]";
  const closeAll = (except) => {
    for (const open of document.querySelectorAll(`${menus}[open]`)) if (open !== except) open.open = false;
  };

  document.addEventListener("click", (event) => closeAll(event.target.closest(menus)));
  document.addEventListener("focusin", (event) => closeAll(event.target.closest(menus)));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = event.target.closest(`${menus}[open]`);
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
})();
