// Times by hand that the server has not answered yet: each is kept on this device before it is sent, and until it is there. Its id goes with
// it, so that one which was sent again counts once. They are of the official who took them.
import { make_id } from '../feed/id.js';
import { keep, kept } from '../reader/kept.js';
import { say } from '../text/say.js';

/** Of a page that no probe has answered yet: a frame is here within a second of its leaving, or the link is useless. */
const unmeasured_us = 1_000_000;

/** This moment and the doubt of this page's clock, as `add_impulse` has them; the server adds the doubt of a hand. Null: the page knows no race time yet. */
export function instant_of(live) {
  const now = live.now_us();
  return now === null ? null : { at_us: Math.round(now), uncertainty_us: Math.ceil(live.error_us() ?? unmeasured_us) };
}

/** Answers of the page itself: nobody knows whether the order arrived. */
const unanswered = ['no_answer', 'not_sent'];
const most = 500;

export class KeptTimes {
  /** Oldest first: {id, command, data, title, reason, refusal}. */
  list = $state.raw([]);
  /** Whose they are; null before anybody has signed in. */
  owner = $state.raw(null);
  #desk;
  #on_the_way = new Set();

  constructor(desk) {
    this.#desk = desk;
  }

  /** Whose times these are, once that is known: brings back what this device keeps of them. */
  of(person) {
    if (this.owner === person) return;
    this.owner = person;
    this.list = read(place_of(person));
  }

  /** Keeps a time and sends it, by the order that adds it. Answers as Connection.command does; what nobody answered stays here. */
  async give(command, data, title, reason) {
    const time = { id: make_id(), command, data, title, reason, refusal: '' };
    this.#set([...this.list, time].slice(-most));
    const outcome = await this.#send(time);
    if (!outcome.accepted && !unanswered.includes(outcome.code)) this.put_away(time.id);
    return outcome;
  }

  /** With the link back: all that no answer came for, oldest first. */
  async send_all() {
    for (const time of this.list.filter((one) => one.refusal === '')) {
      if (this.#on_the_way.has(time.id) || !this.list.includes(time)) continue;
      const outcome = await this.#send(time);
      if (!outcome.accepted && !unanswered.includes(outcome.code)) this.#set(this.list.map((one) => (one.id === time.id ? { ...one, refusal: outcome.text } : one)));
    }
  }

  put_away(id) {
    this.#set(this.list.filter((one) => one.id !== id));
  }

  async #send(time) {
    this.#on_the_way.add(time.id);
    const outcome = await this.#desk.live.command(time.command ?? 'add_impulse', time.data, time.reason, time.id);
    this.#on_the_way.delete(time.id);
    if (outcome.accepted) {
      this.put_away(time.id);
      this.#desk.note(say('console.title_is_added_marked_as_taken', { title: time.title }));
    }
    return outcome;
  }

  #set(list) {
    this.list = list;
    if (this.owner !== null) keep(place_of(this.owner), list.length > 0 ? JSON.stringify(list) : null);
  }
}

const place_of = (person) => `hand_times ${person}`;

function read(place) {
  try {
    const list = JSON.parse(kept(place) ?? '[]');
    return Array.isArray(list) ? list.filter((one) => typeof one?.id === 'string' && typeof one.data === 'object').slice(-most) : [];
  } catch {
    return [];
  }
}
