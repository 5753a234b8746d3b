// What was done at the start, in words. Each: (data) -> what follows the name of whoever did it.
import { spaced } from '../text/say.js';
import { lanes, of_lane, of_race, of_run } from './words.js';

const announcements = { two_minutes: 'that two minutes remain', quick_start: 'a quick start, without a roll call' };
const verdicts = { upheld: 'a false start', dismissed: 'no false start', no_blame: 'a start that was not good, and nobody to blame' };

export const start = {
  race_called: (d) => `called ${of_race(d)} to the start`,
  start_announced: (d) => `announced to ${of_race(d)} ${announcements[d.how] ?? spaced(d.how)}`,
  roll_called: (d) => `${d.present ? 'noted that the crew is' : 'took back that the crew is'} at the start: ${of_lane(d)} of ${of_race(d)}`,
  race_armed: (d) => {
    const doubts = (d.doubtful_clocks ?? []).map(({ device }) => device);
    const barred = (d.barred ?? []).map(({ lane, by, status }) => `lane ${lane} (${status} in race ${by})`);
    return `armed ${of_run(d)} by the rules ${d.rules.id} ${d.rules.version}${barred.length > 0 ? `, without ${barred.join(', ')}` : ''}${doubts.length > 0 ? `, although the clock of ${doubts.join(', ')} was in doubt` : ''}`;
  },
  attention_given: (d) => `gave attention, red light, to ${of_run(d)}`,
  attention_withdrawn: (d) => `took attention back, “as you were”, of ${of_run(d)}`,
  start_ordered: (d) => (d.pause_seed ? `started ${of_run(d)} when the drawn pause was over` : `ordered the start of ${of_run(d)}`),
  race_recalled: (d) => `recalled ${of_run(d)}: ${spaced(d.cause)}`,
  recall_withdrawn: (d) => (d.restarts ? `said that the recall of ${of_run(d)} was a mistake: nobody is charged, and the field starts again` : `took the recall back: ${of_run(d)} goes on`),
  false_start_decided: (d) => `decided on ${of_run(d)}: ${verdicts[d.verdict] ?? spaced(d.verdict)}${d.responsible.length > 0 ? `, ${lanes(d.responsible)} responsible` : ''}${d.evidence.length > 0 ? `; looked at ${d.evidence.length === 1 ? 'entry' : 'entries'} ${d.evidence.join(', ')}` : ''}`,
  card_shown: (d) => `showed a ${d.colour} card to ${of_lane(d)} of ${of_race(d)}`,
  card_withdrawn: (d) => `took back the newest card of ${of_lane(d)} of ${of_race(d)}`,
  leave_given: (d) => `${d.may_row ? 'let' : 'no longer lets'} lane ${d.barred.lane} of ${of_race(d)} row, although ${d.barred.status} in race ${d.barred.by}`,
  race_abandoned: (d) => `abandoned ${of_race(d)}`,
  rerow_ordered: (d) => `ordered ${lanes(d.lanes)} of ${of_race(d)} to row again`,
  race_selected: (d) => `turned the pages that follow the current race to ${of_race(d)}`,
};
