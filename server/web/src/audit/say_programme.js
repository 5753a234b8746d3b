// Meet, entries, programme and rules, in words. Each: (data) -> what follows the name of whoever did it.
import { span_text } from '../text/exact.js';
import { isolated, say } from '../text/say.js';
import { clock_text, day_text } from '../text/time.js';
import { race_title } from '../text/words.js';
import { count, of_race } from './words.js';

const due = (us) => `${day_text(us)}, ${clock_text(us)}`;
const crew_of = ({ crew, code, name }) => say('audit.crew_crew_isolated', { crew, isolated: isolated([code, name].filter(Boolean).join(' ')) });

export const programme = {
  meet_opened: (d) => say('audit.opened_the_meet_name_venue_course', { name: d.name, venue: d.venue ? `, ${d.venue}` : '', course_m: d.course_m }),
  rule_set_registered: ({ rules }) => say('audit.registered_the_rules_id_version_title', { id: rules.id, version: rules.version, title: rules.title }),
  event_declared: (d) => say('audit.declared_the_event_code_title', { code: d.code, title: d.title }),
  crew_entered: (d) => say('audit.entered_crew_in_event_members', { crew: crew_of(d), event: d.event, members: (d.members ?? []).length > 0 ? `: ${d.members.map(isolated).join(', ')}${d.coxed ? say('audit.cox') : ''}` : '' }),
  race_scheduled: (d) => say('audit.put_race_into_the_programme_d', { race: of_race(d), d: race_title(d), scheduled_at_us: due(d.scheduled_at_us), distance_m: d.distance_m, rules: d.rules }),
  race_rescheduled: (d) => say('audit.moved_race_to_scheduled_at_us', { race: of_race(d), scheduled_at_us: due(d.scheduled_at_us) }),
  crew_scratched: (d) => (d.scratched ? say('audit.noted_that_crew_crew_leaves_its', { crew: d.crew }) : say('audit.took_crew_crew_back_into_its', { crew: d.crew })),
  race_postponed: (d) => say('audit.postponed_race_nobody_knows_yet_until', { race: of_race(d) }),
  race_cancelled: (d) => say('audit.cancelled_race', { race: of_race(d) }),
  lanes_drawn: (d) => say('audit.drew_the_lanes_of_race_lanes', { race: of_race(d), lanes: d.lanes.length > 0 ? d.lanes.map(({ lane, crew }) => say('audit.lane_crew_crew', { lane, crew })).join(', ') : say('desk.none') }),
  progression_registered: ({ table }) => say('audit.registered_the_progression_id_title', { id: table.id, title: table.title }),
  progression_chosen: (d) => say('audit.chose_the_progression_id_for_event', { id: d.table.id, event: d.event, entry: count(d.entries.length, 'entry'), seeded: d.seeded, seed: d.seed }),
  record_rules_registered: ({ rules }) => say('audit.registered_what_a_record_needs_id', { id: rules.id, title: rules.title }),
  record_registered: ({ record }) => say('audit.registered_a_kind_record_of_event', { kind: record.kind, event: record.event, span: span_text(record.time_ns), holder: record.holder ? `, ${record.holder}` : '' }),
};
