// Builds the graphics of broadcast into <pages>/graphics: plain files with plain names, to be copied into other programs' folders, for
// Chromium 80 and later. Of each graphic a template for CasparCG and SPX, and a manifest with its module for OGraf hosts.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { ograf_manifest, ograf_module, server_file, template_page, titles } from './src/overlay/catalogue.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const read_json = (path) => JSON.parse(readFileSync(here(path), 'utf8'));
// Chromium 80 knows ES2020; class fields are newer than that standard.
const target = ['chrome80', 'es2020'];

async function build_script(folder, entry, format, file) {
  await build({
    configFile: false,
    root: here('.'),
    logLevel: 'warn',
    publicDir: false,
    build: { outDir: folder, emptyOutDir: false, target, minify: 'esbuild', lib: { entry: here(entry), formats: [format], name: 'bowball', fileName: () => file } },
  });
}

function write_files(folder, version) {
  for (const name of Object.keys(titles)) {
    writeFileSync(join(folder, `bowball-${name}.html`), template_page(name));
    writeFileSync(join(folder, `bowball-${name}.ograf.json`), `${JSON.stringify(ograf_manifest(name, version), null, 2)}\n`);
    writeFileSync(join(folder, `bowball-${name}.mjs`), ograf_module(name));
  }
  writeFileSync(join(folder, 'server.js'), server_file);
  mkdirSync(join(folder, 'fonts'), { recursive: true });
  const fonts = here('node_modules/@fontsource-variable/inter');
  for (const script of Object.keys(read_json('node_modules/@fontsource-variable/inter/unicode.json'))) copyFileSync(join(fonts, `files/inter-${script}-wght-normal.woff2`), join(folder, `fonts/inter-${script}.woff2`));
  copyFileSync(join(fonts, 'LICENSE'), join(folder, 'fonts/LICENSE'));
  mkdirSync(join(folder, 'themes'), { recursive: true });
  for (const file of readdirSync(here('src/overlay/themes'))) copyFileSync(here(`src/overlay/themes/${file}`), join(folder, `themes/${file}`));
  // For whoever fetches the folder over the network: one name a line.
  const files_in = (inner) => readdirSync(join(folder, inner), { withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => `${inner}${entry.name}`);
  const names = [...files_in(''), ...files_in('fonts/'), ...files_in('themes/')].filter((name) => name !== 'files.txt');
  writeFileSync(join(folder, 'files.txt'), `${names.sort().join('\n')}\n`);
}

/** The plugin that does it after the pages were written. */
export function graphics_build() {
  let out = '';
  return {
    name: 'bowball-graphics',
    apply: 'build',
    configResolved: (config) => (out = config.build.outDir),
    async closeBundle() {
      const folder = join(out, 'graphics');
      mkdirSync(folder, { recursive: true });
      await build_script(folder, 'src/overlay/page.js', 'iife', 'bowball.js');
      await build_script(folder, 'src/overlay/ograf.js', 'es', 'bowball.mjs');
      await build_script(folder, 'src/sync/sync.js', 'iife', 'sync.js');
      write_files(folder, read_json('package.json').version);
    },
  };
}
