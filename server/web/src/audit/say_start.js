// What was done at the start, in words. Each: (data) -> what follows the name of whoever did it.
import { say, say_word } from '../text/say.js';
import { lanes, of_lane, of_race, of_run } from './words.js';

const steered = {
  automatic: () => say('audit.let_the_scoreboards_go_round'),
  race: () => say('audit.turned_the_scoreboards_to_the_race'),
  schedule: () => say('audit.turned_the_scoreboards_to_the_programme'),
  medals: () => say('audit.turned_the_scoreboards_to_the_medals'),
  message: (d) => say('audit.wrote_on_the_scoreboards', { text: d.text.split('\n').join(' / ') }),
};

export const start = {
  race_called: (d) => say('audit.called_race_to_the_start', { race: of_race(d) }),
  call_withdrawn: (d) => say('audit.took_back_the_call_of_race', { race: of_race(d) }),
  start_announced: (d) => say('audit.announced_to_race_announced', { race: of_race(d), announced: say_word('announced', d.how) }),
  roll_called: (d) => say('audit.more_at_the_start_lane_of', { more: d.present ? say('audit.noted_that_the_crew_is') : say('audit.took_back_that_the_crew_is'), lane: of_lane(d), race: of_race(d) }),
  race_armed: (d) => {
    const doubts = (d.doubtful_clocks ?? []).map(({ device }) => device);
    const barred = (d.barred ?? []).map(({ lane, by, status }) => say('audit.lane_lane_status_in_race_by', { lane, status, by }));
    return say('audit.armed_run_by_the_rules_id', { run: of_run(d), id: d.rules.id, version: d.rules.version, barred: barred.length > 0 ? say('audit.without_barred', { barred: barred.join(', ') }) : '', doubts: doubts.length > 0 ? say('audit.although_the_clock_of_doubts_was', { doubts: doubts.join(', ') }) : '' });
  },
  arm_withdrawn: (d) => say('audit.took_back_the_arming_of_run', { run: of_run(d) }),
  attention_given: (d) => say('audit.gave_attention_red_light_to_run', { run: of_run(d) }),
  attention_withdrawn: (d) => say('audit.took_attention_back_as_you_were', { run: of_run(d) }),
  start_ordered: (d) => (d.pause_seed ? say('audit.started_run_when_the_drawn_pause', { run: of_run(d) }) : say('audit.ordered_the_start_of_run', { run: of_run(d) })),
  race_recalled: (d) => say('audit.recalled_run_cause', { run: of_run(d), cause: say_word('cause', d.cause) }),
  recall_withdrawn: (d) =>
    d.taken_back ? say('audit.said_that_the_recall_was_no_mistake', { run: of_run(d) }) : d.restarts ? say('audit.said_that_the_recall_was_a_mistake', { run: of_run(d) }) : say('audit.took_the_recall_back_run_goes', { run: of_run(d) }),
  false_start_decided: (d) => say('audit.decided_on_run_decided_lanes_more', { run: of_run(d), decided: say_word('decided', d.verdict), lanes: d.responsible.length > 0 ? say('audit.lanes_responsible', { lanes: lanes(d.responsible) }) : '', more: d.evidence.length > 0 ? say('audit.looked_at_more_evidence', { more: d.evidence.length === 1 ? say('audit.entry_2') : say('audit.entries'), evidence: d.evidence.join(', ') }) : '' }),
  card_shown: (d) => say('audit.showed_a_colour_card_to_lane', { colour: say_word('colour', d.colour), lane: of_lane(d), race: of_race(d) }),
  card_withdrawn: (d) => say('audit.took_back_the_newest_card_of', { lane: of_lane(d), race: of_race(d) }),
  leave_given: (d) => say('audit.more_lane_lane_of_race_row', { more: d.may_row ? say('audit.let') : say('audit.no_longer_lets'), lane: d.barred.lane, race: of_race(d), status: d.barred.status, by: d.barred.by }),
  race_abandoned: (d) => say('audit.abandoned_race', { race: of_race(d) }),
  rerow_ordered: (d) => say('audit.ordered_lanes_of_race_to_row', { lanes: lanes(d.lanes), race: of_race(d) }),
  abandonment_withdrawn: (d) => say('audit.took_back_that_race_was_abandoned', { race: of_race(d) }),
  rerow_withdrawn: (d) => say('audit.took_back_that_race_is_to_row_again', { race: of_race(d) }),
  board_steered: (d) => steered[d.shows](d),
  race_selected: (d) => say('audit.turned_the_pages_that_follow_the', { race: of_race(d) }),
};
