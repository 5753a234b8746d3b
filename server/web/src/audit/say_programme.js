// Meet, entries, programme and rules, in words. Each: (data) -> what follows the name of whoever did it.
import { span_text } from '../text/exact.js';
import { isolated } from '../text/say.js';
import { clock_text, day_text } from '../text/time.js';
import { race_title } from '../text/words.js';
import { count, of_race } from './words.js';

const due = (us) => `${day_text(us)}, ${clock_text(us)}`;
const crew_of = ({ crew, code, name }) => `crew ${crew}, ${isolated([code, name].filter(Boolean).join(' '))}`;

export const programme = {
  meet_opened: (d) => `opened the meet “${d.name}”${d.venue ? `, ${d.venue}` : ''}, ${d.course_m} m`,
  rule_set_registered: ({ rules }) => `registered the rules ${rules.id} ${rules.version}, “${rules.title}”`,
  event_declared: (d) => `declared the event ${d.code}, ${d.title}`,
  crew_entered: (d) => `entered ${crew_of(d)}, in ${d.event}${(d.members ?? []).length > 0 ? `: ${d.members.map(isolated).join(', ')}${d.coxed ? ' (cox)' : ''}` : ''}`,
  race_scheduled: (d) => `put ${of_race(d)} into the programme: ${race_title(d)}, ${due(d.scheduled_at_us)}, ${d.distance_m} m, rules ${d.rules}`,
  race_rescheduled: (d) => `moved ${of_race(d)} to ${due(d.scheduled_at_us)}`,
  crew_scratched: (d) => (d.scratched ? `noted that crew ${d.crew} leaves its event` : `took crew ${d.crew} back into its event`),
  race_postponed: (d) => `postponed ${of_race(d)}, nobody knows yet until when`,
  race_cancelled: (d) => `cancelled ${of_race(d)}`,
  lanes_drawn: (d) => `drew the lanes of ${of_race(d)}: ${d.lanes.length > 0 ? d.lanes.map(({ lane, crew }) => `${lane} crew ${crew}`).join(', ') : 'none'}`,
  progression_registered: ({ table }) => `registered the progression ${table.id}, “${table.title}”`,
  progression_chosen: (d) => `chose the progression ${d.table.id} for ${d.event}: ${count(d.entries.length, 'entry', 'entries')}, ${d.seeded} seeded, seed of the draws ${d.seed}`,
  record_rules_registered: ({ rules }) => `registered what a record needs: ${rules.id}, “${rules.title}”`,
  record_registered: ({ record }) => `registered a ${record.kind} record of ${record.event}: ${span_text(record.time_ns)}${record.holder ? `, ${record.holder}` : ''}`,
};
