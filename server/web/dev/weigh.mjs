// What a page weighs: the bytes that a browser loads, compressed as the server does, before it shows anything.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const weight_of = (path) => gzipSync(readFileSync(path)).length;

/** {file: bytes} of a built page: itself, what it names, and the words of one language (the largest). Data and fonts are not of it. */
export function weigh(folder, page) {
  const html = readFileSync(join(folder, `${page}.html`), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css|svg))"/g)].map(([, file]) => file);
  const words = readdirSync(join(folder, 'assets')).filter((file) => /^(en|de|fr|it|es|zh)-[\w-]+\.js$/.test(file)).map((file) => `assets/${file}`);
  const language = words.sort((a, b) => weight_of(join(folder, b)) - weight_of(join(folder, a)))[0];
  return Object.fromEntries([`${page}.html`, ...new Set(named), language].map((file) => [file, weight_of(join(folder, file))]));
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
