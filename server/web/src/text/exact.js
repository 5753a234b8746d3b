// Nanoseconds as the journal has them, as text. Numbers, or digits where a number cannot hold them: nothing is lost, and nothing rounded.
import { clock_seconds_text } from './time.js';

const per_second = 1_000_000_000n;

/** "5 s", "0.082 s", "−0.0302105 s": all digits that are not zero. */
export function span_text(ns) {
  const all = BigInt(ns);
  const size = all < 0n ? -all : all;
  const fraction = String(size % per_second).padStart(9, '0').replace(/0+$/, '');
  return `${all < 0n ? '−' : ''}${size / per_second}${fraction ? `.${fraction}` : ''} s`;
}

/** A time of day in the zone of the screen, to the microsecond, cut: "10:12:31.486204". */
export function moment_text(ns) {
  const us = BigInt(ns) / 1000n;
  return `${clock_seconds_text(Number(us / 1000n))}.${String(us % 1_000_000n).padStart(6, '0')}`;
}

/** Microseconds of a half-width, the last one begun counted whole. */
export const whole_us = (ns) => Number((BigInt(ns) + 999n) / 1000n);
