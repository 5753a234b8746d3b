// What the schedule lets be done with races: which of them have a time that can move, and how two change places.
import { say } from '../text/say.js';
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
    ...(has_time ? [['delay_from', say('programme.delay')], ['order_races', say('programme.swap')]] : []), ...(is_to_come(race) ? [['reschedule_race', say('programme.new_time')]] : []),
    ...(has_time ? [['postpone_race', say('programme.postpone')]] : []), ...(has_time || race.state === 'postponed' ? [['cancel_race', say('programme.cancel')]] : []),
  ];
}

/** The two change places: whoever was later is rowed first. */
export const in_new_order = (one, other) => (other.scheduled_us < one.scheduled_us ? [one.race, other.race] : [other.race, one.race]);

/** "race 15, LW2x Semifinal A/B 2, 14:05"; with its day where that is another than the day of `beside`. */
export function race_text(race, beside) {
  const day = date_text(race.scheduled_us) === date_text(beside.scheduled_us) ? '' : `${day_text(race.scheduled_us)} `;
  return say('programme.race_race_event_phase_day_clock', { race: race.race, event: race.event, phase: phase_word(race.phase), day, clock: clock_text(race.scheduled_us) });
}
