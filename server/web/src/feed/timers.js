// Timers by name: setting one again replaces it.

export class Timers {
  #world;
  #running = new Map();

  /** @param {object} world set_timer(ms, f) -> handle; clear_timer(handle) */
  constructor(world) {
    this.#world = world;
  }

  after(name, ms, f) {
    this.cancel(name);
    const run = () => {
      this.#running.delete(name);
      f();
    };
    this.#running.set(name, this.#world.set_timer(ms, run));
  }

  cancel(name) {
    if (!this.#running.has(name)) return;
    this.#world.clear_timer(this.#running.get(name));
    this.#running.delete(name);
  }

  cancel_all() {
    for (const name of [...this.#running.keys()]) this.cancel(name);
  }
}
