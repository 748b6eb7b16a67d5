/* A photo leaves as soon as it is taken or chosen, and the page says so. Without a script the child presses « C'est bon ».
   Markup: <form data-photo> with file inputs in .photo-pick and a line [data-leaves] that is hidden. */
(() => {
  "use strict";
  // A page that the browser brings back may carry a file by itself: then the child decides, and the button stays.
  const fresh = performance.getEntriesByType("navigation")[0]?.type === "navigate";

  for (const form of document.querySelectorAll("[data-photo]")) {
    const fields = [...form.querySelectorAll("input[type=file]")];
    const leaves = form.querySelector("[data-leaves]");
    const leave = (chosen) => {
      for (const field of fields) if (field !== chosen) field.value = "";
      if (leaves) leaves.hidden = false;
      form.requestSubmit();
    };
    const early = fields.find((field) => field.files.length); // chosen before this script had come: a slow line
    if (early && !fresh) continue;

    form.classList.add("photo-by-itself");
    for (const button of document.querySelectorAll("[data-only-by-hand]")) button.hidden = true;
    form.addEventListener("change", (event) => {
      if (event.target.type === "file" && event.target.files.length) leave(event.target);
    });
    addEventListener("pageshow", () => { if (leaves) leaves.hidden = true; });
    if (early) leave(early);
  }
})();
