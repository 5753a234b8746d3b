// Blades of oars as data: a field, and at most one pattern on it. What a meet writes is taken only where it is of this shape: colours are six
// hexadecimal digits and patterns those below, so nothing of the file reaches a page but numbers that were read here.

const colour = /^#[0-9a-f]{6}$/i;
const most_colours = 5;

/** What is seen of it: the end of the shaft at the left, then a hatchet from 10 to 30. */
export const box = { left: 4, width: 26, height: 12 };
export const outline = 'M9.5 5 Q12.5 4.2 14.5 2.2 Q15.5 1.2 17 1.2 L28 1.2 Q29.2 1.2 29.2 2.4 L29.2 9.8 Q29.2 11 28 11 L15 11 Q13 11 12.2 9.4 Q11.2 7.4 9.5 7 Z';

/** How many colours a pattern takes beside the field, and the shapes that it draws: [path, which colour]. */
const patterns = {
  // From shaft to tip, equal in breadth; the field is not seen.
  stripes: (n) => Array.from({ length: n }, (_, k) => [`M${10 + (20 * k) / n} 0 h${20 / n + 0.1} v12 h-${20 / n + 0.1} z`, k]),
  // One above the other.
  bands: (n) => Array.from({ length: n }, (_, k) => [`M9 ${(12 * k) / n} h21 v${12 / n + 0.1} h-21 z`, k]),
  tip: () => [['M24 0 h6 v12 h-6 z', 0]],
  chevron: () => [['M17 0 h4 l4 6 l-4 6 h-4 l4 -6 z', 0]],
  cross: () => [['M18 0 h4 v12 h-4 z', 0], ['M9 4.4 h21 v3.2 h-21 z', 0]],
  diagonal: () => [['M16 12 L25 0 h5 v12 z', 0]],
};

/** {field, shapes: [{path, colour}]} of what a file says, or null where it is not of that shape. */
export function blade_of(said) {
  const colours = said?.colours ?? [];
  if (!said || typeof said !== 'object' || !Array.isArray(colours) || colours.length > most_colours || !colours.every((one) => colour.test(one))) return null;
  const field = said.field ?? colours[0];
  if (!colour.test(field)) return null;
  if (said.pattern === undefined) return { field, shapes: [] };
  if (!Object.hasOwn(patterns, said.pattern) || colours.length === 0) return null;
  return { field, shapes: patterns[said.pattern](colours.length).map(([path, which]) => ({ path, colour: colours[which] })) };
}

/** The first of these names that has a blade, or null. @param {any} file what stands in blades.json @param {(string | undefined)[]} names */
export function find_blade(file, names) {
  const known = file?.blades;
  if (!known || typeof known !== 'object') return null;
  const name = names.find((one) => one && Object.hasOwn(known, one));
  return name === undefined ? null : blade_of(known[name]);
}

let asked = null;

/** What blades.json says, asked for once; null where there is none. */
export function blades() {
  asked ??= fetch('./blades.json').then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
  return asked;
}
