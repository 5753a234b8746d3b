// The orders that open a meet, of what a person filled in; pure.
import { say } from '../text/say.js';

/** Phases of an event: "H1 H2 FA" or "H1, H2, FA". */
export const phases_of = (text) => text.split(/[\s,;]+/).filter(Boolean);

/** "2026-07-24" of an instant, in the zone of this device. */
export const day_of = (at) => [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** [[sport, rule sets]]: rowing first, in each sport the set that has its name first, the others by title. */
export function by_sport(rule_sets) {
  const sports = [...new Set(rule_sets.map(({ sport }) => sport))].sort((a, b) => (b === 'rowing') - (a === 'rowing') || a.localeCompare(b));
  const of = (sport) => rule_sets.filter((set) => set.sport === sport).sort((a, b) => (b.id === sport) - (a.id === sport) || a.title.localeCompare(b.title));
  return sports.map((sport) => [sport, of(sport)]);
}

/** Microseconds of a date and a time in the zone of this device, or null. */
export function instant_us(date, time) {
  const at = new Date(`${date}T${time}`);
  return date && time && Number.isFinite(at.getTime()) ? at.getTime() * 1000 : null;
}

/** Its rounds: phases that begin alike are one. "H1 H2 FA FB" -> [["H1", "H2"], ["FA", "FB"]]. */
function rounds_of(text) {
  const rounds = new Map();
  for (const phase of phases_of(text)) rounds.set(phase[0], [...(rounds.get(phase[0]) ?? []), phase]);
  return [...rounds.values()];
}

/** The races in their order: the first round of each event, then the second ones. A camera knows them as event-round-heat. */
export function races_of({ events, first_us, minutes_between, rules }) {
  const of_events = events.map((event) => rounds_of(event.phases));
  const races = [];
  for (let round = 0; round < Math.max(0, ...of_events.map((rounds) => rounds.length)); round += 1) {
    events.forEach((event, e) => (of_events[e][round] ?? []).forEach((phase, heat) => {
      const k = races.length;
      races.push({
        race: k + 1, event: event.code.trim(), phase, title: '', scheduled_at_us: first_us + k * minutes_between * 60_000_000, distance_m: Number(event.distance_m), rules,
        photo_key: `${e + 1}-${round + 1}-${heat + 1}`,
      });
    }));
  }
  return races;
}

/** [{command, data, says}], to be given one after the other. */
export function meet_orders(meet) {
  return [
    { command: 'open_meet', data: { name: meet.name.trim(), venue: meet.venue.trim(), course_m: Number(meet.course_m) }, says: say('setup.the_meet_2') },
    ...meet.events.map((event) => ({ command: 'declare_event', data: { code: event.code.trim(), title: event.title.trim() || event.code.trim() }, says: say('setup.event_code', { code: event.code.trim() }) })),
    ...races_of(meet).map((race) => ({ command: 'schedule_race', data: { race }, says: say('desk.race_race_3', { race: race.race }) })),
  ];
}

/** What is missing, in words; empty where the meet can be opened. */
export function meet_problems(meet) {
  const problems = [];
  if (meet.name.trim() === '') problems.push(say('setup.give_the_meet_a_name'));
  if (!(Number(meet.course_m) > 0)) problems.push(say('setup.how_long_is_the_course_in'));
  if (meet.first_us === null) problems.push(say('setup.when_is_the_first_race'));
  if (!(meet.minutes_between >= 1)) problems.push(say('setup.how_many_minutes_lie_between_two'));
  if (!meet.rules) problems.push(say('setup.choose_the_rules'));
  meet.events.forEach((event, k) => {
    if (event.code.trim() === '') problems.push(say('setup.event_k_has_no_code_such', { k: k + 1 }));
    if (phases_of(event.phases).length === 0) problems.push(say('setup.event_code_has_no_races_write', { code: event.code || k + 1 }));
    if (!(Number(event.distance_m) > 0)) problems.push(say('setup.event_code_how_long_is_it', { code: event.code || k + 1 }));
  });
  if (new Set(meet.events.map((event) => event.code.trim())).size < meet.events.length) problems.push(say('setup.two_events_have_one_code'));
  return problems;
}
