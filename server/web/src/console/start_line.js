// What the start line says of itself, in words; pure.
import { say } from '../text/say.js';
import { link_word } from '../text/words.js';
import { spans_text } from './warnings.js';

const gates = { up: () => say('console.gates_up'), open: () => say('console.gates_open'), down: () => say('console.gates_down') };
const bows = { there: () => say('console.bows_there'), away: () => say('console.bows_away') };

/** "up 1–5 · open 6": the lanes by what their sensor tells, in the order of `words`. */
function by_lane(lanes, key, words) {
  const parts = Object.entries(words).map(([state, word]) => [word, lanes.filter((one) => one[key] === state).map(({ lane }) => lane)]);
  return parts.filter(([, of]) => of.length > 0).map(([word, of]) => `${word()} ${spans_text(of)}`).join(' · ');
}

/** [{name, text, is_wrong}] of the device that gives the start, the light, the gates and the bows. What no sensor tells is said too. `health`: null until it came. */
export function facts_of(line, health) {
  const lanes = line?.lanes ?? [];
  const givers = (health?.devices ?? []).filter((device) => device.gives_start);
  const red = { lit: say('console.lit'), dark: say('console.dark') }[line?.red];
  const untold = say('console.no_sensor_tells');
  return [
    ...(health ? [{ name: say('console.start_device'), text: givers.map(({ name, state }) => `${name}: ${link_word(state)}`).join(' · ') || say('console.none_by_hand'), is_wrong: givers.some(({ state }) => ['lost', 'silent'].includes(state)) }] : []),
    { name: say('console.red_light'), text: red ?? untold, is_wrong: false },
    { name: say('console.gates'), text: by_lane(lanes, 'gate', gates) || untold, is_wrong: lanes.some(({ gate }) => gate === 'open' || gate === 'down') },
    { name: say('console.bows_at_the_gate'), text: by_lane(lanes, 'bow', bows) || untold, is_wrong: false },
  ];
}
