/* A sheet to draw on with a finger, a stylus or a mouse. Without a script, or for who cannot draw here, a drawing on paper
   is photographed. Markup: <form data-draw> with [data-easel] (hidden) that holds <canvas data-paper>, radios name=colour
   (one of them "rubber") and name=thickness, [data-undo]; <input type=file data-made>. */
(() => {
  "use strict";
  const PAPER = "#ffffff", RUBBER = 3;

  for (const form of document.querySelectorAll("[data-draw]")) {
    const easel = form.querySelector("[data-easel]");
    const paper = form.querySelector("[data-paper]");
    const made = form.querySelector("[data-made]");
    const undo = form.querySelector("[data-undo]");
    const pen = paper.getContext("2d");
    const strokes = [];
    let stroke = null;

    const chosen = (name) => form.querySelector(`[name=${name}]:checked`).value;
    const place = (event) => {
      const box = paper.getBoundingClientRect();
      return [((event.clientX - box.left) * paper.width) / box.width, ((event.clientY - box.top) * paper.height) / box.height];
    };
    const clear = () => { pen.fillStyle = PAPER; pen.fillRect(0, 0, paper.width, paper.height); };
    const dot = ({ colour, width, points: [[x, y]] }) => {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.arc(x, y, width / 2, 0, 7);
      pen.fill();
    };
    const line = ({ colour, width, points }, from) => {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.lineCap = pen.lineJoin = "round";
      pen.beginPath();
      pen.moveTo(...points[from]);
      for (const point of points.slice(from + 1)) pen.lineTo(...point);
      pen.stroke();
    };
    const redraw = () => {
      clear();
      for (const one of strokes) { dot(one); if (one.points.length > 1) line(one, 0); }
      undo.disabled = strokes.length === 0;
    };

    paper.addEventListener("pointerdown", (event) => {
      if (!event.isPrimary || event.button) return;
      event.preventDefault();
      paper.setPointerCapture(event.pointerId);
      const colour = chosen("colour"), thick = Number(chosen("thickness"));
      stroke = colour === "rubber" ? { colour: PAPER, width: thick * RUBBER, points: [place(event)] } : { colour, width: thick, points: [place(event)] };
      strokes.push(stroke);
      dot(stroke);
      undo.disabled = false;
    });
    paper.addEventListener("pointermove", (event) => {
      if (!stroke || !event.isPrimary) return;
      const from = stroke.points.length - 1;
      for (const one of event.getCoalescedEvents?.() ?? [event]) stroke.points.push(place(one));
      if (stroke.points.length > from + 1) line(stroke, from);
    });
    for (const end of ["pointerup", "pointercancel"]) paper.addEventListener(end, () => { stroke = null; });
    undo.addEventListener("click", () => { strokes.pop(); redraw(); });

    // The sheet leaves as a file of the form, like any other; an empty one does not.
    let packed = false;
    form.addEventListener("submit", (event) => {
      const taken = form.querySelector("[name=taken]");
      if (packed || !strokes.length || taken?.files.length) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      paper.toBlob((blob) => {
        const files = new DataTransfer();
        files.items.add(new File([blob], "dessin.png", { type: "image/png" }));
        made.files = files.files;
        packed = true;
        form.requestSubmit();
      }, "image/png");
    }, { capture: true });
    addEventListener("pageshow", () => { packed = false; });

    form.classList.add("journal-by-itself");
    form.querySelector("[name=taken]").addEventListener("change", ({ target }) => { if (target.files.length) form.requestSubmit(); });
    easel.hidden = false;
    redraw();
  }
})();
