/* Counting by ones: plus and minus change the figure on the spot, and the sum with it. Without a script the buttons send
   the form, and the server counts. Markup: <form data-steps> with buttons data-less and data-more beside each input, and
   [data-sum] somewhere in it. */
(() => {
  "use strict";
  for (const form of document.querySelectorAll("[data-steps]")) {
    const fields = [...form.querySelectorAll("input[inputmode]")];
    const sum = form.querySelector("[data-sum]");
    const read = (field) => (/^\d{1,3}$/.test(field.value.trim()) ? Number(field.value) : 0);
    const write = () => { if (sum) sum.textContent = String(fields.reduce((total, field) => total + read(field), 0)); };
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-less], [data-more]");
      if (!button) return;
      event.preventDefault();
      const field = button.parentElement.querySelector("input");
      field.value = String(Math.min(999, Math.max(0, read(field) + ("more" in button.dataset ? 1 : -1))));
      write();
    });
    form.addEventListener("input", write);
    write();
  }
})();
