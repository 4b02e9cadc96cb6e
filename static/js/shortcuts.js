// Single keys on a long list: J K move, X select, Enter open, / find, ? all keys. They can be turned off in
// the "?" window, because a single key may be pressed by a voice or a tremor (WCAG 2.1.4).
"use strict";

(() => {
  const OFF = "single-keys-off";
  const table = document.querySelector("[data-rows]");
  const dialog = document.querySelector("[data-keys]");
  const bulk = document.querySelector("[data-bulk]");
  if (!table) return;

  const rows = () => [...table.tBodies[0].rows];
  const picks = () => [...table.querySelectorAll("[name='pick']")];
  const isOff = () => { try { return localStorage.getItem(OFF) === "yes"; } catch { return false; } };
  const typing = (target) => target.matches("input:not([type='checkbox']):not([type='radio']), textarea, select, [contenteditable]");

  function go(step) {
    const all = rows();
    const now = all.findIndex((row) => row.classList.contains("cur"));
    const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
    all.forEach((row) => row.classList.toggle("cur", row === next));
    next?.querySelector(".name")?.focus();
  }

  function count() {
    if (!bulk) return;
    const chosen = picks().filter((box) => box.checked).length;
    const label = bulk.querySelector("[data-bulk-count]");
    bulk.hidden = chosen === 0;
    label.textContent = (chosen === 1 ? label.dataset.one : label.dataset.many).replace("%s", chosen);
    const all = table.querySelector("[data-pick-all]");
    if (all) { all.checked = chosen > 0 && chosen === picks().length; all.indeterminate = chosen > 0 && !all.checked; }
  }

  function clear() {
    picks().forEach((box) => { box.checked = false; });
    count();
  }

  function pick() {
    const box = table.querySelector("tr.cur [name='pick']");
    if (box) { box.checked = !box.checked; count(); }
  }

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    x: pick,
    "/": () => (document.querySelector("[data-find]") || document.getElementById("find-student"))?.focus(),
    "?": () => dialog?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && bulk && !bulk.hidden && !event.target.closest("details[open]")) { clear(); return; }
    if (isOff() || typing(event.target)) return;
    const act = keys[event.key.toLowerCase()];
    if (act) { event.preventDefault(); act(); }
  });

  table.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick-all]")) picks().forEach((box) => { box.checked = event.target.checked; });
    count();
  });
  bulk?.querySelector("[data-bulk-clear]")?.addEventListener("click", clear);
  document.querySelectorAll("[data-keys-hint]").forEach((hint) => { hint.hidden = false; });
  document.querySelectorAll("[data-keys-open]").forEach((button) => button.addEventListener("click", keys["?"]));

  const onOff = dialog?.querySelector("[data-keys-switch]");
  if (onOff) {
    onOff.checked = !isOff();
    onOff.addEventListener("change", () => { try { localStorage.setItem(OFF, onOff.checked ? "no" : "yes"); } catch { onOff.checked = true; } });
  }
  count();
})();
