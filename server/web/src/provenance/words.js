// What the dialog says, in the language of the page. Loaded with it: nobody waits for these words before he asks.

const files = { en: () => import('./words/en.js'), de: () => import('./words/de.js'), fr: () => import('./words/fr.js'), it: () => import('./words/it.js'), es: () => import('./words/es.js'), zh: () => import('./words/zh.js') };

/** (key, values) -> text, of a language; English where nobody knows it. */
export async function words_in(language) {
  const table = (await (files[language] ?? files.en)()).default;
  return (key, values = {}) => (table[key] ?? String(key)).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
