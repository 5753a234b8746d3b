// A short tone at every beat, ordered from the sound card ahead of time: a timer would stumble.
import { flash_us } from './beat.js';

const pitch_hz = 1_000;
const loudness = 0.25;
// Ordered when it is nearer than this; a tone that was ordered is not taken back by a nudge.
const ahead_us = 150_000;

export class Tone {
  #context = null;
  #next_s = -Infinity;

  get is_on() {
    return this.#context !== null;
  }

  /** Browsers want a press before anything sounds: call it from one. */
  switch(on) {
    if (on && !this.#context) this.#context = new AudioContext({ latencyHint: 'interactive' });
    if (!on && this.#context) {
      this.#context.close();
      this.#context = null;
    }
    this.#next_s = -Infinity;
  }

  /** At every picture: how far the next beat is away. */
  follow(next_us) {
    if (!this.#context || next_us === null || next_us > ahead_us) return;
    // What is ordered sounds when it has come through the card.
    const at_s = this.#context.currentTime + next_us / 1e6 - (this.#context.outputLatency || this.#context.baseLatency || 0);
    if (at_s - this.#next_s < 0.5) return;
    this.#next_s = at_s;
    this.#sound(Math.max(this.#context.currentTime, at_s));
  }

  #sound(at_s) {
    const source = this.#context.createOscillator();
    const gain = this.#context.createGain();
    source.frequency.value = pitch_hz;
    gain.gain.value = loudness;
    source.connect(gain);
    gain.connect(this.#context.destination);
    source.start(at_s);
    source.stop(at_s + flash_us / 1e6);
  }
}
