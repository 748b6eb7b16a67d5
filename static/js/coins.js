/* Coins and notes beside the amount: laying money writes the amount, typing the amount lays the money.
   Markup: <div data-coins="ID OF THE FIELD" data-comma="," data-take-back="Reprendre" hidden> with [data-laid] above and, in
   [data-reserve], one button a piece with data-cents, its drawing and its name. */
(() => {
  "use strict";
  const MOST = 24; // pieces on the table; above, none at all: a part of the money would be a wrong amount

  for (const table of document.querySelectorAll("[data-coins]")) {
    const field = document.getElementById(table.dataset.coins);
    const laid = table.querySelector("[data-laid]");
    const reserve = [...table.querySelectorAll("[data-reserve] [data-cents]")];
    if (!field || !laid || !reserve.length) continue;
    table.hidden = false;
    const comma = table.dataset.comma || ",";
    const largestFirst = reserve.map((button) => ({ cents: Number(button.dataset.cents), button })).sort((a, b) => b.cents - a.cents);

    const read = () => {
      const match = /^\s*(\d{0,6})(?:[.,](\d{0,2}))?\s*$/.exec(field.value.replace(/[\s\u00a0\u202f€]/g, ""));
      return match ? Number(match[1] || 0) * 100 + Number((match[2] || "").padEnd(2, "0")) : 0;
    };
    const write = (cents) => {
      field.value = cents ? `${Math.floor(cents / 100)}${comma}${String(cents % 100).padStart(2, "0")}` : "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const piece = ({ cents, button }) => {
      const copy = document.createElement("button");
      copy.type = "button";
      copy.className = "fall";
      copy.append(button.querySelector("svg").cloneNode(true));
      copy.setAttribute("aria-label", `${table.dataset.takeBack} ${button.getAttribute("aria-label")}`);
      copy.addEventListener("click", () => write(read() - cents));
      return copy;
    };
    const lay = () => {
      let rest = read();
      const pieces = [];
      for (const kind of largestFirst) {
        while (rest >= kind.cents && pieces.length < MOST) {
          pieces.push(piece(kind));
          rest -= kind.cents;
        }
      }
      laid.replaceChildren(...(rest ? [] : pieces));
    };

    for (const { cents, button } of largestFirst) button.addEventListener("click", () => write(read() + cents));
    field.addEventListener("input", lay);
    lay();
  }
})();
