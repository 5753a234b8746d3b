// Which language a page speaks: the one in its address (?lang=de), else the one that the reader chose, else the browser's first
// that there is. Only that one's file is loaded.
import { kept, keep } from '../reader/kept.js';
import { speak } from './say.js';

/** By their own names, as a reader looks for them. */
export const languages = { en: 'English', de: 'Deutsch', fr: 'Français', it: 'Italiano', es: 'Español', zh: '中文' };

const files = {
  en: () => import('./languages/en.js'), de: () => import('./languages/de.js'), fr: () => import('./languages/fr.js'),
  it: () => import('./languages/it.js'), es: () => import('./languages/es.js'), zh: () => import('./languages/zh.js'),
};
const key = 'language';

/** "de" of "de-AT", or null where it is not one of those. */
const known = (tag, among) => {
  const first = String(tag ?? '').toLowerCase().split(/[-_]/)[0];
  return among.includes(first) ? first : null;
};

/** Of this page: officials' pages speak fewer (officials.js). */
let spoken = Object.keys(languages);
export const languages_here = () => spoken;

/**
 * @param {string} search of the address @param {string | null} chosen before @param {readonly string[]} browser what it asks for, best first
 * @param {readonly string[]} among what the page speaks
 */
export function choose_language(search, chosen, browser, among = spoken) {
  return [new URLSearchParams(search).get('lang'), chosen, ...browser].map((tag) => known(tag, among)).find(Boolean) ?? 'en';
}

export const current_language = () => choose_language(location.search, kept(key), navigator.languages ?? []);

/**
 * Before a page is drawn: loads the language and says it to the browser, which reads aloud and breaks lines by it. `more`: for each
 * language that the page speaks what loads a further table, as officials.js has them.
 */
export async function use_language(more = null) {
  if (more) spoken = Object.keys(more);
  const language = current_language();
  const tables = await Promise.all([files, more].map((one) => one?.[language]()));
  speak(Object.assign({}, ...tables.map((table) => table?.default)));
  document.documentElement.lang = language;
}

/** The reader's choice, kept on this device. The page is loaded anew: every text of it is another. */
export function choose(language) {
  keep(key, language);
  const address = new URL(location.href);
  address.searchParams.delete('lang');
  if (address.href === location.href) location.reload();
  else location.replace(address);
}

/** Where this page is in another language, for this time: what the reader chose before stays. */
export function address_in(language) {
  const address = new URL(location.href);
  address.searchParams.set('lang', language);
  return address.href;
}
