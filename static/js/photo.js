/* A photo leaves as soon as it is taken or chosen, and the page says so. Without a script the child presses « C'est bon ».
   Markup: <form data-photo> with file inputs in .photo-pick and a line [data-leaves] that is hidden. */
(() => {
  "use strict";
  for (const form of document.querySelectorAll("[data-photo]")) {
    form.classList.add("photo-by-itself");
    for (const button of document.querySelectorAll("[data-only-by-hand]")) button.hidden = true;
    const leaves = form.querySelector("[data-leaves]");
    form.addEventListener("change", (event) => {
      if (event.target.type !== "file" || !event.target.files.length) return;
      for (const field of form.querySelectorAll("input[type=file]")) if (field !== event.target) field.value = "";
      if (leaves) leaves.hidden = false;
      form.requestSubmit();
    });
    addEventListener("pageshow", () => { if (leaves) leaves.hidden = true; });
  }
})();
