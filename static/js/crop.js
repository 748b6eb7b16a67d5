/* The edges of a picture are cut with a frame: two corners, taken with a finger or a mouse, or moved with the arrow keys from
   their buttons. It writes the four fields that are typed where there is no script, in hundredths of the side; the server
   cuts. Markup: [data-blur] with .blur-picture, [data-edges] (the fields left, right, top, bottom), [data-cut-tools]
   (hidden; data-left with [w] and [h]) that holds [data-cut], [data-corners] with [data-corner="top"|"bottom"], [data-cut-said]. */
(() => {
  "use strict";
  const STEP = 2, FIRST = 10, LEAST = 10;

  for (const root of document.querySelectorAll("[data-blur]")) {
    const picture = root.querySelector(".blur-picture"), tools = root.querySelector("[data-cut-tools]");
    const edges = root.querySelector("[data-edges]"), corners = tools.querySelector("[data-corners]");
    const said = tools.querySelector("[data-cut-said]"), start = tools.querySelector("[data-cut]");
    const fields = Object.fromEntries(["left", "right", "top", "bottom"].map((name) => [name, edges.querySelector(`[name=${name}]`)]));
    const cut = (name) => Number(fields[name].value) || 0;
    const OPPOSITE = { left: "right", right: "left", top: "bottom", bottom: "top" };
    const NEAR = { top: ["left", "top"], bottom: ["right", "bottom"] };

    const frame = document.createElement("div");
    frame.className = "cut-frame";
    frame.hidden = true;
    const grips = Object.keys(NEAR).map((corner) => {
      const grip = document.createElement("span");
      grip.className = { top: "cut-corner cut-top", bottom: "cut-corner cut-bottom" }[corner];
      frame.append(grip);
      return [corner, grip];
    });
    picture.append(frame);

    const show = () => {
      for (const name of Object.keys(fields)) frame.style[name] = `${cut(name)}%`;
      const [wide, high] = [100 - cut("left") - cut("right"), 100 - cut("top") - cut("bottom")];
      said.textContent = tools.dataset.left.replace("[w]", wide).replace("[h]", high);
    };
    const write = (name, value) => { fields[name].value = Math.round(Math.max(0, Math.min(100 - LEAST - cut(OPPOSITE[name]), value))) || ""; };
    const open = (is) => {
      frame.hidden = corners.hidden = said.hidden = !is;
      start.setAttribute("aria-expanded", String(is));
      show();
    };
    start.addEventListener("click", () => {
      const opens = frame.hidden;
      for (const name of Object.keys(fields)) fields[name].value = opens ? FIRST : "";
      open(opens);
    });
    for (const [corner, grip] of grips) {
      const [across, down] = NEAR[corner];
      let held = false;
      grip.addEventListener("pointerdown", (event) => {
        if (!event.isPrimary || event.button) return;
        event.preventDefault();
        grip.setPointerCapture(event.pointerId);
        held = true;
      });
      grip.addEventListener("pointermove", (event) => {
        if (!held) return;
        const area = picture.getBoundingClientRect();
        const x = ((event.clientX - area.left) / area.width) * 100, y = ((event.clientY - area.top) / area.height) * 100;
        write(across, across === "left" ? x : 100 - x);
        write(down, down === "top" ? y : 100 - y);
        show();
      });
      for (const end of ["pointerup", "pointercancel"]) grip.addEventListener(end, () => { held = false; });
      corners.querySelector(`[data-corner=${corner}]`).addEventListener("keydown", (event) => {
        const way = { ArrowLeft: [across, -STEP], ArrowRight: [across, STEP], ArrowUp: [down, -STEP], ArrowDown: [down, STEP] }[event.key];
        if (!way) return;
        event.preventDefault();
        const [name, by] = way;
        write(name, cut(name) + (corner === "top" ? by : -by));
        show();
      });
    }
    edges.hidden = true;
    tools.hidden = false;
    open(Object.keys(fields).some((name) => cut(name)));
  }
})();
