/* The sharing of a sum: what is left, and what no longer fits is greyed with its reason. Without this script the box itself
   refuses a paper that is too dear. Markup: form[data-budget] (cents) with [data-left], [data-gauge] and label[data-cost]. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-budget]");
  if (!form) return;
  const sum = Number(form.dataset.budget);
  const left = form.querySelector("[data-left]"), gauge = form.querySelector("[data-gauge]");
  const euros = new Intl.NumberFormat(document.documentElement.lang || "fr", { style: "currency", currency: "EUR" });
  const choices = [...form.querySelectorAll("label[data-cost]")].map((label) => ({
    box: label.querySelector("input"), cost: Number(label.dataset.cost), reason: label.querySelector(".paper-too-dear"),
  }));
  const show = () => {
    const spent = choices.reduce((total, one) => total + (one.box.checked ? one.cost : 0), 0);
    for (const one of choices) {
      one.box.disabled = !one.box.checked && one.cost > sum - spent;
      one.reason.hidden = !one.box.disabled;
    }
    left.querySelector("b").textContent = euros.format((sum - spent) / 100);
    gauge.firstElementChild.style.setProperty("--left", `${Math.max(0, 100 * (sum - spent) / sum)}%`);
  };
  left.hidden = gauge.hidden = false;
  form.addEventListener("change", show);
  addEventListener("pageshow", show);
  show();
})();
