// What devices saw and what people said of it, in words. Each: (data) -> what follows the name of whoever did it.
import { moment_text, span_text, whole_us } from '../text/exact.js';
import { say, spaced } from '../text/say.js';
import { uncertainty_text } from '../text/time.js';
import { reading_text } from '../text/wind.js';
import { source_word } from '../text/words.js';
import { at_point, count, of_lane, of_race, of_run } from './words.js';

/** "finish, lane 4, at 10:12:31.486204, ±0.300 ms" */
const where = ({ point, lane, stamp }) => say('audit.point_lane_at_moment_uncertainty', { point: point === 'unbound' ? say('audit.an_input_of_no_point') : at_point(point), lane: lane === null ? '' : say('desk.lane_lane_2', { lane }), moment: moment_text(stamp.at_ns), uncertainty: uncertainty_text(whole_us(stamp.uncertainty_ns)) });
const doubts = ({ edge, trust, by_hand, remark }) => [edge === 'falling' ? say('audit.the_end_of_a_pulse') : '', by_hand ? say('desk.by_hand') : '', trust === 'suspect' ? 'suspect' : '', remark].filter(Boolean).map((one) => `; ${one}`).join('');

/** A signal without a lane is everybody's, a crossing is nobody's yet. */
const of_crossing = (d) => (d.lane === null && d.point !== 'start_signal' ? say('audit.no_lane_yet') : of_lane(d));

export const impulses = {
  impulse_seen: ({ impulse }) => (impulse.device ? say('audit.saw_impulse_on_channel_source_impulse', { impulse: where(impulse), channel: impulse.channel, source: source_word(impulse.source), impulse_2: doubts(impulse) }) : say('audit.wrote_down_a_time_impulse_impulse', { impulse: where(impulse), impulse_2: doubts(impulse) })),
  trace_seen: ({ impulse, waveform }) => say('audit.sent_a_trace_on_channel_impulse', { channel: impulse.channel, impulse: where(impulse), span: span_text(waveform.sample_interval_ns), unit: waveform.unit, impulse_2: doubts(impulse) }),
  impulse_voided: (d) => say('audit.declared_impulse_impulse_void', { impulse: d.impulse }),
  impulse_restored: (d) => say('audit.let_impulse_impulse_count_again', { impulse: d.impulse }),
  impulse_assigned: (d) => say('audit.said_what_impulse_impulse_was_point', { impulse: d.impulse, point: at_point(d.point), race: of_race(d), lane: of_crossing(d) }),
  impulses_lost: (d) => say('audit.lost_impulse_of_device_why', { impulse: count(d.count, 'impulse'), device: d.device, why: d.why }),
  pad_marked: (d) => say('audit.more_at_point_lane_of_run', { more: d.failed ? say('audit.set_aside_the_pad') : say('audit.took_the_pad_back_into_use'), point: at_point(d.point), lane: of_lane(d), run: of_run(d) }),
  sync_checked: (d) => say('audit.compared_other_device_with_main_device', { other_device: d.other_device, main_device: d.main_device, main: d.main, other: d.other, span: span_text(d.difference_ns), uncertainty: uncertainty_text(whole_us(d.uncertainty_ns)), more: d.passed ? say('audit.passed') : say('audit.not_passed') }),
  replacement_accepted: (d) =>
    say('audit.replaced_the_point_of_lane_in', { point: at_point(d.point), lane: of_lane(d), run: of_run(d), impulse: d.impulse, source: source_word(d.source), span: span_text(d.correction_ns), passing: count(d.references.length, 'passing') }),
  replacement_withdrawn: (d) => say('audit.took_back_the_replacement_of_entry', { replacement: d.replacement, race: of_race(d) }),
  input_test_begun: () => say('audit.began_a_test_of_inputs'),
  input_test_ended: () => say('audit.ended_the_test_of_inputs'),
  wind_read: (d) => (d.speed_mm_s === null ? say('audit.took_back_the_wind_of_run', { run: of_run(d) }) : say('audit.read_the_wind_of_run_reading', { run: of_run(d), reading: reading_text(d.speed_mm_s) })),
  record_fact_stated: (d) => say('audit.more_for_records_in_race_lane', { more: d.value === null ? say('audit.took_back') : say('audit.stated'), race: of_race(d), lane: of_lane(d), fact: spaced(d.fact), value: d.value === null ? '' : ` ${d.value}` }),
};
