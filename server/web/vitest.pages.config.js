// Page tests: the built pages in a real browser, against the development server of dev/.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/pages/**/*.test.js'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
