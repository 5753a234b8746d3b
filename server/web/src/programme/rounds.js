// Races of an event by round, in the order in which the server names them.
import { say } from '../text/say.js';

/** [{group, title, races}]: finals stand together, best first. */
export function rounds_of(races) {
  const rounds = [];
  for (const race of races) {
    const is_final = /^F/.test(race.phase);
    const group = is_final ? 'F' : race.group;
    const known = rounds.find((round) => round.group === group);
    if (known) known.races.push(race);
    else rounds.push({ group, title: title_of(race.phase), races: [race] });
  }
  return rounds;
}

/** "H1" -> "Heats", "SA/B1" -> "Semifinals A/B", "FA" -> "Finals"; a phase of another programme as it came. */
function title_of(phase) {
  const code = /^(QF|SF|[HRQSFP])[ -]?([A-H](?:\/[A-H])?)?(\d{1,2})?$/.exec(phase);
  if (!code) return phase;
  const kind = code[1][0];
  return [say(`rounds.${kind}`), kind === 'F' ? '' : code[2]].filter(Boolean).join(' ');
}
