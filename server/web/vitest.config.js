// Unit tests of the feed package and of the small pure helpers: no browser, no network.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte({ configFile: false })],
  test: { setupFiles: ['src/text/english_officials.js'], include: ['tests/unit/**/*.test.js'], environment: 'node' },
});
