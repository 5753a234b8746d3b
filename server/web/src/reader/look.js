// How a page looks: as the device is set (light or dark), for full sun, or for the night; the reader's choice, kept. style/base.css
// has the colours of each.
import { keep, kept } from './kept.js';

export const looks = ['auto', 'sun', 'night'];
const key = 'look';

/** What the reader chose: one of `looks`. */
export const chosen_look = () => (looks.includes(kept(key)) ? kept(key) : 'auto');

export function choose_look(look) {
  keep(key, look === 'auto' ? null : look);
  wear();
}

const device = () => matchMedia('(prefers-color-scheme: dark)');

function wear() {
  const look = chosen_look();
  document.documentElement.dataset.look = look === 'auto' ? (device().matches ? 'night' : 'day') : look;
}

/** Before a page is drawn, and from then on: boards and overlays, which have a look of their own, do not call it. */
export function wear_look() {
  wear();
  device().addEventListener('change', wear);
}
