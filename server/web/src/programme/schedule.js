// What the schedule lets be done with races: which of them have a time that can move, and how two change places.
import { clock_text, day_text } from '../text/time.js';
import { phase_word } from '../text/words.js';
import { date_text } from './instant.js';

const movable = ['scheduled', 'called', 'recalled'];
const off = ['postponed', 'cancelled'];

/** It has a time in the programme and has not begun. */
export const has_time_to_come = (race) => movable.includes(race.state);
export const is_to_come = (race) => has_time_to_come(race) || off.includes(race.state);

/** Orders that a race takes, each with its name. */
export function ways_of(race) {
  const has_time = has_time_to_come(race);
  return [
    ...(has_time ? [['delay_from', 'Delay'], ['order_races', 'Swap']] : []), ...(is_to_come(race) ? [['reschedule_race', 'New time']] : []),
    ...(has_time ? [['postpone_race', 'Postpone']] : []), ...(has_time || race.state === 'postponed' ? [['cancel_race', 'Cancel']] : []),
  ];
}

/** The two change places: whoever was later is rowed first. */
export const in_new_order = (one, other) => (other.scheduled_us < one.scheduled_us ? [one.race, other.race] : [other.race, one.race]);

/** "race 15, LW2x Semifinal A/B 2, 14:05"; with its day where that is another than the day of `beside`. */
export function race_text(race, beside) {
  const day = date_text(race.scheduled_us) === date_text(beside.scheduled_us) ? '' : `${day_text(race.scheduled_us)} `;
  return `race ${race.race}, ${race.event} ${phase_word(race.phase)}, ${day}${clock_text(race.scheduled_us)}`;
}
