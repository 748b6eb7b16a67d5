/* Counting coins and notes: plus, minus and the number itself change the total on the spot. Without a script the buttons
   send the form, and the server counts. Markup: <form data-pieces data-comma="," data-language="fr"> with inputs that
   carry data-cents, buttons data-less and data-more beside them, and [data-total] somewhere on the page. */
(() => {
  "use strict";
  for (const form of document.querySelectorAll("[data-pieces]")) {
    const fields = [...form.querySelectorAll("input[data-cents]")];
    const total = document.querySelector("[data-total]");
    if (!fields.length || !total) continue;
    const english = form.dataset.language === "en";
    const read = (field) => (/^\d{1,4}$/.test(field.value.trim()) ? Number(field.value) : 0);

    const write = () => {
      const cents = fields.reduce((sum, field) => sum + read(field) * Number(field.dataset.cents), 0);
      const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, english ? "," : "\u00a0");
      const figures = `${whole}${english ? "." : ","}${String(cents % 100).padStart(2, "0")}`;
      total.textContent = english ? `€${figures}` : `${figures}\u00a0€`;
      for (const field of fields) field.closest("li").classList.toggle("pieces-some", read(field) > 0);
    };

    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-less], [data-more]");
      if (!button) return;
      event.preventDefault();
      const field = button.parentElement.querySelector("input");
      const count = Math.min(9999, Math.max(0, read(field) + ("more" in button.dataset ? 1 : -1)));
      field.value = count ? String(count) : "";
      write();
    });
    form.addEventListener("input", write);
    write();
  }
})();
