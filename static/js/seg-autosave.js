// A check-in saves itself: after a short rest, once, and says so. A keyboard walk over four radios is one save.
// What counts as saved is a redirect that lands on this page (or on the path in data-lands). Anything else,
// such as a lost sign-in or a refusal, hands over to the ordinary form, so that nothing fails in silence.
"use strict";

(() => {
  const REST = 600;
  const waiting = new Map();

  const say = (form, words) => { form.querySelector(".saved").textContent = words || ""; };

  function refresh(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const old of document.querySelectorAll("[data-refresh][id]")) {
      const fresh = page.getElementById(old.id);
      if (fresh && !old.contains(document.activeElement)) old.replaceWith(document.adoptNode(fresh));
    }
  }

  const landed = (form, answer) =>
    answer.ok && answer.redirected && new URL(answer.url).pathname === (form.dataset.lands || location.pathname);

  async function send(form) {
    waiting.delete(form);
    if (form.sending) { form.again = true; return; }
    form.sending = true;
    form.classList.remove("failed");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", keepalive: true });
      if (!landed(form, answer)) { form.submit(); return; }
      refresh(await answer.text());
      say(form, form.dataset.saved);
      form.dispatchEvent(new CustomEvent("alp:sent", { bubbles: true }));
    } catch {
      form.classList.add("failed");
      say(form, form.dataset.failed);
    }
    form.sending = false;
    if (form.again) { form.again = false; send(form); }
  }

  function later(form) {
    clearTimeout(waiting.get(form));
    say(form, "");
    waiting.set(form, setTimeout(() => send(form), REST));
  }

  const isChoice = (node, form) => node.type === "radio" && node.form === form;
  const choicesOf = (form) => [...form.elements].filter((node) => node.type === "radio");

  // With the focus in a row of words: 1 to 4 choose one, Enter saves what was chosen and goes on to the next row.
  function byKey(form, event) {
    const wanted = choicesOf(form).find((node) => node.value === event.key);
    if (wanted) { wanted.focus(); wanted.click(); }
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (waiting.has(form)) { clearTimeout(waiting.get(form)); send(form); }
    const forms = [...document.querySelectorAll("form[data-autosave]")];
    const next = forms[forms.indexOf(form) + 1];
    const choices = next ? choicesOf(next) : [];
    if (choices.length) (choices.find((node) => node.checked) || choices[0]).focus();
  }

  function flush() {
    for (const [form, timer] of waiting) { clearTimeout(timer); send(form); }
  }

  for (const form of document.querySelectorAll("form[data-autosave]")) {
    form.classList.add("auto");
    form.addEventListener("change", (event) => { if (isChoice(event.target, form)) later(form); });
    form.addEventListener("keydown", (event) => { if (isChoice(event.target, form)) byKey(form, event); });
    form.addEventListener("submit", () => { clearTimeout(waiting.get(form)); waiting.delete(form); });
  }
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") flush(); });
  addEventListener("pagehide", flush);
})();
