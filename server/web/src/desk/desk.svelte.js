// An official's desk: who sits at it, the orders it gives, and what became of them. One a page, handed down by context.
import { getContext, setContext } from 'svelte';
import { who_am_i } from '../feed/session.js';
import { say } from '../text/say.js';

const key = Symbol('desk');
const note_ms = 6_000;

export class Desk {
  live;
  me = $state.raw(null);
  /** Notes for the official: {id, text, is_bad, undo?}; newest last. */
  notes = $state.raw([]);
  /** An order that the server wants a reason for, or consent to what it changes: {text, title, wants_reason, settle}. Shown as a dialog. */
  asking = $state.raw(null);
  #next_note = 1;
  #on_the_way = new Map();

  constructor(live) {
    this.live = live;
    this.#greet();
  }

  /**
   * Gives an order and says what became of it. Where the server asks for a reason, or tells what the order would change in rounds that stand
   * already, the desk asks the official and repeats. The same order again before the first is answered, as a double click makes it, is the first.
   * @param {{title: string, reason?: string, done?: string, undo?: () => void, is_quiet?: boolean}} how title: the order in words;
   *   done: a note on success; is_quiet: the caller shows a refusal itself
   * @returns {Promise<{accepted: boolean, code?: string, text?: string}>}
   */
  give(command, data, how) {
    const order = JSON.stringify([command, data]);
    if (!this.#on_the_way.has(order)) this.#on_the_way.set(order, this.#give(command, data, how).finally(() => this.#on_the_way.delete(order)));
    return this.#on_the_way.get(order);
  }

  async #give(command, data, { title, reason = '', done = '', undo = undefined, is_quiet = false }) {
    let outcome = await this.live.command(command, data, reason);
    if (!outcome.accepted && outcome.code === 'needs_reason' && !is_quiet) {
      const given = await this.#ask({ title, text: outcome.text, wants_reason: true });
      if (given === null) return { accepted: false, code: 'given_up', text: '' };
      reason = given;
      outcome = await this.live.command(command, data, reason);
    }
    if (!outcome.accepted && outcome.code === 'needs_consent') {
      if ((await this.#ask({ title: say('desk.accept_the_changes'), text: outcome.text, wants_reason: false })) === null) return { accepted: false, code: 'given_up', text: '' };
      outcome = await this.live.command(command, { ...data, accept_changes: true }, reason);
    }
    if (outcome.accepted && done) this.note(done, { undo });
    if (!outcome.accepted && !is_quiet) this.note(outcome.text, { is_bad: true });
    return outcome;
  }

  /** Shows a sentence; a bad one stays until it is put away. */
  note(text, { is_bad = false, undo = undefined } = {}) {
    const id = this.#next_note++;
    this.notes = [...this.notes.slice(-3), { id, text, is_bad, undo }];
    if (!is_bad) setTimeout(() => this.put_away(id), note_ms);
  }

  put_away(id) {
    this.notes = this.notes.filter((note) => note.id !== id);
  }

  #ask(what) {
    return new Promise((settle) => {
      this.asking = {
        ...what,
        settle: (reason) => {
          this.asking = null;
          settle(reason);
        },
      };
    });
  }

  async #greet() {
    this.me = await who_am_i();
    if (this.me === null && this.live.status.link !== 'lost') go_to_sign_in();
  }
}

/** Leaves for the sign-in page, which comes back here. */
export function go_to_sign_in() {
  const here = location.pathname.split('/').pop() + location.search;
  location.replace(`sign-in.html?next=${encodeURIComponent(here || 'console.html')}`);
}

export const open_desk = (live) => setContext(key, new Desk(live));
export const use_desk = () => getContext(key);
