// What became a result, in words. Each: (data) -> what follows the name of whoever did it.
import { span_text } from '../text/exact.js';
import { say, say_word } from '../text/say.js';
import { status_word } from '../text/words.js';
import { count, lanes, of_lane, of_race, of_run } from './words.js';

const change_of = ({ change }) => say_word('change', change);

export const results = {
  tie_settled: (d) => {
    const crews = d.crews.map((crew) => say('desk.crew_crew', { crew })).join(', ');
    const where = d.where ? say('audit.at_where', { where: d.where }) : '';
    const what = { event: d.event, where, crews };
    return d.taken_back ? say('audit.took_back_the_order_of_crews', what) : say('audit.put_crews_of_event_in_order', what);
  },
  crew_advanced: (d) => (d.advanced ? say('audit.let_crew_crew_of_race_go', { crew: d.crew, race: of_race(d), by: say_word('role', d.by) }) : say('audit.took_back_that_crew_crew_of', { crew: d.crew, race: of_race(d) })),
  photo_read: (d) => {
    const read = d.rows.length > 0 ? lanes(d.rows.map(({ lane }) => lane)) : say('desk.no_lane');
    if (d.kept) return say('audit.read_read_of_the_picture_of', { read, race: of_race(d) });
    return say('audit.more_document_race_read_to_span', { more: d.from_camera ? say('audit.took_a_result_file_in') : say('audit.entered_a_reading_of_the_photo'), document: d.document, race: of_race(d), read, span: span_text(d.resolution_ns) });
  },
  photo_unmatched: ({ result }) => say('audit.kept_a_result_file_of_no', { document: result.document, title: result.title, row: count(result.rows.length, 'row') }),
  status_set: (d) => (d.status ? say('audit.set_status_status_2_lane_of', { status: d.status, status_2: status_word(d.status), lane: of_lane(d), race: of_race(d) }) : say('audit.took_the_status_away_lane_of', { lane: of_lane(d), race: of_race(d) })),
  penalty_set: (d) => (BigInt(d.penalty_ns) === 0n ? say('audit.took_the_time_penalty_away_lane', { lane: of_lane(d), race: of_race(d) }) : say('audit.set_a_time_penalty_of_span', { span: span_text(d.penalty_ns), lane: of_lane(d), race: of_race(d) })),
  penalty_given: (d) => (d.count === 0 ? say('audit.took_penalty_code_away_lane_of', { code: d.code, lane: of_lane(d), race: of_race(d) }) : say('audit.gave_penalty_code_time_all_told', { code: d.code, time: count(d.count, 'time'), lane: of_lane(d), race: of_race(d) })),
  objection_raised: (d) => say('audit.took_an_objection_of_lane_in', { lane: of_lane(d), race: of_race(d) }),
  objection_resolved: (d) => (d.upheld ? say('audit.upheld_the_objection_of_lane', { lane: of_lane(d), race: of_race(d) }) : say('audit.rejected_the_objection_of_lane', { lane: of_lane(d), race: of_race(d) })),
  result_published: (d) => say('audit.published_the_unofficial_result_of_race', { race: of_race(d) }),
  result_confirmed: (d) => say('audit.made_the_result_of_race_official', { race: of_race(d), revision: d.revision > 0 ? say('audit.revision_revision', { revision: d.revision }) : '', digest: d.digest.slice(0, 12) }),
  result_withdrawn: (d) => say('audit.took_back_the_unofficial_result_of_race', { race: of_race(d) }),
  result_reopened: (d) => say('audit.reopened_the_official_result_of_race', { race: of_race(d) }),
  change_proposed: (d) => {
    if (d.change !== 'advance') return say('audit.asked_for_a_second_person_change', { change: change_of(d), race: of_race(d) });
    const whom = { crew: d.crew, race: of_race(d) };
    return d.taken_back ? say('audit.asked_for_a_second_person_not_to_advance', whom) : say('audit.asked_for_a_second_person_to_advance', whom);
  },
  proposal_withdrawn: (d) => say('audit.withdrew_or_declined_what_waited_for', { change: change_of(d), race: of_race(d) }),
  lots_drawn: (d) => say('audit.drew_lots_in_run_in_this', { run: of_run(d), lanes: lanes(d.lanes), seed: d.seed }),
};
