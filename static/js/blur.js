/* Frames on a picture: drawn, moved and enlarged with a finger or a mouse, or with the arrow keys from their button in the
   list. Without a script a grid of places is ticked. Markup: [data-blur] (data-box, data-help) with [data-grid],
   <svg data-boxes viewBox="0 0 1000 1000">, [data-only-grid], [data-with-script], [data-list], [data-add]; input name=boxes. */
(() => {
  "use strict";
  const SIDE = 1000, SMALLEST = 30, STEP = 20, NEW = [400, 250, 200, 300];
  const SVG = "http://www.w3.org/2000/svg";
  const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)));

  for (const root of document.querySelectorAll("[data-blur]")) {
    const sheet = root.querySelector("[data-boxes]");
    const list = root.querySelector("[data-list]");
    const field = root.querySelector("[name=boxes]");
    const boxes = field.value.split(";").filter(Boolean).map((text) => text.split(",").map(Number));
    let chosen = -1, grip = null;

    const fit = ([x, y, width, height]) => {
      const wide = Math.max(SMALLEST, within(width, SIDE)), high = Math.max(SMALLEST, within(height, SIDE));
      return [within(x, SIDE - wide), within(y, SIDE - high), wide, high];
    };
    const draw = () => {
      field.value = boxes.map((box) => box.join(",")).join(";");
      sheet.replaceChildren(...boxes.flatMap(([x, y, width, height], rank) => {
        const frame = document.createElementNS(SVG, "rect");
        for (const [name, value] of Object.entries({ x, y, width, height })) frame.setAttribute(name, value);
        frame.dataset.rank = rank;
        frame.classList.toggle("chosen", rank === chosen);
        const corner = document.createElementNS(SVG, "rect");
        for (const [name, value] of Object.entries({ x: x + width - 45, y: y + height - 45, width: 70, height: 70 })) corner.setAttribute(name, value);
        corner.classList.add("corner");
        corner.dataset.corner = rank;
        return rank === chosen ? [frame, corner] : [frame];
      }));
    };
    const rows = () => {
      list.replaceChildren(...boxes.map((_box, rank) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn btn-outline-secondary btn-sm";
        button.textContent = `${root.dataset.box} ${rank + 1}`;
        button.title = root.dataset.help;
        button.dataset.rank = rank;
        const row = document.createElement("li");
        row.append(button);
        return row;
      }));
    };
    const choose = (rank) => { chosen = rank; draw(); };
    const add = (box) => { boxes.push(fit(box)); chosen = boxes.length - 1; rows(); draw(); };
    const change = (rank, box) => { boxes[rank] = fit(box); draw(); };

    list.addEventListener("focusin", (event) => { if (event.target.dataset.rank) choose(Number(event.target.dataset.rank)); });
    list.addEventListener("click", (event) => { if (event.target.dataset.rank) choose(Number(event.target.dataset.rank)); });
    list.addEventListener("keydown", (event) => {
      const rank = Number(event.target.dataset.rank);
      const way = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
      const [x, y, width, height] = boxes[rank];
      if (way) {
        event.preventDefault();
        change(rank, event.shiftKey ? [x, y, width + way[0], height + way[1]] : [x + way[0], y + way[1], width, height]);
      } else if (event.key === "Delete" || event.key === "Backspace") {
        event.preventDefault();
        boxes.splice(rank, 1);
        chosen = Math.min(rank, boxes.length - 1);
        rows();
        draw();
        (list.querySelector(`[data-rank="${chosen}"]`) ?? root.querySelector("[data-add]")).focus();
      }
    });
    root.querySelector("[data-add]").addEventListener("click", () => {
      add(NEW);
      list.querySelector(`[data-rank="${chosen}"]`).focus();
    });

    const place = (event) => {
      const area = sheet.getBoundingClientRect();
      return [((event.clientX - area.left) / area.width) * SIDE, ((event.clientY - area.top) / area.height) * SIDE];
    };
    sheet.addEventListener("pointerdown", (event) => {
      if (!event.isPrimary || event.button) return;
      event.preventDefault();
      sheet.setPointerCapture(event.pointerId);
      const [x, y] = place(event), { rank, corner } = event.target.dataset;
      if (corner) grip = { rank: Number(corner), enlarge: true };
      else if (rank) { choose(Number(rank)); grip = { rank: Number(rank), from: [x - boxes[rank][0], y - boxes[rank][1]] }; }
      else { add([x, y, SMALLEST, SMALLEST]); grip = { rank: chosen, enlarge: true, begin: [x, y] }; }
    });
    sheet.addEventListener("pointermove", (event) => {
      if (!grip) return;
      const [x, y] = place(event), [left, top, width, height] = boxes[grip.rank];
      if (grip.begin) change(grip.rank, [Math.min(x, grip.begin[0]), Math.min(y, grip.begin[1]), Math.abs(x - grip.begin[0]), Math.abs(y - grip.begin[1])]);
      else if (grip.enlarge) change(grip.rank, [left, top, x - left, y - top]);
      else change(grip.rank, [x - grip.from[0], y - grip.from[1], width, height]);
    });
    for (const end of ["pointerup", "pointercancel"]) sheet.addEventListener(end, () => { grip = null; });

    for (const tick of root.querySelectorAll("[data-grid] input")) tick.disabled = true;
    root.querySelector("[data-grid]").hidden = root.querySelector("[data-only-grid]").hidden = true;
    root.querySelector("[data-with-script]").hidden = false;
    sheet.removeAttribute("hidden");
    if (boxes.length) chosen = 0;
    rows();
    draw();
  }
})();
