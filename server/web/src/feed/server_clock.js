// What the server's race time is now, judged from four-stamp probes. Reads no clock itself: the caller brings local time.
//
// server = offset + local * speed. `speed` is 1 at a venue and more in a demonstration that runs faster than life.
// Of the last eight probes the one with the smallest round trip is believed: its error is at most half that trip.
// A quartz is off by 50 ppm at most, so that a page that is cut off knows the time worse and worse.
// The clock on a page must not jump for a few milliseconds, nor crawl for minutes after a laptop slept; so small
// corrections are slewed and large ones stepped (docs: the live feed).

const remembered_probes = 8;
const step_beyond_us = 250_000;
const slew_rate = 0.05;
const quartz = 50e-6;

export class ServerClock {
  #probes = [];
  #speed = 1;
  #rough = null;
  #applied = null;
  #applied_at = 0;

  /** @param {number} speed server seconds in one local second */
  set_speed(speed) {
    if (!(speed > 0) || speed === this.#speed) return;
    this.#speed = speed;
    this.forget();
  }

  get speed() {
    return this.#speed;
  }

  /** Drops everything learned: the server behind the address is another one, or this computer slept. */
  forget() {
    this.#probes = [];
    this.#rough = null;
    this.#applied = null;
  }

  /** A one-way hint, used until the first probe is answered: a frame that left at `sent_us` was here at `local_us`. */
  add_hint(sent_us, local_us) {
    if (!Number.isFinite(sent_us) || this.#probes.length > 0) return;
    const offset = sent_us - local_us * this.#speed;
    // Frames only ever arrive late, so the largest offset seen is the nearest to the truth.
    this.#rough = this.#rough === null ? offset : Math.max(this.#rough, offset);
  }

  /** One probe: sent at t0, received by the server at t1, answered at t2, back at t3. t0 and t3 are local; microseconds. */
  add_probe({ t0, t1, t2, t3 }) {
    if (![t0, t1, t2, t3].every(Number.isFinite) || t3 < t0) return;
    const trip = Math.max(0, t3 - t0 - (t2 - t1) / this.#speed);
    const offset = (t1 + t2) / 2 - ((t0 + t3) / 2) * this.#speed;
    const probe = { offset, trip, at: t3 };
    // Two probes that cannot both be right mean that a clock stepped: the older ones say nothing any more.
    this.#probes = this.#probes.filter((old) => can_agree(old, probe, this.#speed));
    this.#probes.push(probe);
    if (this.#probes.length > remembered_probes) this.#probes.shift();
  }

  /** True once a probe or a hint has said what the time is. */
  get is_set() {
    return this.#probes.length > 0 || this.#rough !== null;
  }

  /** Half the smallest round trip, microseconds of local time; null before the first probe. */
  get uncertainty_us() {
    return this.#probes.length > 0 ? this.#best().trip / 2 : null;
  }

  /** Race time at the local time given, microseconds; null before anything is known. Never runs backwards by slewing. */
  now_us(local_us) {
    if (!this.is_set) return null;
    const target = this.#probes.length > 0 ? this.#best().offset : this.#rough;
    const difference = this.#applied === null ? 0 : target - this.#applied;
    if (this.#applied === null || Math.abs(difference) > step_beyond_us * this.#speed) {
      this.#applied = target;
    } else {
      const most = Math.max(0, local_us - this.#applied_at) * slew_rate * this.#speed;
      this.#applied += Math.max(-most, Math.min(most, difference));
    }
    this.#applied_at = local_us;
    return this.#applied + local_us * this.#speed;
  }

  /** How far now_us may be off, half-width, microseconds of the server's time: half the smallest round trip, what this clock may have
      run off since, and what is still to be slewed away. A page that was never answered knows only when a frame came: null. */
  error_us(local_us) {
    if (this.#probes.length === 0) return null;
    const now = this.now_us(local_us);
    const target = this.#best().offset + local_us * this.#speed;
    const { trip, at } = this.#best();
    return (trip / 2 + Math.max(0, local_us - at) * quartz) * this.#speed + Math.abs(target - now);
  }

  #best() {
    return this.#probes.reduce((best, probe) => (probe.trip <= best.trip ? probe : best));
  }
}

function can_agree(a, b, speed) {
  const reach = ((a.trip + b.trip) / 2) * speed + step_beyond_us * speed;
  return Math.abs(a.offset - b.offset) <= reach;
}
