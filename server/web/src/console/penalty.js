// A time as the server wrote it with seconds more or less, in the digits of the finer of the two: what is to be, before the server says it. Pure.
import { parse_time_us } from '../text/time.js';

const decimals = (text) => /[.,](\d+)$/.exec(text)?.[1].length ?? 0;
const two = (n) => String(n).padStart(2, '0');

/** "6:42.11" and 5 s: "6:47.11"; null where the text is no time, or nothing would be left of it. `more_us`: microseconds, negative where they are taken away. */
export function time_with(text, more_us) {
  const us = parse_time_us(text);
  if (us === null || us + more_us < 0) return null;
  const finest = more_us % 1e6 === 0 ? 0 : 6 - (/0*$/.exec(String(Math.abs(more_us)))[0].length);
  const digits = Math.max(decimals(text), finest);
  const all = us + more_us;
  const fraction = digits > 0 ? `.${String(all % 1e6).padStart(6, '0').slice(0, digits)}` : '';
  const whole = Math.floor(all / 1e6);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (hours > 0) return `${hours}:${two(minutes)}:${two(seconds)}${fraction}`;
  return minutes > 0 ? `${minutes}:${two(seconds)}${fraction}` : `${seconds}${fraction}`;
}
