// A goal's form shows the fields that its kind asks for, and chooses who usually sees such a goal until somebody
// chooses otherwise. Without script all fields show, and what is left open is filled in when the goal is saved.
"use strict";

(() => {
  const kinds = [...document.querySelectorAll('[name="kind"][data-asks]')];
  const asked = ["area", "domain"].map((name) => [name, document.getElementById(`div_id_${name}`)]);
  const audiences = [...document.querySelectorAll('[name="audience"]')];
  let isChosen = audiences.some((one) => one.checked);

  function show() {
    const kind = kinds.find((one) => one.checked);
    for (const [name, field] of asked) field.hidden = !kind || !kind.dataset.asks.split(" ").includes(name);
    if (kind && !isChosen) for (const one of audiences) one.checked = one.value === kind.dataset.audience;
  }

  for (const one of audiences) one.addEventListener("change", () => { isChosen = true; });
  for (const kind of kinds) kind.addEventListener("change", show);
  if (kinds.length) show();
})();
