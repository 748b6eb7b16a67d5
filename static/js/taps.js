/* The pads of the class's door, without a round trip for each tap; without this script every tap is a form of its own.
   Markup: <form data-taps="code"> with [data-code], buttons name=key and [data-go]; <form data-taps="secret"> with
   [data-taps-field], [data-places], buttons name=picture and [data-again]. */
(() => {
  "use strict";
  const DIGITS = 6, PICTURES = 3;

  for (const form of document.querySelectorAll('[data-taps="code"]')) {
    const field = form.querySelector("[data-code]");
    const go = form.querySelector("[data-go]");
    const digits = () => field.value.replace(/\D/g, "").slice(0, DIGITS);
    const write = (text) => {
      field.value = text;
      if (text.length === DIGITS) form.requestSubmit(go);
    };
    form.addEventListener("click", (event) => {
      const key = event.target.closest("[name=key]")?.value;
      if (!key) return;
      event.preventDefault();
      write(key === "erase" ? digits().slice(0, -1) : (digits() + key).slice(0, DIGITS));
    });
    field.addEventListener("input", () => { if (digits().length === DIGITS) write(digits()); });
  }

  for (const form of document.querySelectorAll('[data-taps="secret"]')) {
    const field = form.querySelector("[data-taps-field]");
    const places = [...form.querySelectorAll("[data-places] > li")];
    const again = form.querySelector("[data-again]");
    const show = (taps) => {
      field.value = taps.join(" ");
      again.hidden = taps.length === 0;
      places.forEach((place, rank) => {
        const tile = taps[rank] && form.querySelector(`[name=picture][value="${taps[rank]}"]`);
        place.classList.toggle("filled", Boolean(tile));
        place.replaceChildren(...(tile ? [...tile.children].map((child) => child.cloneNode(true)) : [String(rank + 1)]));
      });
    };
    const taps = () => field.value.split(" ").filter(Boolean);
    form.addEventListener("click", (event) => {
      const tile = event.target.closest("[name=picture]");
      if (!tile && !event.target.closest("[data-again]")) return;
      event.preventDefault();
      if (!tile) return show([]);
      if (taps().length >= PICTURES) return;
      show([...taps(), tile.value]);
      if (taps().length === PICTURES) form.requestSubmit();
    });
    addEventListener("pageshow", (event) => { if (event.persisted) show([]); });
  }
})();
