// Tells the server how late this board is: when the newest view that it shows arrived, and when the picture that holds it was drawn.
// One report a second at most; every ten seconds one that says only that pictures are still drawn. Pure: time and paint are handed in.

const least_ms = 1_000;
const alive_ms = 10_000;

export class PaintReporter {
  #world;
  #feed;
  #shown = null;
  #painted = null;
  #awaits_paint = false;
  #sent_at_ms = -Infinity;
  #timer = null;
  #alive_timer = null;
  #is_closed = false;

  /**
   * @param world now_us() local, set_timer, clear_timer, after_paint(f): calls f when the next picture was drawn
   * @param feed now_us() and error_us() of the venue's timeline, or null; delay_us(); send(message)
   */
  constructor(world, feed) {
    this.#world = world;
    this.#feed = feed;
    this.#say_that_it_lives();
  }

  /** A view is to be shown from now on; `arrived_us` on the venue's timeline, or null. */
  shown({ sent_us, edge_us = null }, arrived_us) {
    if (arrived_us === null || sent_us < (this.#shown?.sent_us ?? 0)) return;
    this.#shown = { sent_us, edge_us, arrived_us: Math.round(arrived_us) };
    if (this.#awaits_paint) return;
    this.#awaits_paint = true;
    this.#world.after_paint(() => {
      this.#awaits_paint = false;
      const painted_us = this.#feed.now_us();
      if (painted_us === null) return;
      this.#painted = { ...this.#shown, painted_us: Math.round(painted_us) };
      this.#report_in_time();
    });
  }

  close() {
    this.#is_closed = true;
    this.#world.clear_timer(this.#timer);
    this.#world.clear_timer(this.#alive_timer);
  }

  #report_in_time() {
    if (this.#timer !== null) return;
    const wait = Math.max(0, this.#sent_at_ms + least_ms - this.#now_ms());
    if (wait === 0) return this.#report();
    this.#timer = this.#world.set_timer(wait, () => {
      this.#timer = null;
      this.#report();
    });
  }

  #report() {
    const error_us = this.#feed.error_us();
    if (this.#is_closed || this.#painted === null || error_us === null) return;
    this.#sent_at_ms = this.#now_ms();
    this.#feed.send({ kind: 'painted', ...this.#painted, error_us: Math.ceil(error_us), delay_us: Math.round(this.#feed.delay_us()) });
  }

  #say_that_it_lives() {
    this.#alive_timer = this.#world.set_timer(alive_ms, () => {
      if (this.#is_closed) return;
      this.#say_that_it_lives();
      // A page that draws nothing must not say that it does.
      this.#world.after_paint(() => {
        if (this.#now_ms() - this.#sent_at_ms >= alive_ms / 2) this.#report();
      });
    });
  }

  #now_ms() {
    return this.#world.now_us() / 1000;
  }
}
