// The order of rows under a hand that acts on them: held for a while after each touch, so that the next tap meets the crew it was meant for.

/** After the last touch: long enough to look at the water and come back for the next crew, milliseconds. */
const rest_ms = 10_000;

/** Rows in the order of `lanes`; who is not among them comes after these, as it came. */
export function in_held_order(rows, lanes) {
  const place = new Map(lanes.map((lane, k) => [lane, k]));
  const of = (row) => place.get(row.crew.lane) ?? lanes.length;
  return [...rows].sort((a, b) => of(a) - of(b));
}

export const lanes_of = (rows) => rows.map((row) => row.crew.lane);

/** Held while somebody acts and for `rest_ms` after; `let_go` ends it at once. */
export class HeldOrder {
  /** Lanes in the order that is held, or null. */
  lanes = $state.raw(null);
  #timer = null;

  /** A touch: holds the order of these rows, unless one is held already. `stays`: until the next touch, however late. */
  touch(rows, stays = false) {
    this.lanes ??= lanes_of(rows);
    clearTimeout(this.#timer);
    if (!stays) this.#timer = setTimeout(() => this.let_go(), rest_ms);
  }

  let_go() {
    clearTimeout(this.#timer);
    this.lanes = null;
  }
}
