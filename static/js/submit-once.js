/* A form is sent once: a second press while the answer is on its way does nothing. The server is idempotent all the same. */
(() => {
  "use strict";
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
  });
  // Coming back with the browser's arrow, or an answer by htmx: the form may be sent again.
  const free = () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.querySelector("[aria-disabled]")?.removeAttribute("aria-disabled");
    }
  };
  addEventListener("pageshow", free);
  document.addEventListener("htmx:afterRequest", free);
})();
