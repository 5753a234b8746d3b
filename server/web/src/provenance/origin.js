// Where a shown time comes from, found in the journal's entries. Nothing is judged here: an impulse is named only where the interval from
// the start signal to it is the shown time to the microsecond, in integers, as the server reckons it (core/stamp.hpp). Pure.

const is_same_race = (race) => ({ data }) => data.race === race;

/** Nanoseconds from one stamp to another: by ticks where one clock gave both, else by the venue's timeline. */
export function interval_ns(from, to) {
  return from.clock === to.clock ? BigInt(to.ticks_ns) - BigInt(from.ticks_ns) : BigInt(to.at_ns) - BigInt(from.at_ns);
}
const to_us = (ns) => Number(ns / 1000n);

/** What was said of each impulse by a person: seq -> {voided: entry, assigned: entry}, each if there is one. */
function remarks_of(entries) {
  const remarks = new Map();
  const note = (impulse, more) => remarks.set(impulse, { ...remarks.get(impulse), ...more });
  for (const entry of entries) {
    if (entry.kind === 'impulse_voided') note(entry.data.impulse, { voided: entry });
    if (entry.kind === 'impulse_restored') note(entry.data.impulse, { voided: null });
    if (entry.kind === 'impulse_assigned') note(entry.data.impulse, { assigned: entry });
  }
  return remarks;
}

/** Every stamp that may stand at this point for this lane: {entry, stamp, source, device, channel, lane, assigned, corrected}. */
function stamps_at(entries, remarks, { race, point, lane }) {
  const found = [];
  for (const entry of entries) {
    const { kind, data } = entry;
    if (kind === 'impulse_seen') {
      const { voided, assigned } = remarks.get(entry.seq) ?? {};
      const here = assigned ? assigned.data : data.impulse;
      const is_elsewhere = assigned && assigned.data.race !== race;
      if (voided || is_elsewhere || here.point !== point || (here.lane !== null && here.lane !== lane)) continue;
      const { stamp, source, device, channel, by_hand } = data.impulse;
      found.push({ entry, stamp, source, device, channel, by_hand, lane: here.lane, assigned });
    }
    if (kind === 'replacement_accepted' && data.race === race && data.point === point && (data.lane === null || data.lane === lane)) found.push({ entry, stamp: data.stamp, source: data.source, device: '', channel: '', lane: data.lane, corrected: data });
  }
  const withdrawn = new Set(entries.filter(({ kind }) => kind === 'replacement_withdrawn').map(({ data }) => data.replacement));
  return found.filter(({ entry }) => !withdrawn.has(entry.seq));
}

/** The newest reading of the picture that has a time of the lane: {entry, row}. */
function reading_of(entries, race, lane) {
  for (const entry of [...entries].reverse()) {
    if (entry.kind !== 'photo_read' || entry.data.race !== race || entry.data.kept) continue;
    const row = entry.data.rows.find((one) => one.lane === lane);
    if (row) return row.time_ns === null ? null : { entry, row };
  }
  return null;
}

/**
 * What the entries say of a run of a race: from its arming on, and how it was armed; of a race that was never armed (run 0), as one of which
 * only a result file came, from its place in the programme on. Nothing where the beginning is not among them.
 */
export function run_of(entries, race, run) {
  const begins = run === 0 ? ({ kind, data }) => kind === 'race_scheduled' && data.race === race : ({ kind, data }) => kind === 'race_armed' && data.race === race && data.run === run;
  const first = entries.filter(begins).pop();
  return first ? { armed: run === 0 ? null : first, entries: entries.slice(entries.indexOf(first)) } : null;
}

/** A system that saw the crew saw it as near as this; a person's thumb too. */
const near_us = 2_000_000;

/** What other systems made of it, as far as they name the lane: {end, less_us}, each stamp once. */
function others_of(spans, { lane, time_us }, but) {
  const near = spans.filter(({ end, us }) => end.entry.seq !== but && end.lane === lane && Math.abs(us - time_us) < near_us);
  return near.filter(({ end }, k) => near.findIndex((one) => one.end.entry.seq === end.entry.seq) === k).map(({ end, us }) => ({ end, less_us: us - time_us }));
}

/** Where all start together a signal is not of this race once another one was armed, unless a person says so: the race on the water has been started. */
function starts_of(entries, remarks, { race, lane }) {
  const [first, ...rest] = entries;
  const is_taken_back = ({ seq, data }) => entries.some((one) => one.kind === 'arm_withdrawn' && one.seq > seq && one.data.race === data.race && one.data.run === data.run);
  const next = first?.data.rules?.start?.kind === 'individual' ? undefined : rest.find((one) => one.kind === 'race_armed' && !is_taken_back(one));
  return stamps_at(entries, remarks, { race, point: 'start_signal', lane }).filter(({ entry, assigned, corrected }) => !next || assigned || corrected || entry.seq < next.seq);
}

/**
 * `entries`: from the arming on. `wish`: {race, lane, point: "finish" | "split 500", time_us, within_us, source}. `time_us` as measured,
 * without penalties; off by less than `within_us`, which is 1 where it is told exactly; `source` empty: not told. Answers {how, start,
 * end, reading, others}: `how` is "impulses", "photo" or "unknown".
 */
export function origin_of(entries, wish) {
  const { race, lane, point, time_us, within_us, source } = wish;
  const remarks = remarks_of(entries);
  const starts = starts_of(entries, remarks, wish);
  const ends = stamps_at(entries, remarks, { race, point, lane });
  // A start that the lane has alone counts before one of all, and one clock for both before two.
  const rank = ({ start, end }) => (start.lane === lane ? 0 : 2) + (start.stamp.clock === end.stamp.clock ? 0 : 1);
  const spans = ends.flatMap((end) => starts.map((start) => ({ start, end, us: to_us(interval_ns(start.stamp, end.stamp)) }))).sort((a, b) => rank(a) - rank(b));
  const is_it = (us) => Math.abs(us - time_us) < within_us;
  const reading = point === 'finish' && (source === 'photo' || source === '') ? reading_of(entries, race, lane) : null;
  if (reading && is_it(to_us(BigInt(reading.row.time_ns)))) return { how: 'photo', start: null, end: null, reading, others: others_of(spans, wish, null) };
  const exact = spans.find(({ end, us }) => is_it(us) && (source === '' || end.source === source));
  if (exact) return { how: 'impulses', start: exact.start, end: exact.end, reading: null, others: others_of(spans, wish, exact.end.entry.seq) };
  return { how: 'unknown', start: null, end: null, reading: null, others: [] };
}

/** What people decided of the lane and of the result, in the order of the journal, and who made it official. */
export function decisions_on(entries, race, lane) {
  const of_lane = ['penalty_set', 'penalty_given', 'status_set', 'card_shown', 'card_withdrawn', 'objection_raised', 'objection_resolved', 'pad_marked', 'leave_given'];
  const of_result = ['result_published', 'result_withdrawn', 'result_confirmed', 'result_reopened', 'change_proposed', 'proposal_withdrawn', 'lots_drawn'];
  const here = entries.filter(is_same_race(race));
  const is_named = ({ kind, data }) => (kind === 'false_start_decided' ? data.responsible.includes(lane) : of_lane.includes(kind) && (data.lane === lane || data.lane === null || data.barred?.lane === lane));
  return { lane: here.filter(is_named), result: here.filter(({ kind }) => of_result.includes(kind)) };
}
