// A message leaves after six seconds, one with something to undo after thirty, and none that is pointed at or focused.
"use strict";

(() => {
  const STAY = 6000;
  const TO_UNDO = 30000;
  const FADE = 140;

  function leave(toast) {
    toast.classList.add("leaving");
    setTimeout(() => toast.remove(), FADE);
  }

  function start(toast) {
    let timer;
    const stay = toast.querySelector("form") ? TO_UNDO : STAY;
    const wait = () => { clearTimeout(timer); timer = setTimeout(() => leave(toast), stay); };
    const hold = () => clearTimeout(timer);
    const close = toast.querySelector("[data-toast-close]");
    close.hidden = false;
    close.addEventListener("click", () => leave(toast));
    toast.addEventListener("pointerenter", hold);
    toast.addEventListener("pointerleave", wait);
    toast.addEventListener("focusin", hold);
    toast.addEventListener("focusout", wait);
    wait();
  }

  const region = document.querySelector("[data-toasts]");
  if (!region) return;
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) start(node);
    }
  }).observe(region, { childList: true });

  // A live region speaks only of what is put into it later, so the page's own messages are put in again.
  const waiting = [...region.children];
  region.replaceChildren();
  setTimeout(() => region.append(...waiting), 50);
})();
