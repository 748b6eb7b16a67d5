/* A part of the page that htmx asks again every two seconds: "nothing has changed" (304) leaves it as it is, what the reader
   had unfolded stays so, and no tap is lost: nothing is replaced under a finger or a held key. What was not shown comes two
   seconds later. Whoever goes by keyboard stays where they were, or at the head of the part when that is gone; what changed
   is said once (`data-tell`), never at each tick. */
(() => {
  "use strict";
  let unfolded = [];
  let pressed = false;
  let held = null;
  const part = () => document.getElementById("live");
  const within = () => [...part().querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea")];
  const alike = (one) => [one.tagName, one.getAttribute("href"), one.name, one.value, one.textContent.trim()].join("|");
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.body.append(said);
  let told = part()?.dataset.tell;
  const press = () => { pressed = true; };
  const release = () => setTimeout(() => { pressed = false; }); // the click comes after
  document.addEventListener("pointerdown", press);
  document.addEventListener("keydown", (event) => { if (event.key === " ") press(); });
  for (const end of ["pointerup", "pointercancel", "keyup"]) document.addEventListener(end, release);
  window.addEventListener("blur", release);
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 304 || pressed) event.detail.shouldSwap = false;
    unfolded = [...document.querySelectorAll("#live details[open][id]")].map((one) => one.id);
    const focused = document.activeElement;
    held = part()?.contains(focused) ? { id: focused.id, alike: alike(focused) } : null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
    const live = part();
    if (!live) return;
    if (held && !live.contains(document.activeElement)) {
      live.tabIndex = -1;
      const again = within().find((one) => (held.id && one.id === held.id) || alike(one) === held.alike);
      (again ?? live).focus({ preventScroll: true });
    }
    if (live.dataset.tell !== told) said.textContent = told = live.dataset.tell;
  });
})();
