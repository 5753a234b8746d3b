// Compares a picture with the one that is kept, in docs/pictures/graphics; with BOWBALL_GOLDEN=write it becomes the one.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

export const kept_folder = process.env.BOWBALL_SOURCE
  ? join(process.env.BOWBALL_SOURCE, 'docs/pictures/graphics')
  : fileURLToPath(new URL('../../../../docs/pictures/graphics', import.meta.url));

// Of all pixels, how many may differ, and how many in one square: another version of the browser draws edges a little otherwise, a digit that is another one
// (14 pixels where it was measured) must not pass for that.
const tolerance = 0.001;
const square_px = 16;
const most_in_a_square = 8;

/** {is_same, why}: whether hardly a pixel differs by more than the eye sees. `bytes`: a PNG. */
export function compare(bytes, kept_bytes) {
  const picture = PNG.sync.read(bytes);
  const kept = PNG.sync.read(kept_bytes);
  if (picture.width !== kept.width || picture.height !== kept.height) {
    return { is_same: false, why: `it is ${picture.width} x ${picture.height}, the kept one ${kept.width} x ${kept.height}` };
  }
  const where = Buffer.alloc(picture.data.length);
  const different = pixelmatch(picture.data, kept.data, where, picture.width, picture.height, { threshold: 0.12, diffMask: true });
  const together = most_together(where, picture.width);
  const allowed = Math.ceil(picture.width * picture.height * tolerance);
  return { is_same: different <= allowed && together <= most_in_a_square, why: `${different} pixels differ, ${together} of them together; ${allowed} and ${most_in_a_square} are allowed` };
}

/** How many pixels of a mask lie in the fullest square of it. */
function most_together(mask, width) {
  const squares = new Map();
  for (let at = 0; at < mask.length / 4; at += 1) {
    if (mask[at * 4 + 3] === 0) continue;
    const square = `${Math.floor((at % width) / square_px)} ${Math.floor(at / width / square_px)}`;
    squares.set(square, (squares.get(square) ?? 0) + 1);
  }
  return Math.max(0, ...squares.values());
}

/** Empty where the picture is the kept one; else what is wrong, with the file that was written beside for looking. */
export function mismatch(bytes, name, shots_folder) {
  const path = join(kept_folder, `${name}.png`);
  if (process.env.BOWBALL_GOLDEN === 'write') {
    mkdirSync(kept_folder, { recursive: true });
    writeFileSync(path, bytes);
    return '';
  }
  if (!existsSync(path)) return `There is no ${path}. BOWBALL_GOLDEN=write makes it.`;
  const { is_same, why } = compare(bytes, readFileSync(path));
  if (is_same) return '';
  mkdirSync(shots_folder, { recursive: true });
  const seen = join(shots_folder, `${name}_differs.png`);
  writeFileSync(seen, bytes);
  return `${name}: ${why}. Compare ${seen} with ${path}.`;
}

/** The alpha of a pixel of a PNG, 0 to 255. */
export function alpha_at(bytes, x, y) {
  const { data, width } = PNG.sync.read(bytes);
  return data[(y * width + x) * 4 + 3];
}
