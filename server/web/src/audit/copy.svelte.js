// The journal as the audit page holds it: the newest entries at once, the older ones one step after the other, the new ones as they come.
import { JournalCopy } from '../feed/journal_copy.js';

/** Several days of racing; more are read when somebody asks for them. */
const most_unasked = 20_000;

export class Copy {
  entries = $state.raw([]);
  text = $state('');
  source = $state('journal');
  epoch = $state('');
  is_all_here = $state(false);
  #copy = new JournalCopy(() => this.#take());

  /** Begins, or goes on where it had to stop. */
  async open() {
    await this.#copy.open();
    do await this.#copy.older();
    while (!this.#copy.is_all_here && !this.#copy.text && this.entries.length < most_unasked);
  }

  /** `seq`: of the newest entry. */
  follow(seq) {
    return this.#copy.follow(seq);
  }

  older() {
    return this.#copy.older();
  }

  #take() {
    const { entries, text, source, epoch, is_all_here } = this.#copy;
    Object.assign(this, { entries, text, source, epoch, is_all_here });
  }
}
