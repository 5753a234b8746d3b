// What became a result, in words. Each: (data) -> what follows the name of whoever did it.
import { span_text } from '../text/exact.js';
import { status_word } from '../text/words.js';
import { count, lanes, of_lane, of_race, of_run } from './words.js';

const changes = { reopen: 'to reopen the result', confirm: 'to make the result official', advance: 'to let a crew go on' };

export const results = {
  tie_settled: (d) => {
    const crews = d.crews.map((crew) => `crew ${crew}`).join(', ');
    const where = d.where ? `, ${d.where}` : '';
    return d.taken_back ? `took back the order of crews of ${d.event}${where}: ${crews}` : `put crews of ${d.event} in order where the table could not${where}: ${crews}`;
  },
  crew_advanced: (d) => (d.advanced ? `let crew ${d.crew} of ${of_race(d)} go on, by the ${d.by}` : `took back that crew ${d.crew} of ${of_race(d)} goes on`),
  photo_read: (d) => {
    const read = d.rows.length > 0 ? lanes(d.rows.map(({ lane }) => lane)) : 'no lane';
    if (d.kept) return `read ${read} of the picture of ${of_race(d)} for a comparison: nothing counts of it`;
    return `${d.from_camera ? 'took a result file in' : 'entered a reading of the photo finish'}: ${d.document}, ${of_race(d)}, ${read}, to ${span_text(d.resolution_ns)}`;
  },
  photo_unmatched: ({ result }) => `kept a result file of no race in the programme: ${result.document}, “${result.title}”, ${count(result.rows.length, 'row')}`,
  status_set: (d) => (d.status ? `set ${d.status}, ${status_word(d.status)}: ${of_lane(d)} of ${of_race(d)}` : `took the status away: ${of_lane(d)} of ${of_race(d)} is in the race`),
  penalty_set: (d) => (BigInt(d.penalty_ns) === 0n ? `took the time penalty away: ${of_lane(d)} of ${of_race(d)}` : `set a time penalty of ${span_text(d.penalty_ns)}: ${of_lane(d)} of ${of_race(d)}`),
  penalty_given: (d) => (d.count === 0 ? `took penalty ${d.code} away: ${of_lane(d)} of ${of_race(d)}` : `gave penalty ${d.code}, ${count(d.count, 'time')} all told: ${of_lane(d)} of ${of_race(d)}`),
  objection_raised: (d) => `took an objection of ${of_lane(d)} in ${of_race(d)}`,
  objection_resolved: (d) => `${d.upheld ? 'upheld' : 'rejected'} the objection of ${of_lane(d)} in ${of_race(d)}`,
  result_published: (d) => `published the unofficial result of ${of_race(d)}`,
  result_confirmed: (d) => `made the result of ${of_race(d)} official${d.revision > 0 ? `, revision ${d.revision}` : ''}, sealed ${d.digest.slice(0, 12)}`,
  result_reopened: (d) => `reopened the official result of ${of_race(d)}`,
  change_proposed: (d) => d.change === 'advance' ? `asked for a second person to let crew ${d.crew} of ${of_race(d)} ${d.taken_back ? 'go on no more' : 'go on'}, though the race after it is official` : `asked for a second person ${changes[d.change] ?? d.change} of ${of_race(d)}`,
  proposal_withdrawn: (d) => `withdrew or declined what waited for a second person: ${changes[d.change] ?? d.change} of ${of_race(d)}`,
  lots_drawn: (d) => `drew lots in ${of_run(d)}, in this order: ${lanes(d.lanes)}; seed ${d.seed}`,
};
