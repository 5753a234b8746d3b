// An official's desk: who sits at it, the orders it gives, and what became of them. One a page, handed down by context.
import { getContext, setContext } from 'svelte';
import { make_id } from '../feed/id.js';
import { shelf_life_ms } from '../feed/pending_orders.js';
import { call, prove_oneself, who_am_i } from '../feed/session.js';
import { say } from '../text/say.js';
import { notes_with } from './notes_kept.js';
import { is_reason_public } from './public_reason.js';
import { Standing } from './standing.svelte.js';

const key = Symbol('desk');
const note_ms = 6_000;
/** One that says what was not done: long enough to be read by who looked at the water, and not for ever over the lanes. */
const bad_note_ms = 45_000;
/** A note that something can be undone with: long enough to see the mistake, and to reach it. */
const undo_note_ms = 15_000;
const look_every_ms = 60_000;
/** An order to the start line is pressed anew after the password: it would come late. */
const may_wait_ms = 30_000;

export class Desk {
  live;
  me = $state.raw(null);
  /** Notes for the official: {id, text, is_bad, undo?, standing?}; newest last. */
  notes = $state.raw([]);
  /** An order that the server wants a reason for, or consent to what it changes: {text, title, wants_reason, is_public, settle}. Shown as a dialog. */
  asking = $state.raw(null);
  /** The server wants the password of who sits here once more: {settle}. Shown as a dialog. */
  proving = $state.raw(null);
  #proof = null;
  #next_note = 1;
  #on_the_way = new Map();

  constructor(live) {
    this.live = live;
    this.#greet();
    setInterval(() => this.#look_at_me(), look_every_ms);
  }

  /**
   * Gives an order and says what became of it. Where the server asks for a reason, or tells what the order would change in rounds that stand
   * already, the desk asks the official and repeats. The same order again before the first is answered, as a double click makes it, is the first.
   * @param {{title: string, reason?: string, done?: string, undo?: () => void, reads?: () => any, only?: any, is_quiet?: boolean}} how title: the order in words;
   *   done: a note on success; reads, only: what it changes, as the live views have it (standing.svelte.js); is_quiet: the caller shows a refusal itself
   * @returns {Promise<{accepted: boolean, code?: string, text?: string}>}
   */
  give(command, data, how) {
    const order = JSON.stringify([command, data]);
    if (!this.#on_the_way.has(order)) this.#on_the_way.set(order, this.#give(command, data, how).finally(() => this.#on_the_way.delete(order)));
    return this.#on_the_way.get(order);
  }

  async #give(command, data, { title, reason = '', done = '', undo = undefined, reads = undefined, only = undefined, is_quiet = false }) {
    const id = make_id();
    const standing = undo && reads ? new Standing(reads, only) : undefined;
    let outcome = await this.live.command(command, data, reason, id);
    if (outcome.code === 'not_signed_in' && (await this.prove())) {
      if (shelf_life_ms(command) >= may_wait_ms) outcome = await this.live.command(command, data, reason, id);
      else outcome = { ...outcome, text: say('desk.that_was_not_done_while_the') };
    }
    if (!outcome.accepted && outcome.code === 'needs_reason' && !is_quiet) {
      const given = await this.#ask({ title, text: outcome.text, wants_reason: true, is_public: is_reason_public(command, data) });
      if (given === null) return { accepted: false, code: 'given_up', text: '' };
      reason = given;
      outcome = await this.live.command(command, data, reason);
    }
    if (!outcome.accepted && outcome.code === 'needs_consent') {
      if ((await this.#ask({ title: say('desk.accept_the_changes'), text: outcome.text, wants_reason: false })) === null) return { accepted: false, code: 'given_up', text: '' };
      outcome = await this.live.command(command, { ...data, accept_changes: true }, reason);
    }
    if (outcome.accepted && done) this.note(done, { undo, standing });
    if (!outcome.accepted && !is_quiet) this.note(outcome.text, { is_bad: true });
    return outcome;
  }

  /** Like call(), and where the server wants the password first, the desk asks the official and repeats. */
  async call(...request) {
    const answer = await call(...request);
    return answer.status === 401 && this.me && (await this.prove()) ? call(...request) : answer;
  }

  /** Asks for the password, once for all who wait for it. Whether it was right; what was typed elsewhere stays meanwhile. */
  prove() {
    this.#proof ??= new Promise((settle) => {
      const settle_with = async (password) => {
        const outcome = password === null ? { ok: true } : await prove_oneself(this.me?.name ?? '', password);
        if (!outcome.ok) return outcome.text;
        this.proving = this.#proof = null;
        settle(password !== null);
        if (password !== null) this.#look_at_me();
        return '';
      };
      this.proving = { settle: settle_with };
    });
    return this.#proof;
  }

  /** Shows a sentence for a while. */
  note(text, { is_bad = false, undo = undefined, standing = undefined } = {}) {
    const id = this.#next_note++;
    this.notes = notes_with(this.notes, { id, text, is_bad, undo, standing });
    setTimeout(() => this.put_away(id), is_bad ? bad_note_ms : undo ? undo_note_ms : note_ms);
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

  /** No contact changes nothing. */
  async #look_at_me() {
    this.me = (await who_am_i()) ?? this.me;
  }

  async #greet() {
    this.me = await who_am_i();
    if (this.me === null && this.live.status.link !== 'lost') go_to_sign_in();
  }
}

/** Leaves for the sign-in page, which comes back here. */
export function go_to_sign_in(more = '') {
  const here = location.pathname.split('/').pop() + location.search;
  location.replace(`sign-in.html?next=${encodeURIComponent(here || 'console.html')}${more}`);
}

export const open_desk = (live) => setContext(key, new Desk(live));
export const use_desk = () => getContext(key);
