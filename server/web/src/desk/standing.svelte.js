// Whether what an official did still stands, as the live views tell: what somebody has changed since is no longer undone by the order that would have undone it.

export class Standing {
  is_gone = $state(false);
  #read;
  #only;
  #before;
  #after;

  /** `read`: what the order changes, from the live views; undefined: they do not tell. `only`: what has to have come of it, or it cannot be told what undoes it. Made
   *  before the order is given. */
  constructor(read, only = undefined) {
    this.#read = read;
    this.#only = only;
    this.#before = read();
  }

  /** The first change that comes is the order's own; the next is somebody's. */
  look() {
    const now = this.#read();
    if (now === undefined || this.is_gone) return;
    if (this.#after === undefined && now === this.#before) return;
    this.#after ??= now;
    if (now !== this.#after || (this.#only !== undefined && now !== this.#only)) this.is_gone = true;
  }
}
