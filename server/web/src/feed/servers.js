// Which server a page talks to: its own, or one of those that it named for when it is gone or no longer leads. Pure.

export class Servers {
  #others = [];   // addresses: "http://192.0.2.4:8080"
  #place = 0;     // 0 is the page's own server, then the others
  #gave_up = 0;   // servers in a row that said that another one leads

  /** Empty: the page's own. */
  get address() {
    return this.is_own ? '' : this.#others[this.#place - 1];
  }

  get is_own() {
    return this.#place === 0;
  }

  get count() {
    return this.#others.length + 1;
  }

  try_the_next() {
    this.#place = (this.#place + 1) % this.count;
  }

  /** What its greeting says. Returns whether another server is to be asked now: this one does not lead, and not all have said so. */
  greeted({ role, others }) {
    if (this.is_own) this.#others = others ?? [];
    if (role !== 'superseded') {
      this.#gave_up = 0;
      return false;
    }
    this.#gave_up += 1;
    if (this.#others.length === 0 || this.#gave_up > this.#others.length) return false;
    this.try_the_next();
    return true;
  }
}
