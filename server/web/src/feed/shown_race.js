// Which race a page shows, and the topics that takes; pure.

/** The number in ?race=, or null. */
export function pinned_race(search = location.search) {
  const race = Number(new URLSearchParams(search).get('race'));
  return Number.isInteger(race) && race > 0 ? race : null;
}

/** {current, previous}: the race that is pinned, else the one that is on, and the one before it; null where there is none. */
export function choose_race(meet, pin) {
  const current = pin ?? meet?.current_race ?? null;
  const previous = meet?.previous_race ?? null;
  return { current, previous: previous === current ? null : previous };
}

/** Of the event that the race is of, where it has a table. */
export function progression_topic(meet, race) {
  const header = meet?.races.find((one) => one.race === race);
  return header && meet.progressions?.find((one) => one.event === header.event)?.topic;
}

export function topics_of({ current, previous }, names, previous_names = []) {
  const of_race = current === null ? [] : names.map((name) => `race/${current}/${name}`);
  const before = previous === null ? [] : previous_names.map((name) => `race/${previous}/${name}`);
  return [...of_race, ...before];
}
