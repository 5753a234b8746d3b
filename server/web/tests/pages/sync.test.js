// The sync page: the server's second, and the delay that it says.
import { describe, expect, test } from 'vitest';
import { keep_picture, open_page } from './browser.js';
import { address, browser, server } from './world.js';

async function open(path = 'sync', size = 'laptop') {
  server.show('racing_1500');
  const opened = await open_page(browser, `${address}/${path}`, size);
  await opened.page.waitForSelector('code');
  return opened;
}

/** Looked at with every picture: it lasts an eighth of a second, and whoever looks once a second may always come between two. */
const flashes = (page) => page.waitForFunction(() => document.body.classList.contains('flash'), null, { polling: 'raf' });

describe('Sync page', () => {
  test.each(['laptop', 'phone'])('says the delay that it was nudged to, for every overlay: %s', async (size) => {
    const { page, complaints, close } = await open('sync', size);
    expect(await page.textContent('.delay')).toBe('0 ms');
    await page.getByRole('button', { name: '+1000', exact: true }).click();
    await page.getByRole('button', { name: '+100', exact: true }).click();
    await page.getByRole('button', { name: '+10', exact: true }).click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowLeft');
    expect(await page.textContent('.delay')).toBe('1020 ms');
    expect(await page.locator('code').allTextContents()).toEqual(['delay_ms=1020', `${address}/overlay?delay_ms=1020`]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    expect(complaints).toEqual([]);
    await keep_picture(page, `sync_${size}`);
    await close();
  });

  test.each(['laptop', 'full_hd'])('stands in the middle, with buttons that are hit: %s', async (size) => {
    const { page, close } = await open('sync', size);
    const boxes = await page.locator('aside .bar > *').evaluateAll((all) => all.map((node) => node.getBoundingClientRect()).map(({ left, right, height, width }) => ({ left, right, height, width })));
    const left = Math.min(...boxes.map((box) => box.left));
    const right = await page.evaluate(() => innerWidth) - Math.max(...boxes.map((box) => box.right));
    expect(Math.abs(left - right)).toBeLessThanOrEqual(40);
    for (const { height, width } of boxes.slice(1)) expect(Math.min(height, width)).toBeGreaterThanOrEqual(48);
    await keep_picture(page, `sync_middle_${size}`);
    await close();
  });

  test.each(['de', 'fr', 'it', 'es', 'zh'])('speaks the language that its address names, and leads back: %s', async (language) => {
    const { page, complaints, close } = await open(`sync?lang=${language}`, 'laptop');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    const text = await page.textContent('aside');
    expect(text).not.toMatch(/\b(Tone|screen|overlay:|server's)\b/);
    expect(await page.locator('code').allTextContents()).toEqual(['delay_ms=0', `${address}/overlay?delay_ms=0`]);
    expect(await page.locator('aside a[href="/"]').count()).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });

  test('shows the server’s second, and flashes in it', async () => {
    const { page, close } = await open();
    await page.waitForFunction(() => document.querySelector('bowball-sync').shadowRoot.querySelector('.second').textContent !== '--');
    const shown = Number(await page.textContent('bowball-sync .second'));
    const now = Math.floor(server.now_us() / 1e6) % 60;
    expect([0, 1, 2, 58, 59]).toContain((now - shown + 60) % 60);
    await flashes(page);
    await page.waitForSelector('body:not(.flash)');
    await close();
  });

  test('what is nudged shows an earlier second', async () => {
    const { page, close } = await open('sync?delay_ms=30000');
    await page.waitForFunction(() => document.querySelector('bowball-sync').shadowRoot.querySelector('.second').textContent !== '--');
    const late = (Math.floor(server.now_us() / 1e6) - Number(await page.textContent('bowball-sync .second')) + 120) % 60;
    expect([29, 30, 31, 32]).toContain(late);
    await close();
  });

  test('the tone is switched by a press', async () => {
    const { page, close } = await open();
    await page.getByRole('button', { name: 'Tone on' }).click();
    await flashes(page);
    await page.getByRole('button', { name: 'Tone off' }).click();
    expect(await page.getByRole('button', { name: 'Tone on' }).count()).toBe(1);
    await close();
  });

  test('an overlay carries the signal too, as late as it is', async () => {
    server.show('racing_1500');
    const { page, close } = await open_page(browser, `${address}/overlay?show=sync`, 'hd');
    await page.waitForFunction(() => /^\d\d$/.test(document.querySelector('bowball-stage')?.shadowRoot.querySelector('bowball-sync')?.shadowRoot.querySelector('.second')?.textContent));
    await close();
  });
});
