// A browser for tests of the whole program. Without Chromium whoever imports this is skipped.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packages, shots_folder } from './venue.mjs';

const executable = process.env.BOWBALL_CHROMIUM ?? '/usr/bin/chromium-headless-shell';
if (!existsSync(executable)) {
  console.log('no Chromium here');
  process.exit(77);
}

/** Does `work(browser)`; where it fails, every open page is kept as a picture: <name>_failed_0.png ... */
export async function in_chromium(name, work) {
  mkdirSync(shots_folder, { recursive: true });
  const { chromium } = packages('playwright-core');
  const browser = await chromium.launch({ executablePath: executable, args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    await work(browser);
  } catch (error) {
    for (const [k, context] of browser.contexts().entries()) for (const page of context.pages()) await page.screenshot({ path: join(shots_folder, `${name}_failed_${k}.png`), timeout: 5000 }).catch(() => {});
    throw error;
  } finally {
    await browser.close();
  }
}
