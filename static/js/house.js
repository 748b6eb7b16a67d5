/* What every page gains from a script; nothing here is needed to use one. */
(() => {
  "use strict";

  // After a refused form the summary takes the focus, also when htmx brought it.
  const focusSummary = (root) => root.querySelector("[data-error-summary]:not([data-sample] *)")?.focus();

  // Buttons that only work with a script are hidden in the page, and shown here.
  const wake = (root) => {
    for (const toast of root.querySelectorAll("[data-toast]")) {
      const close = toast.querySelector("[data-close]");
      if (!close) continue;
      close.hidden = false;
      close.addEventListener("click", () => toast.remove());
    }
    for (const button of root.querySelectorAll("[data-copy]")) {
      if (!navigator.clipboard) continue;
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        if (button.dataset.copied) button.lastElementChild.textContent = button.dataset.copied;
      });
    }
    for (const field of root.querySelectorAll("textarea[maxlength]")) count(field);
    // On a narrow screen the tabs scroll sideways: the one in hand is brought into sight.
    for (const tab of root.querySelectorAll(".nav-tabs [aria-current], .drawers [aria-current]"))
      tab.scrollIntoView({ block: "nearest", inline: "center" });
  };

  // A long text says how much room is left, once two thirds are used: often enough to help, too rarely to chatter.
  const count = (field) => {
    const line = document.getElementById(`${field.id}_counter`);
    if (!line) return;
    const write = () => {
      const left = field.maxLength - field.value.length;
      line.textContent = left < field.maxLength / 3 ? `${left} ${line.dataset.words}` : "";
    };
    field.addEventListener("input", write);
    write();
  };

  wake(document);
  focusSummary(document);
  document.addEventListener("htmx:load", (event) => { wake(event.target); focusSummary(event.target); });
  // A refused form answers 422: it is an answer to show, not an error to swallow.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });
})();
