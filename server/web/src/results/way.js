// How a race of an event sends its crews on, in words; of the language alone.
import { phase_word } from '../text/race_words.js';
import { say, say_word } from '../text/say.js';

/** "1-2->FA, q2->FA, rest->FB" as [{who: "1–2", to: "Final A"}, ...]. What this version does not know stays as it came. */
export function routes_of(text) {
  return text.split(', ').filter(Boolean).map((route) => {
    const [who, to = ''] = route.split('->');
    return { who: who_word(who), to: to === 'out' ? say('progression.out') : phase_word(to) };
  });
}

function who_word(who) {
  const times = /^q(\d+)(?: of (.+))?$/.exec(who);
  if (times) return say('progression.times', { n: times[1] }) + (times[2] ? ` (${times[2].replace('-', '–')})` : '');
  const lot = /^lot (\d+)$/.exec(who);
  if (lot) return `${say_word('seat', 'by_lot')}: ${lot[1]}`;
  return who === 'rest' || /^\d+\.\.$/.test(who) ? say('progression.others') : who.replace('-', '–');
}
