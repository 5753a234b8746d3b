// What the cursor reads out, in words. Every digit is a sample's own; how fine the samples are stands beside them.
import { say } from '../text/say.js';
import { uncertainty_s_text } from '../text/time.js';
import { moment_text, span_text, value_text } from './cursor.js';

/** The value of the row's trace at the cursor: "302.25 N". "" where it has no trace; said where it has no sample there. */
export function value_of_row(cursor, row) {
  const samples = cursor.samples(row);
  if (!samples) return '';
  const sample = cursor.sample(row);
  return sample ? value_text(sample.micro, samples) : say('referee.no_sample_here');
}

/** What the figure is worth: how far the samples lie apart, which of them is read where none lies under the cursor, and how surely they are stamped. */
export function worth_of(cursor) {
  const samples = cursor.samples(cursor.row);
  const step = span_text(cursor.grid.step_ns);
  if (!samples) return say('referee.no_trace_steps_of_step', { step });
  const sample = cursor.sample(cursor.row);
  const is_beside = sample && moment_text(sample.ns) !== moment_text(cursor.at_ns);
  return [
    say('referee.one_sample_every_step', { step }),
    ...(is_beside ? [say('referee.nearest_sample_at_time', { time: moment_text(sample.ns) })] : []),
    say('referee.its_stamps_uncertainty', { uncertainty: uncertainty_s_text(samples.uncertainty_ns / 1000) }),
  ].join(' · ');
}

/** For those who hear the page. */
export function cursor_said(cursor) {
  const value = value_of_row(cursor, cursor.row);
  return [`${moment_text(cursor.at_ns)} s`, say('lane_n', { n: cursor.lane }), ...(value ? [value] : []), worth_of(cursor)].join(', ');
}
