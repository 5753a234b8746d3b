// What the list of crossings needs to know; pure.

/** Crossings that nobody has named yet, oldest first: a digit names the first of them. */
export function unnamed_of(impulses) {
  return impulses.filter((impulse) => impulse.use === 'unnamed').sort((a, b) => a.at_us - b.at_us);
}

/** The rest, newest first. */
export function others_of(impulses) {
  return impulses.filter((impulse) => impulse.use !== 'unnamed').sort((a, b) => b.at_us - a.at_us);
}

/** The crossing that a lane's finish is from, or nothing. */
export function finish_of(impulses, lane) {
  return impulses.find((impulse) => impulse.point === 'finish' && impulse.use === 'used' && impulse.lane === lane);
}

/** Whose a crossing is, where, and whether it is void, to be compared; undefined: it is not in the list. */
export function standing_of(impulses, id) {
  const one = impulses?.find((impulse) => impulse.id === id);
  return one && JSON.stringify([one.point, one.lane, one.use === 'voided']);
}

/** Lanes that already have a crossing that counts at this point. */
export function lanes_seen_at(impulses, point) {
  return new Set(impulses.filter((impulse) => impulse.point === point && impulse.use === 'used' && impulse.lane !== null).map((impulse) => impulse.lane));
}

/** Points that a crossing can be moved to: the race's splits as its impulses and distance tell, and the finish. */
export function points_of(impulses, distance_m) {
  const metres = new Set([500, 1000, 1500].filter((metre) => metre < distance_m));
  for (const { point } of impulses) {
    const split = /^split (\d+)$/.exec(point);
    if (split) metres.add(Number(split[1]));
  }
  return [...[...metres].sort((a, b) => a - b).map((metre) => `split ${metre}`), 'finish', 'start_signal'];
}

/** Points where pads are: the splits of the race, and the finish. */
export function pads_of(results) {
  const splits = results?.rows[0]?.splits ?? [];
  return [...splits.map((split) => split.metres).filter((metres) => metres !== results.header.distance_m).map((metres) => `split ${metres}`), 'finish'];
}

/** Points that the timeline can show: where the race has splits or crossings, along the course, and the finish. */
export function points_of_timeline(impulses, results) {
  const crossed = impulses.map(({ point }) => point).filter((point) => /^split \d+$/.test(point));
  const metres = [...pads_of(results), ...crossed].filter((point) => point !== 'finish').map((point) => Number(point.slice('split '.length)));
  return [...[...new Set(metres)].sort((a, b) => a - b).map((metre) => `split ${metre}`), 'finish'];
}
