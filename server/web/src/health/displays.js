// Words for the screens of the health view.
import { say, say_word } from '../text/say.js';

const signs = { shown: '● ', stale: '▲ ', silent: '✕ ' };

export const display_word = (state) => `${signs[state] ?? ''}${say_word('display', state)}`;

/** As its address names it (?screen=), else where it is. */
export const display_name = (display) => display.name || say('health.a_screen_at_address', { address: display.address });

/** "0.8 / 3.1 ms": the usual, and the slowest of a hundred. What the clocks cannot tell from zero is not below it. */
export function milliseconds_text(usual_us, slowest_us) {
  const text = (us) => {
    const ms = Math.max(0, us) / 1000;
    return ms < 10 ? ms.toFixed(1) : String(Math.round(ms));
  };
  return `${text(usual_us)} / ${text(slowest_us)} ms`;
}

/** Screens that somebody has named, and that do not follow: a sentence, or empty. Phones that look at a board have no name. */
export function displays_doubt(displays) {
  const ailing = displays.filter((display) => display.name && display.state !== 'shown');
  return ailing.map((display) => say('health.name_is_more', { name: display.name, more: display.state === 'silent' ? say('health.silent') : say('health.old') })).join(', ');
}
