// Pages say that everybody reads a reason where the server puts it into the public log: of the facts that the server's own list names.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { is_reason_public } from '../../src/desk/public_reason.js';

const source = process.env.BOWBALL_SOURCE ?? new URL('../../../..', import.meta.url).pathname;
const list = /is_for_everybody = is_one_of<Fact, ([^>]*)>/.exec(readFileSync(join(source, 'server/formats/entry.cpp'), 'utf8'))[1].split(/,\s*/);

/** Orders that a page asks a reason for, and the fact that comes of each. */
const facts = {
  decide_false_start: 'FalseStartDecided', recall_race: 'RaceRecalled', withdraw_recall: 'RecallWithdrawn', arm_race: 'RaceArmed', order_start: 'StartOrdered', announce_start: 'StartAnnounced', show_card: 'CardShown',
  withdraw_card: 'CardWithdrawn', set_status: 'StatusSet', set_penalty: 'PenaltySet', give_penalty: 'PenaltyGiven', raise_objection: 'ObjectionRaised', resolve_objection: 'ObjectionResolved', give_leave: 'LeaveGiven',
  advance_crew: 'CrewAdvanced', add_impulse: 'ImpulseSeen', add_watch_time: 'ImpulseSeen', assign_impulse: 'ImpulseAssigned', void_impulse: 'ImpulseVoided', restore_impulse: 'ImpulseRestored', accept_replacement: 'ReplacementAccepted',
  withdraw_replacement: 'ReplacementWithdrawn', mark_pad: 'PadMarked', enter_wind: 'WindRead', publish_result: 'ResultPublished', confirm_result: 'ResultConfirmed', reopen_result: 'ResultReopened', withdraw_result: 'ResultWithdrawn',
  withdraw_proposal: 'ProposalWithdrawn', abandon_race: 'RaceAbandoned', withdraw_abandonment: 'AbandonmentWithdrawn', order_rerow: 'RerowOrdered', withdraw_rerow: 'RerowWithdrawn', draw_lots: 'LotsDrawn', draw_lanes: 'LanesDrawn',
  draw_next_round: 'LanesDrawn', settle_tie: 'TieSettled', enter_crew: 'CrewEntered', substitute_members: 'CrewEntered', scratch_crew: 'CrewScratched', delay_from: 'RaceRescheduled', order_races: 'RaceRescheduled',
  postpone_race: 'RacePostponed', cancel_race: 'RaceCancelled', register_record: 'RecordRegistered', check_sync: 'SyncChecked', choose_progression: 'ProgressionChosen', register_record_rules: 'RecordRulesRegistered',
};

test.each(Object.entries(facts))('the reason of %s is as public as its fact, %s', (order, fact) => expect(is_reason_public(order, {})).toBe(list.includes(fact)));

test('who takes a server over says why to officials alone', () => expect(list).not.toContain('ServerStarted'));

test.each([[{}, true], [{ kept: false }, true], [{ kept: true }, false]])('a reading with %j: %s', (data, is_public) => expect(is_reason_public('read_photo', data)).toBe(is_public));
