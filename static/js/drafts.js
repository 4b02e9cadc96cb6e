// What is typed is kept on the server after a short rest, and offered back by the page it was typed on.
// Nothing is stored in the browser. While the line is down the page says so, keeps trying, and warns before it
// is left. The words of this script stand in #drafts, in the reader's language.
"use strict";

(() => {
  const REST = 1200;
  const AGAIN = 4000;
  const BEAT = 60000;
  const TEXT = "textarea, input[type=text], input[type=number], input[type=email], input[type=tel], input:not([type])";
  const box = document.getElementById("drafts");
  if (!box) return;

  const states = new Map();
  const doorOf = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;
  const textIn = (form) => [...form.elements].find((control) => control.matches(TEXT));
  const keeps = (form) => form instanceof HTMLFormElement && form.method === "post" && !form.hasAttribute("data-no-draft") && textIn(form);
  const newSheet = () => crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

  function stateOf(form) {
    if (!states.has(form)) {
      const refused = doorOf(form) === location.pathname ? box.dataset.sheet : "";
      const posted = form.querySelector("input[name=draft]")?.value || refused;
      states.set(form, { sheet: posted || newSheet(), typed: Boolean(posted), changed: 0, kept: 0, timer: 0, unsent: false, sending: false, lines: {} });
      if (posted) carrySheet(form, posted);
    }
    return states.get(form);
  }

  function carrySheet(form, sheet) {
    let input = form.querySelector("input[name=draft]");
    if (!input) {
      input = document.createElement("input");
      input.type = "hidden";
      input.name = "draft";
      form.append(input);
    }
    input.value = sheet;
  }

  function line(form, kind) {
    const place = document.createElement("p");
    place.className = "draft-note";
    place.dataset.kind = kind;
    place.setAttribute("role", "status");
    const bar = document.querySelector(".savebar .wrap");
    (bar && bar.querySelector("button")?.form === form ? bar : form).append(place);
    return place;
  }

  // A line that has nothing to say any more keeps its room: a button must not move away from under a finger.
  function say(form, kind, words, warns = false) {
    const lines = stateOf(form).lines;
    if (!words && !lines[kind]) return;
    const place = lines[kind] ||= line(form, kind);
    if (words) place.textContent = words;
    place.classList.toggle("silent", !words);
    place.classList.toggle("warns", warns);
  }

  // Whether the words are kept, and that a button which was pressed meanwhile has sent nothing.
  const tell = (form, words, unsent, warns = unsent) => say(form, "kept", unsent ? `${words} ${box.dataset.notSent}` : words, warns);

  // The label of a text that somebody changed; what the form itself filled in has none, and is not shown as theirs.
  function labelOf(form, name) {
    const control = form.elements.namedItem(name);
    if (!(control instanceof HTMLElement) || !control.matches(TEXT)) return "";
    if (control.value === control.defaultValue && stateOf(form).sheet !== box.dataset.sheet) return "";
    const label = control.labels && control.labels[0];
    return (control.getAttribute("aria-label") || (label && label.textContent) || document.title).trim().replace(/\s+/g, " ").slice(0, 290);
  }

  const fieldsOf = (form) => [...new FormData(form)]
    .filter(([, value]) => typeof value === "string")
    .map(([name, value]) => ({ name, value, label: labelOf(form, name) }));

  function letterOf(form, state) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
    body.set("token", form.dataset.draftToken || box.dataset.token);
    body.set("draft", state.sheet);
    body.set("door", doorOf(form));
    body.set("title", document.title.replace(/ · [^·]+$/, "").replace(box.dataset.error, "")); // without the name of the portal
    body.set("has_words", state.typed ? "1" : "0");
    body.set("fields", JSON.stringify(state.typed ? fieldsOf(form) : []));
    return body;
  }

  // The token of now, for a page that is older than the sign-in in another window; nothing when nobody is signed in.
  async function tokenOfNow() {
    const answer = await fetch(box.dataset.waiting, { credentials: "same-origin" });
    if (answer.redirected || !answer.ok) return "";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";
  }

  // Only whoever opened the page goes on with a new token: to everybody else the portal says that it is not theirs.
  async function post(letter) {
    const sent = () => fetch(box.dataset.keep, { method: "POST", body: letter, credentials: "same-origin" });
    const answer = await sent();
    if (answer.status !== 403) return answer;
    const token = await tokenOfNow();
    letter.set("csrfmiddlewaretoken", token);
    const again = token ? await sent() : answer;
    if (again.ok) for (const one of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) one.value = token;
    return again;
  }

  // Send what stands in the form to be kept. Whether the portal answered, whatever it said.
  async function keep(form) {
    const state = stateOf(form);
    clearTimeout(state.timer);
    if (state.sending) { state.again = true; return false; }
    if (!form.isConnected || !form.elements.namedItem("csrfmiddlewaretoken")) return true;
    const seen = state.changed;
    state.sending = true;
    let answered = true;
    try {
      const answer = await post(letterOf(form, state));
      if (answer.redirected || answer.status === 403) throw new Error("signed out");
      if (answer.status >= 500) throw new Error("down");
      const said = await answer.json();
      if (said.problem) { state.unsent = true; say(form, "kept", said.problem, true); }
      else if (said.ended && state.typed) { renew(form, seen !== state.changed); }
      else { state.unsent = false; state.kept = seen; tell(form, said.kept, state.pressed && !state.held); say(form, "others", said.others); }
    } catch (problem) {
      answered = problem.message === "signed out";
      if (state.typed) {
        state.unsent = true;
        tell(form, problem.message === "signed out" ? box.dataset.out : box.dataset.down, state.pressed, true);
        state.timer = setTimeout(() => keep(form), AGAIN);
      }
    }
    state.sending = false;
    if (state.again || (state.typed && seen !== state.changed)) { state.again = false; later(form); }
    return answered;
  }

  async function keepNow(form) {
    while (stateOf(form).sending) await new Promise((done) => { setTimeout(done, 50); });
    return keep(form);
  }

  // Before a form goes, its last words are kept: a portal that does not answer takes nothing, and the page stays.
  async function keepThenSend(form, submitter) {
    const state = stateOf(form);
    if (state.held) return;
    state.held = state.pressed = true;
    const answered = await keepNow(form);
    state.held = false;
    if (!answered) return;
    state.pressed = false;
    state.goes = true;
    form.requestSubmit(submitter);
    state.goes = false;
  }

  function later(form) {
    const state = stateOf(form);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => keep(form), REST);
  }

  // The form was taken while the page stayed: what is typed next is another draft.
  function renew(form, goesOn) {
    const state = stateOf(form);
    clearTimeout(state.timer);
    Object.assign(state, { sheet: newSheet(), typed: goesOn, unsent: false });
    if (goesOn) { carrySheet(form, state.sheet); later(form); } else { form.querySelector("input[name=draft]")?.remove(); say(form, "kept", ""); }
  }

  function typed(form) {
    const state = stateOf(form);
    state.typed = true;
    state.changed += 1;
    carrySheet(form, state.sheet);
    say(form, "kept", "");
    later(form);
  }

  // Offering back ------------------------------------------------------------------------------------------
  const fits = (form, fields) => fields.every((field) => form.elements.namedItem(field.name) || !field.value);

  function fill(form, fields) {
    for (const control of form.elements) {
      if (!control.name || ["csrfmiddlewaretoken", "draft"].includes(control.name)) continue;
      const values = fields.filter((field) => field.name === control.name).map((field) => field.value);
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else if (control.type !== "file" && control.type !== "submit" && values.length) control.value = values[0];
    }
  }

  // A form that grows by lines is laid out again by the server, with the lines that were typed.
  function layOut(form, fields) {
    const sent = document.createElement("form");
    sent.method = "post";
    sent.action = form.action;
    for (const { name, value } of [{ name: "csrfmiddlewaretoken", value: form.elements.namedItem("csrfmiddlewaretoken").value }, { name: "draft", value: stateOf(form).sheet }, { name: "again", value: "1" }, ...fields]) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      input.value = value;
      sent.append(input);
    }
    document.body.append(sent);
    sent.submit();
  }

  const wasChanged = (form) => [...form.elements].some((control) => control.matches(TEXT) && control.value !== control.defaultValue);

  async function putBack(form, offered) {
    const fields = JSON.parse(offered.dataset.fields);
    const state = stateOf(form);
    if (wasChanged(form) && (!state.typed || state.kept !== state.changed)) { // what stands there is kept beside these
      Object.assign(state, { typed: true, changed: state.changed + 1 });
      if (!await keepNow(form) || state.unsent) return;
    }
    offered.remove();
    state.sheet = offered.dataset.draft;
    if (form.hasAttribute("data-lines") && !fits(form, fields)) { layOut(form, fields); return; }
    fill(form, fields);
    typed(form);
    textIn(form).closest("details")?.setAttribute("open", "");
    textIn(form).focus();
  }

  // It leaves the page once the portal has let go of it; while the line is down it stays.
  async function throwAway(form, offered) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
    body.set("draft", offered.dataset.draft);
    try {
      const answer = await fetch(box.dataset.throwAway, { method: "POST", body, credentials: "same-origin", keepalive: true });
      if (answer.ok && new URL(answer.url).pathname === new URL(box.dataset.waiting, location.href).pathname) offered.remove();
    } catch { /* offered until it is thrown away or put back */ }
  }

  function button(offered, kind, act) {
    const one = offered.querySelector(`[data-${kind}]`);
    one.type = "button";
    one.hidden = false;
    one.addEventListener("click", act);
    return one;
  }

  // A form may not stand in a form: here the article has buttons of its own.
  function offer(form, offered) {
    const buttons = document.createElement("p");
    buttons.className = "btns";
    buttons.append(button(offered, "put-back", () => putBack(form, offered)), button(offered, "throw-away", () => throwAway(form, offered)));
    offered.querySelector("form").replaceWith(buttons);
    offered.querySelector("[data-elsewhere]").remove();
    form.prepend(document.adoptNode(offered));
    form.closest("details")?.setAttribute("open", "");
  }

  async function look(forms, path) {
    if (!forms.length) return;
    try {
      const answer = await fetch(`${box.dataset.waiting}?page=${encodeURIComponent(path)}`, { credentials: "same-origin" });
      if (answer.redirected || !answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const offered of page.querySelectorAll("[data-draft]")) {
        const form = forms.find((one) => doorOf(one) === offered.dataset.door && !one.closest("[data-carried]") && !one.querySelector(".two-wordings")); // one question at a time
        const open = [...states.values()].some((state) => state.sheet === offered.dataset.draft);
        const carried = document.querySelector(`[data-carried] input[value="${offered.dataset.draft}"]`);
        if (form && !open && !carried && !document.querySelector(`[data-draft="${offered.dataset.draft}"]`)) offer(form, offered);
      }
    } catch { /* the line is down: the drafts are offered when the page is opened again */ }
  }

  const formsIn = (part) => [...part.querySelectorAll("form")].filter(keeps);

  document.addEventListener("input", (event) => { if (event.target.form && keeps(event.target.form)) typed(event.target.form); });
  document.addEventListener("change", (event) => { const form = event.target.form; if (form && keeps(form) && stateOf(form).typed) typed(form); });
  document.addEventListener("focusin", (event) => {
    const form = event.target.form;
    if (!form || !keeps(form) || !form.elements.namedItem("version")) return;
    const state = stateOf(form);
    if (state.beat && Date.now() - state.beat < BEAT) return;
    state.beat = Date.now();
    keep(form);
  });
  document.addEventListener("submit", (event) => {
    const state = states.get(event.target);
    if (!state) return;
    const waits = state.typed && state.kept !== state.changed;
    if (!state.goes && !event.target.hasAttribute("data-autosave") && (waits || navigator.onLine === false)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      keepThenSend(event.target, event.submitter);
      return;
    }
    clearTimeout(state.timer);
    state.unsent = false;
  }, true);
  document.addEventListener("alp:sent", (event) => { if (states.has(event.target)) renew(event.target, false); });
  document.addEventListener("htmx:afterSettle", (event) => { const forms = formsIn(event.target); for (const form of forms) look([form], doorOf(form)); });
  addEventListener("online", () => { for (const [form, state] of states) if (state.unsent) keep(form); });
  addEventListener("beforeunload", (event) => { if ([...states].some(([form, state]) => state.unsent && form.isConnected)) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") for (const [form, state] of states) {
    if (!state.typed || state.kept === state.changed) continue;
    if (state.sending) navigator.sendBeacon(box.dataset.keep, letterOf(form, state)); else keep(form);
  } });

  addEventListener("pagehide", () => {
    for (const [form, state] of states) {
      if (!state.beat || state.typed || !form.elements.namedItem("csrfmiddlewaretoken")) continue;
      const letter = letterOf(form, state);
      letter.set("left", "1"); // nothing was typed here: nobody needs to be told that it is open
      navigator.sendBeacon(box.dataset.keep, letter);
    }
  });

  const forms = formsIn(document);
  if (box.dataset.sheet) for (const form of forms) if (doorOf(form) === location.pathname) stateOf(form);
  look(forms, location.pathname);
})();
