// A text as a QR code, as the path of one drawing: dark modules in units of one.
import { encode } from 'uqr';

/** {size, path}: `size` modules a side, with the quiet zone of four around it that readers want. Correction level M: a drop of rain on it. */
export function qr_code(text) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const rows = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join(''));
  return { size, path: rows.join('') };
}
