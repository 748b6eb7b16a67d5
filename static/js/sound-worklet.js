/* Runs beside the page: hands each block of what the microphone hears to js/sound.js. */
registerProcessor("hear", class extends AudioWorkletProcessor {
  process([[channel]]) {
    if (channel) this.port.postMessage(channel.slice());
    return true;
  }
});
