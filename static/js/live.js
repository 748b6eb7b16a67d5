/* A part of the page that htmx asks again every two seconds: "nothing has changed" (304) leaves it as it is, what the reader
   had unfolded stays so, and no tap is lost: nothing is replaced under a finger. What was not shown comes two seconds later. */
(() => {
  "use strict";
  let unfolded = [];
  let pressed = false;
  document.addEventListener("pointerdown", () => { pressed = true; });
  for (const end of ["pointerup", "pointercancel"])
    document.addEventListener(end, () => setTimeout(() => { pressed = false; })); // the click comes after
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 304 || pressed) event.detail.shouldSwap = false;
    unfolded = [...document.querySelectorAll("#live details[open][id]")].map((one) => one.id);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  });
})();
