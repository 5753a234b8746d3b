// The orders that open a meet, of what a person filled in; pure.

/** Phases of an event: "H1 H2 FA" or "H1, H2, FA". */
export const phases_of = (text) => text.split(/[\s,;]+/).filter(Boolean);

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
    { command: 'open_meet', data: { name: meet.name.trim(), venue: meet.venue.trim(), course_m: Number(meet.course_m) }, says: 'the meet' },
    ...meet.events.map((event) => ({ command: 'declare_event', data: { code: event.code.trim(), title: event.title.trim() || event.code.trim() }, says: `event ${event.code.trim()}` })),
    ...races_of(meet).map((race) => ({ command: 'schedule_race', data: { race }, says: `race ${race.race}` })),
  ];
}

/** What is missing, in words; empty where the meet can be opened. */
export function meet_problems(meet) {
  const problems = [];
  if (meet.name.trim() === '') problems.push('Give the meet a name.');
  if (!(Number(meet.course_m) > 0)) problems.push('How long is the course, in metres?');
  if (meet.first_us === null) problems.push('When is the first race?');
  if (!(meet.minutes_between >= 1)) problems.push('How many minutes lie between two races?');
  if (!meet.rules) problems.push('Choose the rules.');
  meet.events.forEach((event, k) => {
    if (event.code.trim() === '') problems.push(`Event ${k + 1} has no code, such as M1x.`);
    if (phases_of(event.phases).length === 0) problems.push(`Event ${event.code || k + 1} has no races. Write FA for one final, or H1 H2 FA.`);
    if (!(Number(event.distance_m) > 0)) problems.push(`Event ${event.code || k + 1}: how long is it?`);
  });
  if (new Set(meet.events.map((event) => event.code.trim())).size < meet.events.length) problems.push('Two events have one code.');
  return problems;
}
