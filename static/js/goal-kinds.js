// A goal's form shows the fields that its kind asks for. Without script all of them show, and what a kind
// does not ask for is left out when the goal is saved.
"use strict";

(() => {
  const kinds = [...document.querySelectorAll('[name="kind"][data-asks]')];
  const asked = ["area", "domain"].map((name) => [name, document.getElementById(`div_id_${name}`)]);

  function show() {
    const kind = kinds.find((one) => one.checked);
    for (const [name, field] of asked) field.hidden = !kind || !kind.dataset.asks.split(" ").includes(name);
  }

  for (const kind of kinds) kind.addEventListener("change", show);
  if (kinds.length) show();
})();
