// What broadcasters take away from the front page: addresses that are right, whole in their lines, and copied by one tap.
import { beforeAll, describe, expect, test } from 'vitest';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

beforeAll(() => {
  server.me = null;
});

async function open(size = 'laptop', more = {}, path = '') {
  server.show('racing_1500');
  const opened = await open_page(browser, `${address}/${path}`, size, more);
  await opened.page.waitForSelector('details.panel');
  for (const summary of await opened.page.locator('details.panel > summary').all()) await summary.click();
  return opened;
}

const addresses = (page) => page.locator('details code').allTextContents();

describe('For broadcasters, the front page', () => {
  test('has each graphic with an address that is answered, in the language and with the delay that were chosen', async () => {
    const { page, complaints, close } = await open();
    await page.getByLabel('Language of the graphics').selectOption('de');
    await page.getByLabel('Delay of the picture').fill('2300');
    const overlays = (await addresses(page)).filter((text) => text.includes('/overlay'));
    expect(overlays).toHaveLength(15);
    expect(overlays[3]).toBe(`${address}/overlay?show=clock&lang=de&delay_ms=2300`);
    for (const one of overlays) expect((await fetch(one)).status).toBe(200);
    expect((await fetch(`${address}/${await page.locator('details a').getAttribute('href')}`)).status).toBe(200);
    expect(await page.textContent('main')).toContain('bowball token add');
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
    await keep_picture(page, 'front_broadcasters', { fullPage: true });
    await close();
  });

  test('says what is opened first, and leads to those pages of this server', async () => {
    const { page, close } = await open();
    const first = page.locator('.begin a');
    const links = await first.evaluateAll((all) => all.map((one) => one.href));
    expect(links.map((link) => link.slice(address.length))).toEqual(['/overlay.html', '/sync.html', '/graphics/files.txt']);
    for (const link of links) expect((await fetch(link)).status, link).toBe(200);
    expect(await page.locator('.begin li').first().textContent()).toBe('Overlay Open it as a browser source over the picture: it comes and goes by itself.');
    await close();
  });

  test.each(['phone', 'tablet', 'full_hd'])('never breaks an address within a word: %s', async (size) => {
    const { page, close } = await open(size);
    await page.getByLabel('Delay of the picture').fill('60000');
    const broken = await page.locator('details code span').evaluateAll((pieces) => pieces.filter((piece) => piece.offsetHeight > 1.6 * parseFloat(getComputedStyle(piece).lineHeight)).map((piece) => piece.textContent));
    expect(broken).toEqual([]);
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `front_broadcasters_${size}`, { fullPage: true });
    await close();
  });

  test('copies an address by one tap', async () => {
    const { page, close } = await open('laptop', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy: Order', exact: true }).click();
    await page.waitForSelector('text=Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${address}/overlay?show=order-tower`);
    await close();
  });

  test('copies it over plain HTTP too, where browsers keep the clipboard from pages', async () => {
    const { page, close } = await open('laptop');
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.addEventListener('copy', () => (window.copied = document.activeElement.value));
    });
    await page.getByRole('button', { name: 'Copy: Live order' }).click();
    await page.waitForSelector('text=Copied');
    expect(await page.evaluate(() => window.copied)).toBe(`${address}/feeds/TOKEN/board.json`);
    await close();
  });
});
