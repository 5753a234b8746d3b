// Times as text, for the few texts that a page makes itself: the running clock and times of day. Everything that a rule set
// rounds arrives as text from the server.
import { say } from './say.js';

const two = (n) => String(n).padStart(2, '0');

/** A running clock in whole tenths, cut, never rounded up: "6:41.3". Before zero it shows "0.0". */
export function running_text(elapsed_us) {
  const tenths = Math.max(0, Math.floor(elapsed_us / 100_000));
  const seconds = Math.floor(tenths / 10);
  const tail = `.${tenths % 10}`;
  if (seconds < 60) return `${seconds}${tail}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}${tail}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}${tail}`;
}

/** Hours and minutes of the venue's day, in the zone of the screen: "14:05". */
export function clock_text(wall_us) {
  const at = new Date(wall_us / 1000);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** With seconds: "14:05:09". */
export function clock_seconds_text(wall_ms) {
  const at = new Date(wall_ms);
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** When a crew is due at the start, by the programme: "14:05:30", "14:05:22.5"; after the first crew, "+0:30", where no time is set. */
export function start_text(start) {
  if (start.due_us === undefined) return `+${start.after_text}`;
  const thousandths = Math.floor(start.due_us / 1000) % 1000;
  return clock_seconds_text(start.due_us / 1000) + (thousandths ? `.${String(thousandths).padStart(3, '0').replace(/0+$/, '')}` : '');
}

/** What stands beside it: "+0:30, lane 3". `lane`: how the page says the start lane. */
export function start_note(start, lane) {
  return [start.due_us === undefined ? '' : `+${start.after_text}`, start.from ? lane(start.from) : ''].filter(Boolean).join(', ');
}

/** "Sat 4 July", for headings of a programme, as the language writes it. */
export function day_text(wall_us) {
  return new Date(wall_us / 1000).toLocaleDateString(say('locale'), { weekday: 'short', day: 'numeric', month: 'long' });
}

/** A half-width of uncertainty as people say it: "±1.5 ms", "±14 ms", "±0.20 s". Rounded up: it is never said smaller than it is. */
export function uncertainty_text(us) {
  if (us >= 100_000) return `±${raised(us, 10_000, 2)} s`;
  if (us >= 10_000) return `±${Math.ceil(us / 1_000)} ms`;
  if (us >= 1_000) return `±${raised(us, 100, 1)} ms`;
  return `±${raised(us, 1, 3)} ms`;
}

/** The same in seconds, beside a figure that is in seconds: "±0.012 s", "±0.0015 s". Rounded up too. */
export const uncertainty_s_text = (us) => (us >= 10_000 ? `±${raised(us, 1_000, 3)} s` : `±${raised(us, 100, 4)} s`);

/** `us` in steps, the last one begun counts whole, with so many digits behind the point. */
function raised(us, step, digits) {
  const steps = Math.ceil(us / step);
  const unit = 10 ** digits;
  return `${Math.floor(steps / unit)}.${String(steps % unit).padStart(digits, '0')}`;
}

/** Exact milliseconds of a nanosecond quantity: "71.482". Cut towards zero, like every text of the server. */
export function ms_text(ns) {
  const us = Math.trunc(ns / 1000);
  const sign = us < 0 ? '−' : '';
  const size = Math.abs(us);
  return `${sign}${Math.floor(size / 1000)}.${String(size % 1000).padStart(3, '0')}`;
}

/** A limit of the rule set, in seconds as reactions are: "0.090 s", "0.0125 s". */
export const limit_s_text = (ns) => `${(ns / 1e9).toFixed(ns % 1_000_000 === 0 ? 3 : 6).replace(/(\.\d{3}\d*?)0+$/, '$1')} s`;

/** How long ago, in whole units: "4 s", "3 min", "2 h". */
export function age_text(us) {
  const seconds = Math.max(0, Math.floor(us / 1_000_000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

/** Reads "6:41.34", "41.3" or "1:02:03". Microseconds, or null where the text is no time. */
export function parse_time_us(text) {
  const match = /^(?:(?:(\d+):)?(\d{1,2}):)?(\d{1,5})(?:[.,](\d{1,6}))?$/.exec(text.trim());
  if (!match) return null;
  const [, hours, minutes, seconds, fraction] = match;
  if (minutes !== undefined && Number(seconds) > 59) return null;
  if (hours !== undefined && Number(minutes) > 59) return null;
  const whole = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds);
  return whole * 1_000_000 + Number((fraction ?? '').padEnd(6, '0'));
}
