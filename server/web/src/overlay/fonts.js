// Where the files beside the code are, and the self-hosted font of graphics, one file for each script that Inter knows.
import ranges from '@fontsource-variable/inter/unicode.json';

const family = 'Bowball Inter';
let base = '';

/** The folder that code, fonts and themes are in; said once by whoever was loaded. */
export function set_base_address(address) {
  base = new URL('.', address).href;
}

export const base_address = () => base;

/** Makes the font known to the document; twice does no harm. Resolves when the letters of Latin are here, or cannot come. */
export function add_fonts() {
  if ([...document.fonts].some((face) => face.family.includes(family))) return Promise.resolve();
  for (const [script, range] of Object.entries(ranges)) {
    const source = `url("${base}fonts/inter-${script}.woff2") format("woff2")`;
    document.fonts.add(new FontFace(family, source, { weight: '100 900', style: 'normal', unicodeRange: range, display: 'block' }));
  }
  // Not loaded is no reason to show nothing: the next font of the list is.
  return Promise.all([500, 700].map((weight) => document.fonts.load(`${weight} 20px "${family}"`, 'A0'))).catch(() => {});
}
