// A wind as somebody reads it from a gauge; pure. Rounding is the server's.

/**
 * Reads "+2.03", "-1,4" or "0.7": {sign, mm_s}. `sign` is 1, -1, or 0 where none was written; mm_s is never negative. Null where
 * the text is no wind.
 */
export function parse_wind(text) {
  const match = /^([+\-−]?)\s*(\d{1,2})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign, whole, fraction = ''] = match;
  return { sign: sign === '' ? 0 : sign === '+' ? 1 : -1, mm_s: Number(whole) * 1000 + Number(fraction.padEnd(3, '0')) };
}

/** "+2.03 m/s", as exact as it was read. */
export function reading_text(mm_s) {
  const size = Math.abs(mm_s);
  const fraction = String(size % 1000).padStart(3, '0').replace(/0{1,2}$/, '');
  return `${mm_s < 0 ? '−' : mm_s > 0 ? '+' : ''}${Math.floor(size / 1000)}.${fraction} m/s`;
}
