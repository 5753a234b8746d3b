// Who is entered, of the journal: the views name crews only where they have a lane.
import { end_of_journal, entries_after } from '../feed/journal.js';
import { no_contact } from '../feed/session.js';

/** Crews are entered before they row: what lies behind this many answers is races. */
const most_answers = 60;

/** The crews that entries say, each as it was entered last, in order of their numbers. */
export function crews_of(entries) {
  const crews = new Map();
  for (const { kind, data } of entries) if (kind === 'crew_entered') crews.set(data.crew, data);
  return [...crews.values()].sort((a, b) => a.crew - b.crew);
}

/** A number that no crew has yet. */
export const next_crew = (crews) => crews.reduce((most, { crew }) => Math.max(most, crew), 0) + 1;

/** The lane that two of these crews have, or null. */
export const same_lane = (lanes) => lanes.find(({ lane }, k) => lanes.findIndex((other) => other.lane === lane) !== k)?.lane ?? null;

/** {crews, text}: all of the meet; `text`: why they cannot be read. */
export async function crews_entered() {
  const end = await end_of_journal();
  if (!end) return { crews: [], text: no_contact() };
  const found = [];
  for (let answer = 0, seq = 0; answer < most_answers && seq < end.seq; answer += 1) {
    const { entries, text } = await entries_after('journal', { epoch: end.epoch, seq });
    if (text) return { crews: [], text };
    if (entries.length === 0) break;
    found.push(...entries);
    seq = entries.at(-1).seq;
  }
  return { crews: crews_of(found), text: '' };
}

/** In the order of their bow numbers, where each crew has one of its own; else as they are. */
export const by_bow = (crews) => (new Set(crews.map(({ bow }) => bow).filter(Boolean)).size === crews.length ? [...crews].sort((a, b) => a.bow - b.bow) : crews);

/** {crew: lane}: from lane 1 on, in the order of the list. */
export const lanes_in_order = (crews) => Object.fromEntries(crews.map(({ crew }, k) => [crew, k + 1]));
