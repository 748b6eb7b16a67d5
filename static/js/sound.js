/* Records up to two minutes as WAV, one channel, 16 kHz; it leaves as a file of the form. Nothing is asked of the device
   before the button. Without a script, or without a microphone, a file is chosen.
   Markup: <form data-sound> with [data-recorder] (hidden; data-worklet, data-longest and its words) that holds
   [data-start], [data-stop], [data-hear], [data-bar], [data-words]; <input type=file data-made>. */
(() => {
  "use strict";
  const RATE = 16000, READ_BY_SERVER = /\.(wav|wave|mp3|flac|ogg|oga)$/i;

  // The mean of the samples that fall into each of ours.
  const reduced = (blocks, rate) => {
    const all = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
    let at = 0;
    for (const block of blocks) { all.set(block, at); at += block.length; }
    const step = rate / RATE;
    if (step <= 1) return { samples: all, rate };
    const samples = new Float32Array(Math.floor(all.length / step));
    for (let n = 0; n < samples.length; n++) {
      const first = Math.floor(n * step), last = Math.floor((n + 1) * step);
      let sum = 0;
      for (let m = first; m < last; m++) sum += all[m];
      samples[n] = sum / (last - first);
    }
    return { samples, rate: RATE };
  };

  const wav = ({ samples, rate }) => {
    const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
    const text = (at, words) => { for (let n = 0; n < words.length; n++) view.setUint8(at + n, words.charCodeAt(n)); };
    text(0, "RIFF"); view.setUint32(4, 36 + samples.length * 2, true); text(8, "WAVEfmt ");
    view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
    view.setUint32(24, rate, true); view.setUint32(28, rate * 2, true); view.setUint16(32, 2, true); view.setUint16(34, 16, true);
    text(36, "data"); view.setUint32(40, samples.length * 2, true);
    samples.forEach((value, n) => view.setInt16(44 + n * 2, Math.max(-1, Math.min(1, value)) * 32767, true));
    return new File([view], "son.wav", { type: "audio/wav" });
  };

  for (const form of document.querySelectorAll("[data-sound]")) {
    const box = form.querySelector("[data-recorder]");
    const [start, stop, hear, bar, words] = ["start", "stop", "hear", "bar", "words"].map((name) => box.querySelector(`[data-${name}]`));
    const made = form.querySelector("[data-made]");
    const longest = Number(box.dataset.longest);
    let context = null, stream = null, blocks = [], kept = null, clock = 0;

    const left = (seconds) => {
      const minutes = Math.floor(seconds / 60), rest = Math.ceil((seconds % 60) / 10) * 10;
      if (minutes && rest >= 60) return `${box.dataset.left} ${minutes + 1} ${box.dataset.minute}s`;
      const parts = [minutes && `${minutes} ${box.dataset.minute}${minutes > 1 ? "s" : ""}`, rest && `${rest} ${box.dataset.seconds}`];
      return `${box.dataset.left} ${parts.filter(Boolean).join(" ")}`;
    };
    const say = (sentence) => { if (words.textContent !== sentence) words.textContent = sentence; };

    const end = () => {
      if (!stream) return;
      clearInterval(clock);
      for (const track of stream.getTracks()) track.stop();
      stream = null;
      stop.hidden = true;
      start.hidden = false;
      if (!blocks.length) return;
      kept = reduced(blocks, context.sampleRate);
      const files = new DataTransfer();
      files.items.add(wav(kept));
      made.files = files.files;
      hear.hidden = false;
      hear.focus();
      say(box.dataset.ready);
    };

    start.addEventListener("click", async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        context ??= new AudioContext();
        await context.resume();
        await context.audioWorklet.addModule(box.dataset.worklet);
      } catch {
        stream?.getTracks().forEach((track) => track.stop());
        stream = null;
        return say(box.dataset.refused);
      }
      blocks = [];
      const heard = new AudioWorkletNode(context, "hear", { numberOfOutputs: 0 });
      const microphone = context.createMediaStreamSource(stream);
      heard.port.onmessage = ({ data }) => { if (stream) blocks.push(data); };
      microphone.connect(heard);
      start.hidden = hear.hidden = true;
      stop.hidden = false;
      stop.focus();
      const began = performance.now();
      const tick = () => {
        const gone = (performance.now() - began) / 1000;
        bar.value = Math.min(longest, gone);
        if (gone >= longest) end(); else say(left(longest - gone));
      };
      tick();
      clock = setInterval(tick, 250);
    });
    stop.addEventListener("click", end);
    // The page's own player: no address of the recording is ever made.
    hear.addEventListener("click", () => {
      const buffer = context.createBuffer(1, kept.samples.length, kept.rate);
      buffer.copyToChannel(kept.samples, 0);
      const player = context.createBufferSource();
      player.buffer = buffer;
      player.connect(context.destination);
      player.start();
    });
    form.addEventListener("submit", end, { capture: true });
    // What telephones write by themselves (AAC in M4A, Opus in WebM) the browser reads and the server does not: it leaves as
    // WAV. What the browser cannot read either leaves as it is, and the server says which formats it takes.
    const convert = async (chosen) => {
      try {
        const heard = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await chosen.arrayBuffer());
        const samples = new Float32Array(heard.length);
        for (let n = 0; n < heard.numberOfChannels; n++) heard.getChannelData(n).forEach((value, at) => { samples[at] += value / heard.numberOfChannels; });
        const files = new DataTransfer();
        files.items.add(wav({ samples, rate: heard.sampleRate }));
        made.files = files.files;
        file.value = "";
        say(box.dataset.ready);
      } catch { /* the server's sentence tells */ }
    };
    const file = form.querySelector("[name=chosen]");
    if (file?.closest(".journal-picks")) form.classList.add("journal-by-itself");
    if (file) file.accept = "audio/*,.m4a,.webm";
    file?.addEventListener("change", async () => {
      const [chosen] = file.files;
      if (!chosen) return;
      made.value = "";
      if (!READ_BY_SERVER.test(chosen.name)) await convert(chosen);
      if (form.classList.contains("journal-by-itself")) form.requestSubmit();
    });
    if (navigator.mediaDevices?.getUserMedia && window.AudioWorkletNode) box.hidden = false;
  }
})();
