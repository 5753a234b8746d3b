// Texts of the panel of systems A and B.

/** A difference in thousandths of a second with one decimal: "+3.1", "−82.0". Cut towards zero. */
export function thousandths_text(us) {
  const tenths = Math.trunc(us / 100);
  const size = Math.abs(tenths);
  const sign = tenths > 0 ? '+' : tenths < 0 ? '−' : '';
  return `${sign}${Math.floor(size / 10)}.${size % 10}`;
}

/** A standard deviation, alike and without a sign. */
export const scatter_text = (us) => thousandths_text(us).replace('+', '');
