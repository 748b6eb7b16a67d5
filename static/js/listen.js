/* Reads the page aloud, with a voice that is on the device: nothing a child reads is sent anywhere. No such voice, no button.
   Markup: <button data-listen="ID OF WHAT IS READ" hidden>. An element says another text than it shows by data-say.
   Where each touch brings the page anew (data-goes-on), a class that has pressed the button once hears that sentence after
   each touch, until somebody presses while it speaks: no sound that nobody asked for. */
(() => {
  "use strict";
  const speech = window.speechSynthesis;
  if (!speech) return;
  const READ = "h1, h2, h3, legend, dt, dd, [data-say], p, li > span, label > span, button > span, a > span";
  const language = document.documentElement.lang;

  const voice = () => speech.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(language));
  const hidden = (element) => element.closest("[hidden], [aria-hidden='true'], .visually-hidden") || !element.getClientRects().length;

  const parts = (root) => {
    const seen = [];
    for (const element of root.querySelectorAll(READ)) {
      if (hidden(element) || seen.some((one) => one.contains(element))) continue;
      if ((element.dataset.say || element.textContent).trim()) seen.push(element);
    }
    return seen;
  };

  const goesOn = document.querySelector("[data-goes-on][id]");

  const stop = () => {
    speech.cancel();
    document.querySelector(".speaking")?.classList.remove("speaking");
  };

  const read = (elements) => {
    for (const element of elements) {
      const said = new SpeechSynthesisUtterance((element.dataset.say || element.textContent).trim());
      Object.assign(said, { voice: voice(), lang: language, rate: 0.9 });
      said.onstart = () => element.classList.add("speaking");
      said.onend = () => element.classList.remove("speaking");
      speech.speak(said);
    }
  };

  const show = () => {
    for (const button of document.querySelectorAll("[data-listen]")) button.hidden = !voice();
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-listen]");
    const root = button && document.getElementById(button.dataset.listen);
    if (!root) return;
    const speaking = speech.speaking;
    stop();
    if (!speaking) read(parts(root));
    if (goesOn) sessionStorage.setItem("voice", speaking ? "" : "on");
  });
  const goOn = () => {
    if (!goesOn || location.hash !== `#${goesOn.id}` || sessionStorage.getItem("voice") !== "on" || !voice()) return;
    if (!speech.speaking) read([goesOn]);
  };
  addEventListener("pagehide", stop);
  speech.addEventListener?.("voiceschanged", () => { show(); goOn(); });
  show();
  goOn();
})();
