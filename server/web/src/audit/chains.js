// Which entry takes back which, which takes the place of which, and where a second person agreed. Pure.

const lane = ({ race, lane: one }) => `${race} ${one}`;
const run = ({ race, run: one }) => `${race} ${one}`;
const none = (n) => BigInt(n) === 0n;

// Kinds that come in turns. `gives` lies there until a `takes` of the same key takes the newest back.
const pairs = [
  { of: 'impulse', gives: { impulse_voided: (d) => d.impulse }, takes: { impulse_restored: (d) => d.impulse } },
  { of: 'card', gives: { card_shown: lane }, takes: { card_withdrawn: lane } },
  { of: 'attention', gives: { attention_given: run }, takes: { attention_withdrawn: run } },
  { of: 'recall', gives: { race_recalled: run }, takes: { recall_withdrawn: (d) => !d.taken_back && run(d) } },
  { of: 'mistake', gives: { recall_withdrawn: (d) => d.restarts && !d.taken_back && run(d) }, takes: { recall_withdrawn: (d) => d.taken_back && run(d) } },
  { of: 'abandonment', gives: { race_abandoned: (d) => d.race }, takes: { abandonment_withdrawn: (d) => d.race } },
  { of: 'arming', gives: { race_armed: run }, takes: { arm_withdrawn: run } },
  { of: 'call', gives: { race_called: (d) => d.race }, takes: { call_withdrawn: (d) => d.race } },
  { of: 'rerow', gives: { rerow_ordered: (d) => d.race }, takes: { rerow_withdrawn: (d) => d.race } },
  { of: 'published', gives: { result_published: (d) => d.race }, takes: { result_withdrawn: (d) => d.race } },
  { of: 'official', gives: { result_confirmed: (d) => d.race }, takes: { result_reopened: (d) => d.race } },
  { of: 'off', gives: { race_postponed: (d) => d.race, race_cancelled: (d) => d.race }, takes: { race_rescheduled: (d) => d.race } },
  { of: 'test', gives: { input_test_begun: () => '' }, takes: { input_test_ended: () => '' }, back: ['ends', 'ended_by'] },
  { of: 'objection', gives: { objection_raised: lane }, takes: { objection_resolved: lane }, back: ['answers', 'answered_by'] },
  { of: 'proposal', gives: { change_proposed: (d) => `${d.race} ${d.change}` }, takes: { proposal_withdrawn: (d) => `${d.race} ${d.change}` } },
  { of: 'proposal', gives: {}, takes: { result_reopened: (d) => `${d.race} reopen`, result_confirmed: (d) => `${d.race} confirm`, crew_advanced: (d) => `${d.race} advance` }, back: ['agrees_with', 'agreed_to_by'] },
];

// Kinds of which the newest of a key counts. `is_none`: it says that nothing holds any more.
const values = {
  impulse_assigned: [(d) => d.impulse], race_rescheduled: [(d) => d.race], lanes_drawn: [(d) => d.race], start_announced: [(d) => d.race],
  false_start_decided: [run], crew_entered: [(d) => d.crew], race_scheduled: [(d) => d.race], event_declared: [(d) => d.code], meet_opened: [() => ''], progression_chosen: [(d) => d.event],
  roll_called: [lane, (d) => !d.present], leave_given: [(d) => `${d.race} ${d.barred.lane} ${d.barred.by}`, (d) => !d.may_row], crew_scratched: [(d) => d.crew, (d) => !d.scratched],
  status_set: [lane, (d) => d.status === ''], penalty_set: [lane, (d) => none(d.penalty_ns)], penalty_given: [(d) => `${lane(d)} ${d.code}`, (d) => d.count === 0],
  crew_advanced: [(d) => `${d.race} ${d.crew}`, (d) => !d.advanced], tie_settled: [(d) => `${d.event} ${[...d.crews].sort()}`, (d) => d.taken_back === true],
  pad_marked: [(d) => `${run(d)} ${d.point} ${d.lane}`, (d) => !d.failed], wind_read: [run, (d) => d.speed_mm_s === null], record_fact_stated: [(d) => `${lane(d)} ${d.fact}`, (d) => d.value === null],
};

class Links {
  of = new Map();
  #lying = new Map();

  add(seq, relation, other) {
    if (!this.of.has(seq)) this.of.set(seq, []);
    this.of.get(seq).push({ relation, seq: other });
  }

  join(seq, [back, forth], other) {
    this.add(seq, back, other);
    this.add(other, forth, seq);
  }

  lay(key, seq) {
    if (!this.#lying.has(key)) this.#lying.set(key, []);
    this.#lying.get(key).push(seq);
  }

  take(key) {
    return this.#lying.get(key)?.pop();
  }
}

const undoes = ['undoes', 'undone_by'];

function pair_up(links, { seq, kind, data }) {
  for (const { of, gives, takes, back = undoes } of pairs) {
    const taken = takes[kind]?.(data) ?? false;   // false: this entry of the kind takes nothing
    const other = taken === false ? undefined : links.take(`${of} ${taken}`);
    if (other !== undefined) links.join(seq, back, other);
    const given = gives[kind]?.(data) ?? false;
    if (given !== false) links.lay(`${of} ${given}`, seq);
  }
}

function follow_value(links, { seq, kind, data }) {
  if (!values[kind]) return;
  const [key_of, is_none = () => false] = values[kind];
  const key = `${kind} ${key_of(data)}`;
  const before = links.take(key);
  if (before !== undefined) links.join(seq, is_none(data) ? undoes : ['replaces', 'replaced_by'], before);
  if (!is_none(data)) links.lay(key, seq);
}

/** seq -> [{relation: "undoes" | "undone_by" | "replaces" ..., seq}], of entries in their order. Only what is among them is found. */
export function links_of(entries) {
  const links = new Links();
  for (const entry of entries) {
    try {
      pair_up(links, entry);
      follow_value(links, entry);
      if (entry.kind === 'replacement_withdrawn') links.join(entry.seq, undoes, entry.data.replacement);
    } catch {
      // An entry of a shape that this page does not know stands alone.
    }
  }
  return links.of;
}
