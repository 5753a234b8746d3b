// The words of the language that the page speaks: one table, set once before anything is drawn (language.js, english.js). Graphics of
// broadcast read them too: nothing here is newer than Chromium 80.

let words = null;

/** Sets the table: keys to texts, as languages/en.js. */
export function speak(table) {
  words = table;
}

/** The text of a key with its {placeholders} filled. A value is put in as it is. */
export function say(key, values = {}) {
  if (!words) throw new Error('No language is loaded. Import text/english.js before the page, or await use_language() of text/language.js.');
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The text of a key that the server's word made, or else the word as it came, with spaces: a newer server may know more. */
export const say_word = (group, word) => (words && `${group}.${word}` in words ? say(`${group}.${word}`) : spaced(word));

/** A name in whatever script, for a place in a sentence of another: neither turns the other's order. As <bdi> does in a page. */
export const isolated = (name) => `\u2068${name}\u2069`;

export const spaced = (word) => String(word ?? '').replace(/_/g, ' ');
