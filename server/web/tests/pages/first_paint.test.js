// When each page first shows something, in this browser on this computer: printed and kept beside the pictures, for people to compare.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { open_page, shots_folder } from './browser.js';
import { address, browser, server } from './world.js';

const pages = ['', 'results', 'announcer', 'scoreboard', 'sign-in', 'console', 'referee', 'photo', 'programme', 'health', 'audit', 'setup', 'print?what=results&race=12'];
const times = 3;

/** Milliseconds after the page was asked for. A new context each time: nothing is in its cache. */
async function first_paint_ms(path) {
  const { page, close } = await open_page(browser, `${address}/${path}`, 'laptop');
  const ms = await page.evaluate(() => new Promise((done) => new PerformanceObserver((list) => list.getEntriesByName('first-contentful-paint').forEach(({ startTime }) => done(startTime))).observe({ type: 'paint', buffered: true })));
  await close();
  return ms;
}

test('Every page paints, and when it does is written down', async () => {
  server.me = { name: 'A. Moreau', role: 'admin' };
  server.show('unofficial');
  const lines = [];
  for (const path of pages) {
    const found = [];
    for (let k = 0; k < times; k += 1) found.push(await first_paint_ms(path));
    expect(Math.min(...found), `the page ${path}`).toBeGreaterThan(0);
    const median = found.sort((a, b) => a - b)[Math.floor(times / 2)];
    lines.push(`${(path || 'front').split('?')[0].padEnd(12)} ${Math.round(median).toString().padStart(6)} ms to the first paint, median of ${times}`);
  }
  mkdirSync(shots_folder, { recursive: true });
  writeFileSync(join(shots_folder, 'first_paint.txt'), `${lines.join('\n')}\n`);
  console.log(lines.join('\n'));
});
