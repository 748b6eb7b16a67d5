/* A part of the page that htmx asks again every two seconds: "nothing has changed" (304) leaves it as it is, and what the
   reader had unfolded stays so. */
(() => {
  "use strict";
  let unfolded = [];
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 304) event.detail.shouldSwap = false;
    unfolded = [...document.querySelectorAll("#live details[open][id]")].map((one) => one.id);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  });
})();
