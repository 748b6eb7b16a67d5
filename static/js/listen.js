/* Reads the page aloud, with a voice that is on the device: nothing a child reads is sent anywhere. No such voice, no button.
   Markup: <button data-listen="ID OF WHAT IS READ" hidden>. An element says another text than it shows by data-say. */
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

  const stop = () => {
    speech.cancel();
    document.querySelector(".speaking")?.classList.remove("speaking");
  };

  const read = (root) => {
    for (const element of parts(root)) {
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
    if (!speaking) read(root);
  });
  addEventListener("pagehide", stop);
  speech.addEventListener?.("voiceschanged", show);
  show();
})();
