// What a page weighs: the bytes that a browser loads, compressed as the server does, before it shows anything.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const weight_of = (path) => gzipSync(readFileSync(path)).length;

/** What a table of words is called when it is built: after its folder and its language, so that it can be told from whatever else is an index. */
export function name_of_chunk({ facadeModuleId }) {
  const [, folder, language] = /\/src\/text\/(\w+)\/(en|de|fr|it|es|zh)(?:\.js|\/index\.js)$/.exec(facadeModuleId ?? '') ?? [];
  return `assets/${folder ? `words_${folder}_${language}` : '[name]'}-[hash].js`;
}

/** Of each folder of words that these scripts load from, the largest language. */
function words_of(folder, scripts) {
  const named = scripts.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/words_(\w+)_(?:en|de|fr|it|es|zh)-[\w-]+?\.js/g)]);
  const largest = {};
  for (const [file, kind] of named) if (!largest[kind] || weight_of(join(folder, 'assets', file)) > weight_of(join(folder, 'assets', largest[kind]))) largest[kind] = file;
  return Object.values(largest).map((file) => `assets/${file}`);
}

/** {file: bytes} of a built page: itself, what it names, and the words of one language (the largest). Data and fonts are not of it. */
export function weigh(folder, page) {
  const html = readFileSync(join(folder, `${page}.html`), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css|svg))"/g)].map(([, file]) => file);
  const words = words_of(folder, named.filter((file) => file.startsWith('assets/') && file.endsWith('.js')));
  return Object.fromEntries([`${page}.html`, ...new Set(named), ...words].map((file) => [file, weight_of(join(folder, file))]));
}

export const total = (weights) => Object.values(weights).reduce((sum, bytes) => sum + bytes, 0);

/** For Vite: prints what each page weighs when it is built. Not at closeBundle, which comes after a failed build too and would hide why. */
export function print_weights(pages) {
  let folder;
  return {
    name: 'weigh-pages',
    configResolved: (config) => (folder = config.build.outDir),
    writeBundle: () => {
      for (const page of pages) console.log(`${page.padEnd(12)} ${(total(weigh(folder, page)) / 1000).toFixed(1).padStart(6)} kB first load, gzip, in ${Object.keys(weigh(folder, page)).length} files`);
    },
  };
}
