// Compares a picture with the one that is kept, in docs/pictures/graphics; with BOWBALL_GOLDEN=write it becomes the one.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

export const kept_folder = process.env.BOWBALL_SOURCE
  ? join(process.env.BOWBALL_SOURCE, 'docs/pictures/graphics')
  : fileURLToPath(new URL('../../../../docs/pictures/graphics', import.meta.url));

// Of all pixels, how many may differ: another version of the browser draws edges a little otherwise.
const tolerance = 0.001;

/** {different, allowed, why}: how many pixels differ by more than the eye sees. `bytes`: a PNG. */
export function compare(bytes, kept_bytes) {
  const picture = PNG.sync.read(bytes);
  const kept = PNG.sync.read(kept_bytes);
  if (picture.width !== kept.width || picture.height !== kept.height) {
    return { different: Infinity, allowed: 0, why: `it is ${picture.width} x ${picture.height}, the kept one ${kept.width} x ${kept.height}` };
  }
  const different = pixelmatch(picture.data, kept.data, null, picture.width, picture.height, { threshold: 0.12 });
  return { different, allowed: Math.ceil(picture.width * picture.height * tolerance), why: `${different} pixels differ` };
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
  const { different, allowed, why } = compare(bytes, readFileSync(path));
  if (different <= allowed) return '';
  mkdirSync(shots_folder, { recursive: true });
  const seen = join(shots_folder, `${name}_differs.png`);
  writeFileSync(seen, bytes);
  return `${name}: ${why}, ${allowed} are allowed. Compare ${seen} with ${path}.`;
}

/** The alpha of a pixel of a PNG, 0 to 255. */
export function alpha_at(bytes, x, y) {
  const { data, width } = PNG.sync.read(bytes);
  return data[(y * width + x) * 4 + 3];
}
