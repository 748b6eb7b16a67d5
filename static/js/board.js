/* A card of the task board is dragged to another column with a finger (by its handle) or a mouse; it sends the form that its
   buttons send, so the answer is the same. Markup: [data-board] with columns [data-column="todo"]; cards [data-card] that
   hold that form. The handle is for eyes and fingers alone: keys and screen readers have the buttons. */
(() => {
  "use strict";
  const FAR = 8;

  for (const board of document.querySelectorAll("[data-board]")) {
    const columns = [...board.querySelectorAll("[data-column]")];
    const under = (event) => columns.find((column) => {
      const area = column.getBoundingClientRect();
      return event.clientX >= area.left && event.clientX <= area.right && event.clientY >= area.top && event.clientY <= area.bottom;
    });

    for (const card of board.querySelectorAll("[data-card]")) {
      const home = card.closest("[data-column]"), form = card.querySelector("form");
      const handle = document.createElement("span");
      handle.className = "task-handle";
      handle.setAttribute("aria-hidden", "true");
      card.append(handle);
      let from = null, drags = false;

      const follow = (event) => {
        card.style.transform = `translate(${event.clientX - from[0]}px, ${event.clientY - from[1]}px)`;
        for (const column of columns) column.classList.toggle("board-here", column === under(event) && column !== home);
      };
      const end = () => {
        from = null;
        drags = false;
        card.style.transform = "";
        card.classList.remove("task-dragged");
        for (const column of columns) column.classList.remove("board-here");
      };
      card.addEventListener("pointerdown", (event) => {
        if (!event.isPrimary || event.button || event.target.closest("a, button")) return;
        if (event.pointerType !== "mouse" && event.target !== handle) return; // elsewhere a finger scrolls the page
        event.preventDefault();
        card.setPointerCapture(event.pointerId);
        from = [event.clientX, event.clientY];
      });
      card.addEventListener("pointermove", (event) => {
        if (!from || (!drags && Math.hypot(event.clientX - from[0], event.clientY - from[1]) < FAR)) return;
        drags = true;
        card.classList.add("task-dragged");
        follow(event);
      });
      card.addEventListener("pointerup", (event) => {
        const column = drags && under(event);
        end();
        if (!column || column === home) return;
        const state = Object.assign(document.createElement("input"), { type: "hidden", name: "state", value: column.dataset.column });
        form.append(state);
        form.requestSubmit();
      });
      card.addEventListener("pointercancel", end);
    }
    addEventListener("keydown", (event) => { if (event.key === "Escape") board.querySelector(".task-dragged")?.dispatchEvent(new Event("pointercancel")); });
  }
})();
