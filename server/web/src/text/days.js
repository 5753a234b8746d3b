// The programme by day, for headings, and where the eye should begin.
import { day_text } from './time.js';

/** Races in the order of the programme, in runs of one day: [{day, races}]. */
export function days_of(races) {
  const days = [];
  for (const race of races) {
    const day = day_text(race.scheduled_us);
    if (days.at(-1)?.day !== day) days.push({ day, races: [] });
    days.at(-1).races.push(race);
  }
  return days;
}

/** The race to show when nobody chose one: the one that is on, else the newest that was rowed, else the first. */
export function first_shown(meet) {
  return meet?.current_race ?? meet?.previous_race ?? meet?.races[0]?.race ?? null;
}
