// Where things are on a photo-finish picture: columns, times, and marks that do not cover one another; pure.
import { say } from '../text/say.js';

/** Microseconds since the start signal of a column, which may lie between two. */
export const time_us_of = (picture, column) => picture.column_0_us + (column * 1e6) / picture.lines_per_s;

export const column_of = (picture, time_us) => ((time_us - picture.column_0_us) * picture.lines_per_s) / 1e6;

/** Microseconds as "6:39.370"; cut to so many digits. */
export function instant_text(us, digits = 3) {
  const unit = 10 ** (6 - digits);
  const cut = Math.floor(Math.max(0, us) / unit + 1e-9);
  const per_second = 10 ** digits;
  const whole = Math.floor(cut / per_second);
  const tail = digits > 0 ? `.${String(cut % per_second).padStart(digits, '0')}` : '';
  const seconds = whole % 60;
  if (whole < 60) return `${seconds}${tail}`;
  return `${Math.floor(whole / 60)}:${String(seconds).padStart(2, '0')}${tail}`;
}

const steps_us = [100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6, 1e7, 3e7, 6e7];

/** Ticks of the time scale from one pixel to another, at least `apart` pixels from each other: [{x, text}]. */
export function ticks_of(picture, scale, from, until, apart = 84) {
  const us_per_pixel = 1e6 / picture.lines_per_s / scale;
  const step = steps_us.find((one) => one / us_per_pixel >= apart) ?? steps_us.at(-1);
  const digits = Math.max(0, 6 - Math.floor(Math.log10(step) + 1e-9));
  const first = Math.ceil(time_us_of(picture, from / scale) / step) * step;
  const last = Math.min(time_us_of(picture, until / scale), time_us_of(picture, picture.width));
  const ticks = [];
  for (let us = first; us <= last && ticks.length < 200; us += step) ticks.push({ x: column_of(picture, us) * scale, text: instant_text(us, digits) });
  return ticks;
}

/** Each lane's mark with its place: `x` in pixels, the row of its label, and whether the label hangs to the left. By column. */
export function marks_of(picture, scale, label_width) {
  const until = [];
  const wide = picture.width * scale;
  const marks = [...picture.lanes].sort((a, b) => a.column - b.column);
  return marks.map((lane) => {
    const x = (lane.column + 0.5) * scale;
    const is_left = x + label_width > wide && x > label_width;
    const begin = is_left ? x - label_width : x;
    let row = until.findIndex((end) => end <= begin);
    if (row < 0) row = until.length;
    until[row] = begin + label_width;
    return { ...lane, x, row, is_left };
  });
}

/** What the server says to who asks for the picture; null where it would send it. */
export async function refusal_of(url) {
  try {
    const answer = await fetch(url, { headers: { range: 'bytes=0-0' }, signal: AbortSignal.timeout(10_000) });
    if (answer.ok) return null;
    return (await answer.json()).text ?? say('photo.the_server_does_not_send_it');
  } catch (failed) {
    return failed.name === 'TimeoutError' ? say('photo.the_folder_that_it_lies_in') : say('photo.no_contact_with_the_server');
  }
}
