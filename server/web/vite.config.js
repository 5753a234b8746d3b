// Builds the pages: one HTML file each, nothing fetched from anywhere but the server itself.
// CMake hands the output folder over in BOWBALL_PAGES_OUT.
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { emit_flags } from './dev/flags.mjs';
import { name_of_chunk, print_weights } from './dev/weigh.mjs';
import { graphics_build } from './graphics.build.js';

const pages = ['index', 'scoreboard', 'console', 'photo', 'programme', 'referee', 'results', 'announcer', 'health', 'setup', 'print', 'audit', 'sign-in'];
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// What nearly every page needs is one file: on a bad link each file costs a turn.
// Languages and the font are not of it: a page loads the one it speaks, and the results page its font later.
export default defineConfig({
  root: here('.'),
  base: './',
  cacheDir: here('node_modules/.vite'),
  plugins: [svelte({ configFile: false }), emit_flags(), print_weights(pages), graphics_build()],
  build: {
    outDir: process.env.BOWBALL_PAGES_OUT ?? here('dist'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: Object.fromEntries(pages.map((page) => [page, here(`${page}.html`)])),
      output: {
        chunkFileNames: name_of_chunk,
        manualChunks: (file) => (/\/src\/(feed\/(live|follow|connection|session)|parts\/|reader\/\w+\.(js|svelte)|text\/(say|race_words|marks|time|days|delay|language)\.|style\/base)/.test(file) ? 'shared' : undefined),
      },
    },
  },
});
