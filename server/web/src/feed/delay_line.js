// Holds frames back so that graphics are as late as the picture (docs: the live feed, delay for pictures).
// In order, never past each other; the delay may change while frames wait.

export class DelayLine {
  #queue = [];
  #delay_ms = 0;
  #timer = null;
  #world;
  #deliver;

  /** @param world now_us, set_timer, clear_timer; @param deliver called with each frame when it is due */
  constructor(world, deliver) {
    this.#world = world;
    this.#deliver = deliver;
  }

  set_delay(delay_ms) {
    this.#delay_ms = delay_ms;
    this.#run();
  }

  push(frame) {
    this.#queue.push({ frame, at_ms: this.#world.now_us() / 1000 });
    this.#run();
  }

  #run() {
    const now = this.#world.now_us() / 1000;
    while (this.#queue.length > 0 && this.#queue[0].at_ms + this.#delay_ms <= now) this.#deliver(this.#queue.shift().frame);
    if (this.#timer !== null) this.#world.clear_timer(this.#timer);
    this.#timer = null;
    if (this.#queue.length === 0) return;
    const wait = Math.max(1, this.#queue[0].at_ms + this.#delay_ms - now);
    this.#timer = this.#world.set_timer(wait, () => {
      this.#timer = null;
      this.#run();
    });
  }
}
