// English: the whole truth; every other language has these keys and no more.
import events from '../../text/event_names/en.js';

export const words = {
  events,
  phases: { H: 'Heat', R: 'Repechage', Q: 'Quarterfinal', S: 'Semifinal', F: 'Final', P: 'Preliminary' },
  race: 'Race {n}', lane: 'Lane {n}', finish: 'Finish', start_list: 'Start list', result: 'Result', next_race: 'Next race', splits: 'Splits', margin: 'Gap to the leader',
  starts_at: 'Start {time}', moved_from: 'was {time}', postponed: 'Postponed', cancelled: 'Cancelled', delayed: 'Delayed',
  false_start_in: { athletics: 'False start', swimming: 'False start' },
  false_start: 'False start', recall: 'Recall', under_review: 'Start under review',
  unofficial: 'Unofficial', official: 'Official', revised: 'Revised', objection: 'Objection', photo_finish: 'Photo finish', photo_is_read: 'Photo finish is being read', dead_heat: 'Dead heat',
  gold: 'Gold', silver: 'Silver', bronze: 'Bronze', medals: 'Medals', wind: 'Wind {text} m/s', hand: 'h', estimated: 'Estimate', page: '{n} of {all}',
  cards: { yellow: 'Y', red: 'R' },
  no_data: 'No data since {time}', demo: 'Demo: simulated race',
};
