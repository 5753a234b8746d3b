// English: the whole truth. Every other language has these keys, no more, with the same {placeholders}; a unit test holds them to it.
import names from '../event_names/en.js';
import { event_words } from '../event_names.js';

export default {
  locale: 'en-GB',

  // States of a race, and how sure its times are
  'state.scheduled': 'Scheduled', 'state.called': 'Called', 'state.at_start': 'At the start', 'state.attention': 'Attention', 'state.started': 'Started',
  'state.running': 'Racing', 'state.recalled': 'Recalled', 'state.finished': 'Finished', 'state.unofficial': 'Unofficial', 'state.official': 'Official',
  'state.revised': 'Revised', 'state.abandoned': 'Abandoned', 'state.postponed': 'Postponed', 'state.cancelled': 'Cancelled',
  revised_times: 'Revised ({n})',

  // Codes of the result sheet
  'status.DNS': 'did not start', 'status.DNF': 'did not finish', 'status.EXC': 'excluded', 'status.DSQ': 'disqualified', 'status.BUW': 'boat under weight',
  'status.REL': 'relegated', 'status.SCR': 'scratched',

  // Rounds
  'phase.H': 'Heat', 'phase.R': 'Repechage', 'phase.Q': 'Quarterfinal', 'phase.S': 'Semifinal', 'phase.F': 'Final', 'phase.P': 'Preliminary',
  race: 'Race', race_n: 'Race {n}', start_n: 'start {n}',

  // How a crew goes on
  'way.by_place': 'goes on by its place', 'way.by_time': 'goes on by its time', 'way.by_lot': 'goes on by lot', 'way.by_referee': "goes on by the referee's word", 'way.by_jury': "goes on by the jury's word", way_to: '{way}, to {race}',
  'seat.entry': 'entered', 'seat.by_place': 'Q', 'seat.by_time': 'q', 'seat.by_lot': 'lot', 'seat.by_referee': 'qR', 'seat.by_jury': 'qJ', 'seat.rest': 'others',
  'out.not_qualified': 'not qualified', 'out.not_finished': 'did not finish', 'out.not_started': 'did not start', 'out.excluded': 'excluded',
  'out.disqualified': 'disqualified', 'out.withdrawn': 'withdrawn',
  progression: 'How it goes on', 'progression.open': 'open', 'progression.others': 'all others', 'progression.times': '{n} best times', 'progression.out': 'Out',
  'progression.places': 'Places in the event',

  // Records and medals
  'record.world': 'World record', 'record.continental': 'Continental record', 'record.national': 'National record', 'record.meet': 'Meet record',
  'record.personal': 'Personal best', 'record.season': 'Season best',
  'medal.gold': 'Gold', 'medal.silver': 'Silver', 'medal.bronze': 'Bronze',
  medals: 'Medals', total: 'Total', points: 'Points', first_places: 'First places', rank: 'Rank', team: 'Team', no_final_yet: 'No final is official yet.',
  waiting_medals: 'Waiting for the medals.',

  // A time and what is said of it
  wind: 'Wind {speed} m/s', wind_too_much: 'too much for a record', backup: 'backup {time}', backup_difference: 'backup {time}, difference {difference}',
  corrected_by: 'corrected by {time}', watch: 'watch {times}', watches: 'watches {times}', raw: 'raw {time}', penalty: 'penalty {time}', penalty_s: 'penalty {time} s',
  handicap: 'handicap −{time}', points_of: '{points} points', lot_n: 'lot {n}', out_by_race: 'out by race {n}', too_close_decided: 'close: decided by the officials', too_close: 'too close to call',
  'mark.second': 'of the second system alone',
  'mark.hand': 'timed by hand', 'mark.corrected': 'corrected: the main system missed it, and a second one saw it', 'mark.shared': 'dead heat: the place is shared',
  whence: 'Where this time comes from', corrected_short: 'corrected: the main system missed it', dead_heat: 'dead heat',
  prognosis_crews: 'by {n} crews timed before in this event', prognosis_even: 'by an even pace',

  // Cards, lanes, contact
  'card.yellow': 'yellow card', 'card.red': 'red card', 'card_letter.yellow': 'Y', 'card_letter.red': 'R', lane: 'Lane', lane_n: 'Lane {n}',
  waiting_server: 'Waiting for the server.', no_contact: 'No contact since {time}. What you see was true then.', snapshot: 'As of {time}. Connecting for live times.',
  'problem.sign_in': 'Sign in to see this page.', 'problem.forbidden': 'This account may not see this page.', 'problem.replaced': 'This page was opened elsewhere. Reload to take over.',
  'problem.too_old': 'The server is newer than this page. Reload the page.',

  // A race for everybody
  under_review: 'Start under review', starts_again: 'The race starts again.', may_change: 'may still change', objection: 'Objection: lane {lanes}', behind: 'Behind',
  order_now: 'Order on the water', result: 'Result', place: 'Place', crew: 'Crew', time: 'Time', marks: 'Marks', start_list: 'Start list', cox: 'cox', change: 'Change',
  change_for: '{in} for {out}', nobody: 'nobody', not_drawn: 'The lanes are not drawn yet.', being_checked: 'Being checked.',
  drift: "The sealed result and today's calculation differ.", about_result: 'About this result', protests_until: 'Protests until {time}.', made_official: 'Made official',
  revision_n: 'Revision {n}', rules: 'Rules: {rules}',
  checkable: 'For whoever checks the result: rules and seal', sealed: 'sealed {digest}', waiting_race: 'Waiting for the race.', no_such_race: 'There is no race {n} in the programme.',
  start_of: 'Start of {crew}', all_races: 'All races', distance_race: '{n} m race', all_in: 'All crews are in', recall: 'Recall', page_of: '{from} to {to} of {all}',
  'news.official': 'Race {n}: the result is official.', 'news.unofficial': 'Race {n}: unofficial result.', 'news.revised': 'Race {n}: the result was revised.',

  // The results page
  results: 'Results', programme: 'Programme', races: 'Races', search: 'Search', front_page: 'Front page', no_race_yet: 'No race is in the programme yet.',
  waiting_programme: 'Waiting for the programme.', later_by: '{n} min later', earlier_by: '{n} min earlier', share: 'Share', link_copied: 'The link is copied.',
  copy_this: 'Copy this link:',
  search_for: 'Crew, person, club or event', 'found.crews': 'Crews', 'found.people': 'People', 'found.clubs': 'Clubs', 'found.events': 'Events', nothing_found: 'Nothing found for “{text}”.',
  search_hint: 'Crews are found once the lanes of one of their races are drawn.', loading_crews: 'Loading the crews …', more_found: '{n} more: type more letters.',
  no_such_crew: 'No crew has this number in the races drawn so far.', races_of_crew: 'Races of this crew', no_such_event: 'There is no event “{event}” in the programme.',
  members: 'In the boat', follow: 'Follow', followed: 'Following', your_crews: 'Your crews', next_race: 'Next race', no_next_race: 'No further race is drawn.',
  demo: 'Demo.', demo_results: 'Simulated crews: not a real result.',
  language: 'Language', theme: 'Look', 'theme.auto': 'As the device', 'theme.sun': 'Sunlight', 'theme.night': 'Night',

  // The front page
  'front.no_meet': 'No meet is open yet: begin with the set-up',
  'front.claim': 'Timing and scoring, live', 'front.races': 'Races: {n}', 'front.demo': 'Simulated crews and devices. Nothing here is a real result.',
  'front.demo_fast': 'Simulated crews and devices at {n} times the speed of life. Nothing here is a real result.',
  'front.scheduled_for': 'Scheduled for {time}', 'front.next': 'Next: race {n}, {title}, {time}', 'front.signed_in': 'Signed in as {name}, {role}.',
  'front.signed_in_as': 'Signed in as {name}.',
  'front.sign_out': 'Sign out',
  'front.need_account': "The officials' pages need an account.", 'front.sign_in': 'Sign in',
  'front.everybody': 'For everybody', 'front.officials': 'For officials', 'front.broadcasters': 'For broadcasters',
  'door.results': 'Results', 'says.results': 'Every race as it happens: programme, splits, official results.',
  'door.scoreboard': 'Scoreboard', 'says.scoreboard': 'Full screen for the big board. Follows the race that is on.',
  'door.console': 'Console', 'says.console': 'Start, times, photo finish, result: the timekeepers’ desk.',
  'door.photo': 'Photo finish', 'says.photo': 'The picture, a line for each lane, readers compared, dead heats.',
  'door.referee': 'Start and false starts', 'says.referee': 'The evidence of the start on one axis, and the decision.',
  'door.programme': 'Programme', 'says.programme': 'Entries, rounds and lanes, times of the races: the organisers’ desk.',
  'door.announcer': 'Announcer', 'says.announcer': 'What to say now: the crews, gaps, who goes on, what is at stake.',
  'door.health': 'Health', 'says.health': 'Devices, clocks, recording: is everything well?',
  'door.audit': 'Audit', 'says.audit': 'Who did what, when and why: every entry of the journal, searched and checked.',
  'door.setup': 'Set-up', 'says.setup': 'The first start: meet, devices, timing points, people.',
  'door.overlay': 'Overlay', 'says.overlay': 'Graphics for broadcast and streams, over the picture or by themselves. Their addresses stand below.',
  'door.sync': 'Sync', 'says.sync': 'A flash and a tone every second: how late the picture is, and the number for delay_ms.',

  // The big board
  scoreboard: 'Scoreboard', demo_board: 'Demo, simulated', no_more_races: 'No further race in the programme.',

  // The announcer's page
  announcer: 'Announcer', say_now: 'Say now', stake: 'What is at stake', so_far: 'So far', best: 'Best in this event', best_beaten: 'now beaten',
  'call.next': '{title}. Race {n}, at {time}.', 'call.review': 'The start is under review. Name nobody.', 'call.recalled': 'The start was recalled. The race starts again.',
  'call.leads': 'At {n} m {crew} leads.', 'call.leads_by': 'At {n} m {crew} leads, {gap} ahead of {other}.', 'call.level': 'At {n} m {crew} and {other} are level.',
  'call.line': 'Last to go on is now {crew} ({gap}); next is {other} ({other_gap}).', 'call.first': 'leader', 'call.fastest': 'Fastest from {from} to {to} m: {crew}, {time}.',
  'call.wins': '{crew} wins in {time}.', 'call.wins_by': '{crew} wins in {time}, {gap} ahead of {other}.', 'call.dead_heat': 'Dead heat: {crew} and {other}, {time}.',
  'call.photo': 'Too close to call. Wait for the photo finish.', 'call.unofficial': 'The result is not official yet.', 'call.record': '{crew}: {record}.',
  'call.goes_on': 'Going on to {race}: {crews}.',
  ...event_words(names),
};
