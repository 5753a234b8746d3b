// Races of an event by round, in the order in which the server names them.
import { phase_word } from '../text/words.js';

/** [{group, title, races}]: finals stand together, best first. */
export function rounds_of(races) {
  const rounds = [];
  for (const race of races) {
    const is_final = /^F/.test(race.phase);
    const group = is_final ? 'F' : race.group;
    const known = rounds.find((round) => round.group === group);
    if (known) known.races.push(race);
    else rounds.push({ group, title: is_final ? 'Finals' : plural(phase_word(race.phase)), races: [race] });
  }
  return rounds;
}

/** "Heat 1" -> "Heats", "Semifinal A/B 1" -> "Semifinals A/B". */
function plural(phase) {
  const [word, ...rest] = phase.replace(/ \d+$/, '').split(' ');
  return [`${word}s`, ...rest].join(' ');
}
