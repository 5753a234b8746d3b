// A real browser for page tests: opens a built page at a size, collects everything it complains of, keeps a picture.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const executable = process.env.BOWBALL_CHROMIUM ?? '/usr/bin/chromium-headless-shell';
// Letters as a screen has them: the headless shell alone would hint them to whole pixels.
const flags = [
  '--headless', '--font-render-hinting=slight', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];
export const pages_folder = process.env.BOWBALL_PAGES_OUT ?? fileURLToPath(new URL('../../dist', import.meta.url));
export const shots_folder = process.env.BOWBALL_SHOTS ?? join(pages_folder, '..', 'web_shots');

export const sizes = {
  led: { width: 384, height: 192 }, hd: { width: 1280, height: 720 }, full_hd: { width: 1920, height: 1080 }, uhd: { width: 3840, height: 2160 },
  upright: { width: 768, height: 1024 }, tablet: { width: 1024, height: 768 }, wide_tablet: { width: 1180, height: 820 }, laptop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 },
};

export async function open_browser() {
  return chromium.launch({ executablePath: executable, args: flags });
}

/** Opens an address; `complaints` gathers console errors, exceptions and failed requests. */
export async function open_page(browser, address, size, more = {}) {
  const context = await browser.newContext({ viewport: sizes[size], colorScheme: 'light', reducedMotion: 'reduce', locale: 'en-GB', ...more });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  await page.goto(address);
  return { page, complaints, close: () => context.close() };
}

/** Keeps a picture under the build folder, for people to look at. */
export async function keep_picture(page, name, options = {}) {
  mkdirSync(shots_folder, { recursive: true });
  const path = join(shots_folder, `${name}.png`);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, ...options });
  return path;
}

/** Presses a button until it is full, with the mouse. */
export async function hold(page, name) {
  const button = page.getByRole('button', { name });
  await button.hover();
  await page.mouse.down();
  await page.waitForSelector('button[aria-busy=true], .notes .note');
  await page.mouse.up();
}

/** From here on the page's timers run only when they are told to: `page.clock.runFor(ms)`. */
export async function stop_time(page) {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
}

/** Puts the finger on a button and leaves it there. */
export async function press(page, name) {
  await page.getByRole('button', { name }).hover();
  await page.mouse.down();
  await page.waitForSelector('button.held');
}

/** Whether the page can be scrolled sideways. */
export const sticks_out = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
