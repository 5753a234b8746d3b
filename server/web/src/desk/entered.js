// Who is entered, of the journal: the views name crews only where they have a lane.
import { end_of_journal, entries_after } from '../feed/journal.js';
import { no_contact } from '../feed/session.js';

/** Crews are entered before they row: what lies behind this many answers is races. */
const most_answers = 60;

/** The crews that entries say, each as it was entered last, in order of their numbers; `scratched`: it has left its event. */
export function crews_of(entries) {
  const crews = new Map();
  const scratched = new Set();
  for (const { kind, data } of entries) {
    if (kind === 'crew_entered') crews.set(data.crew, data);
    if (kind === 'crew_scratched') scratched[data.scratched ? 'add' : 'delete'](data.crew);
  }
  return [...crews.values()].map((crew) => (scratched.has(crew.crew) ? { ...crew, scratched: true } : crew)).sort((a, b) => a.crew - b.crew);
}

/** The races that entries say: {race, event, phase, crews}, `crews` those in its lanes. One that is cancelled is none, until a new time brings it back. */
export function races_of(entries) {
  const races = new Map();
  const more = (race, what) => races.set(race, { crews: [], ...races.get(race), race, ...what });
  for (const { kind, data } of entries) {
    if (kind === 'race_scheduled') more(data.race, { event: data.event, phase: data.phase, is_cancelled: false });
    if (kind === 'race_rescheduled') more(data.race, { is_cancelled: false });
    if (kind === 'race_cancelled') more(data.race, { is_cancelled: true });
    if (kind === 'lanes_drawn') more(data.race, { crews: data.lanes.map(({ crew }) => crew) });
  }
  return [...races.values()].filter((one) => !one.is_cancelled);
}

/** The round of a phase: "H" of "H3", "F" of "FB"; what is no usual short name, without its number. */
const round_of = (phase) => /^(QF|SF|[HRQSFP])[ -]?(?:[A-H](?:\/[A-H])?)?\d{0,2}$/.exec(phase ?? '')?.[1] ?? (phase ?? '').replace(/\s*\d+$/, '');

/** The other races of the same event and round as this header's. */
export const beside = (races, { race, event, phase }) => races.filter((one) => one.race !== race && one.event === event && round_of(one.phase) === round_of(phase));

/** Who may still get a lane in it, or has one (`here`): not who left the event, nor who rows in another race of the same round. */
export function to_draw(crews, others, here) {
  const elsewhere = new Set(others.flatMap((one) => one.crews));
  return crews.filter(({ crew, scratched }) => here.has(crew) || (!scratched && !elsewhere.has(crew)));
}

/** People in one field, "Kim Ada, Bo Li" or one a line; bow to stroke, then the cox. */
export const people_in = (text) => text.split(/[,;/\n]/).map((name) => name.trim()).filter(Boolean);

/** A crew with what was typed for it, as `enter_crew` takes it: what the fields do not ask about stays as it was. `bow`: digits, or empty. Without a name
 *  a boat of one is called by who sits in it, others by their short name. */
export function crew_with({ scratched: _, bow: __, coxed: ___, ...crew }, { code, name, club, bow, people, coxed = false }) {
  const members = people_in(people);
  const alone = members.length === 1 ? members[0] : '';
  const typed = { code: code.trim(), name: name.trim() || alone || code.trim(), club: club.trim(), members };
  return { ...crew, ...typed, ...(Number(bow) > 0 ? { bow: Number(bow) } : {}), ...(coxed ? { coxed } : {}) };
}

/** A number that no crew has yet. */
export const next_crew = (crews) => crews.reduce((most, { crew }) => Math.max(most, crew), 0) + 1;

/** The lane that two of these crews have, or null. */
export const same_lane = (lanes) => lanes.find(({ lane }, k) => lanes.findIndex((other) => other.lane === lane) !== k)?.lane ?? null;

/** {crews, races, text}: all of the meet; `text`: why they cannot be read. */
export async function crews_entered() {
  const end = await end_of_journal();
  if (!end) return { crews: [], races: [], text: no_contact() };
  const found = [];
  for (let answer = 0, seq = 0; answer < most_answers && seq < end.seq; answer += 1) {
    const { entries, text } = await entries_after('journal', { epoch: end.epoch, seq });
    if (text) return { crews: [], races: [], text };
    if (entries.length === 0) break;
    found.push(...entries);
    seq = entries.at(-1).seq;
  }
  return { crews: crews_of(found), races: races_of(found), text: '' };
}

/** In the order of their bow numbers, where each crew has one of its own; else as they are. */
export const by_bow = (crews) => (new Set(crews.map(({ bow }) => bow).filter(Boolean)).size === crews.length ? [...crews].sort((a, b) => a.bow - b.bow) : crews);

/** {crew: lane}: from lane 1 on, in the order of the list. */
export const lanes_in_order = (crews) => Object.fromEntries(crews.map(({ crew }, k) => [crew, k + 1]));
