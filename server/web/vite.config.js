// Builds the pages: one HTML file each, nothing fetched from anywhere but the server itself.
// CMake hands the output folder over in BOWBALL_PAGES_OUT.
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { graphics_build } from './graphics.build.js';

const pages = ['index', 'scoreboard', 'console', 'programme', 'referee', 'results', 'health', 'sign-in'];
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: './',
  cacheDir: here('node_modules/.vite'),
  plugins: [svelte({ configFile: false }), graphics_build()],
  build: {
    outDir: process.env.BOWBALL_PAGES_OUT ?? here('dist'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rollupOptions: { input: Object.fromEntries(pages.map((page) => [page, here(`${page}.html`)])) },
  },
});
