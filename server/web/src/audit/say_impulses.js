// What devices saw and what people said of it, in words. Each: (data) -> what follows the name of whoever did it.
import { moment_text, span_text, whole_us } from '../text/exact.js';
import { spaced } from '../text/say.js';
import { uncertainty_text } from '../text/time.js';
import { reading_text } from '../text/wind.js';
import { source_word } from '../text/words.js';
import { at_point, count, of_lane, of_race, of_run } from './words.js';

/** "finish, lane 4, at 10:12:31.486204, ±0.300 ms" */
const where = ({ point, lane, stamp }) => `${point === 'unbound' ? 'an input of no point' : at_point(point)}${lane === null ? '' : `, lane ${lane}`}, at ${moment_text(stamp.at_ns)}, ${uncertainty_text(whole_us(stamp.uncertainty_ns))}`;
const doubts = ({ edge, trust, by_hand, remark }) => [edge === 'falling' ? 'the end of a pulse' : '', by_hand ? 'by hand' : '', trust === 'suspect' ? 'suspect' : '', remark].filter(Boolean).map((one) => `; ${one}`).join('');

export const impulses = {
  impulse_seen: ({ impulse }) => (impulse.device ? `saw ${where(impulse)}, on ${impulse.channel}, ${source_word(impulse.source)}${doubts(impulse)}` : `wrote down a time: ${where(impulse)}${doubts(impulse)}`),
  trace_seen: ({ impulse, waveform }) => `sent a trace on ${impulse.channel}, ${where(impulse)}: a sample each ${span_text(waveform.sample_interval_ns)}, in ${waveform.unit}${doubts(impulse)}`,
  impulse_voided: (d) => `declared impulse ${d.impulse} void`,
  impulse_restored: (d) => `let impulse ${d.impulse} count again`,
  impulse_assigned: (d) => `said what impulse ${d.impulse} was: ${at_point(d.point)} of ${of_race(d)}, ${of_lane(d)}`,
  impulses_lost: (d) => `lost ${count(d.count, 'impulse')} of ${d.device}: ${d.why}`,
  pad_marked: (d) => `${d.failed ? 'set aside the pad' : 'took the pad back into use'} at ${at_point(d.point)}, ${of_lane(d)} of ${of_run(d)}`,
  sync_checked: (d) => `compared ${d.other_device} with ${d.main_device} by impulses ${d.main} and ${d.other}: ${span_text(d.difference_ns)} apart, ${uncertainty_text(whole_us(d.uncertainty_ns))}, ${d.passed ? 'passed' : 'not passed'}`,
  replacement_accepted: (d) =>
    `replaced the ${at_point(d.point)} of ${of_lane(d)} in ${of_run(d)}, which system A missed, by impulse ${d.impulse} of ${source_word(d.source)} less ${span_text(d.correction_ns)}, reckoned from ${count(d.references.length, 'passing')}`,
  replacement_withdrawn: (d) => `took back the replacement of entry ${d.replacement} in ${of_race(d)}`,
  input_test_begun: () => 'began a test of inputs',
  input_test_ended: () => 'ended the test of inputs',
  wind_read: (d) => (d.speed_mm_s === null ? `took back the wind of ${of_run(d)}` : `read the wind of ${of_run(d)}: ${reading_text(d.speed_mm_s)}`),
  record_fact_stated: (d) => `${d.value === null ? 'took back' : 'stated'} for records in ${of_race(d)}, ${of_lane(d)}: ${spaced(d.fact)}${d.value === null ? '' : ` ${d.value}`}`,
};
