/* The keypad of an amount. It writes into the plain text field above it, which keeps working with any keyboard.
   Markup: <div data-keypad="ID OF THE FIELD" data-comma="," hidden> with buttons that carry data-key (0-9, comma, erase). */
(() => {
  "use strict";
  for (const pad of document.querySelectorAll("[data-keypad]")) {
    const field = document.getElementById(pad.dataset.keypad);
    const comma = pad.dataset.comma || ",";
    if (!field) continue;
    pad.hidden = false;
    field.setAttribute("inputmode", "none"); // a tablet's own keyboard would cover the page

    const press = (key) => {
      const value = field.value;
      if (key === "erase") return value.slice(0, -1);
      const [, cents] = value.split(/[.,]/);
      if (key === "comma") return value && cents === undefined ? value + comma : value || `0${comma}`;
      if (cents !== undefined && cents.length === 2) return value; // no third decimal: nothing to mend later
      if (value.replace(/\D/g, "").length >= 8) return value;
      return value === "0" ? key : value + key;
    };

    pad.addEventListener("click", (event) => {
      const button = event.target.closest("[data-key]");
      if (!button) return;
      field.value = press(button.dataset.key);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
})();
