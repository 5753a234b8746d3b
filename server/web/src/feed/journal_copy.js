// A copy of the journal's end that grows both ways: back, step by step, as far as somebody wants to look, and on, as entries come.
import { end_of_journal, entries_after } from './journal.js';
import { no_contact } from './session.js';

const step = 500;

export class JournalCopy {
  /** Oldest first, without a gap but for what the public log leaves out. A new array whenever there are more. */
  entries = [];
  epoch = '';
  /** "journal": with names and hashes; "log": without. A visitor or a server without the one gets the other. */
  source;
  /** Why there is no more for now; empty: nothing is amiss. */
  text = '';
  #begins = null;     // the copy holds every entry after this number
  #ends = 0;          // up to this one
  #on_change;
  #work = Promise.resolve();

  constructor(on_change = () => {}, source = 'journal') {
    this.#on_change = on_change;
    this.source = source;
  }

  /** Whether it reaches back to the first entry. */
  get is_all_here() {
    return this.#begins === 0;
  }

  /** The newest step of entries; where that is here, what came since. Another journal is begun anew. */
  open() {
    return this.#do(() => this.#open());
  }

  /** One step further back; nothing where all are here. */
  older() {
    return this.#do(() => (this.#begins === null || this.is_all_here ? undefined : this.#step_back()));
  }

  /** On to the journal's end: `seq` is its newest entry, as frames say it. */
  follow(seq) {
    return this.#do(() => (this.#begins === null ? this.#open() : this.#on_to(seq)));
  }

  async #open() {
    const end = await end_of_journal();
    if (!end) return this.#note(no_contact());
    if (this.#begins !== null && this.epoch === end.epoch) return this.#on_to(end.seq);
    this.entries = [];
    this.epoch = end.epoch;
    this.#begins = end.seq;
    this.#ends = end.seq;
    await this.#step_back();
  }

  async #on_to(seq) {
    if (this.#ends >= seq) return;
    const found = await this.#between(this.#ends, seq);
    if (!found || found.length === 0) return;
    this.entries = [...this.entries, ...found];
    this.#ends = found.at(-1).seq;
    this.#on_change();
  }

  async #step_back() {
    const from = Math.max(0, this.#begins - step);
    const found = await this.#between(from, this.#begins);
    if (!found) return;
    this.entries = [...found.filter(({ seq }) => seq <= this.#begins), ...this.entries];
    this.#begins = from;
    this.#on_change();
  }

  /** Every entry after one number up to another, perhaps more, in as many answers as it takes; null where that failed. */
  async #between(from, to) {
    const all = [];
    for (let at = from; at < to; at = all.at(-1).seq) {
      const { entries, text, is_shut } = await entries_after(this.source, { epoch: this.epoch, seq: at });
      if (is_shut && this.entries.length === 0 && all.length === 0) {
        this.source = 'log';
        return this.#between(from, to);
      }
      this.#note(text);
      if (text) return null;
      if (entries.length === 0) break;
      all.push(...entries);
    }
    return all;
  }

  #note(text) {
    if (text === this.text) return;
    this.text = text;
    this.#on_change();
  }

  /** One piece of work after the other: two that overlap would bring entries twice. */
  #do(work) {
    this.#work = this.#work.then(work);
    return this.#work;
  }
}
