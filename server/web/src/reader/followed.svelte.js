// The crews that a reader follows, by meet; on this device alone, nobody else is told.
import { keep, kept } from './kept.js';

const key = 'followed';
const most = 50;

/** {meet: [crew numbers]} of a kept text; whatever else it holds is dropped. */
export function parse_followed(text) {
  try {
    const entries = Object.entries(JSON.parse(text) ?? {}).filter(([, crews]) => Array.isArray(crews));
    return Object.fromEntries(entries.map(([meet, crews]) => [meet, crews.filter((crew) => Number.isInteger(crew) && crew > 0).slice(-most)]));
  } catch {
    return {};
  }
}

export class Followed {
  #by_meet = $state.raw(parse_followed(kept(key)));

  /** The crews followed in a meet, by its name. Reactive. */
  of(meet) {
    return this.#by_meet[meet] ?? [];
  }

  has(meet, crew) {
    return this.of(meet).includes(crew);
  }

  /** Follows, or follows no longer. Beyond fifty the oldest is let go. */
  turn(meet, crew) {
    const others = this.of(meet).filter((one) => one !== crew);
    const crews = this.has(meet, crew) ? others : [...others, crew].slice(-most);
    this.#by_meet = { ...this.#by_meet, [meet]: crews };
    keep(key, JSON.stringify(this.#by_meet));
  }
}
