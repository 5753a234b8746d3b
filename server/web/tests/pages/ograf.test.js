// The graphics as a host of OGraf uses them: reads the manifest, imports its module, registers the class, and calls its methods.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PNG } from 'pngjs';
import { open_page, pages_folder } from './browser.js';
import { address, browser, server } from './world.js';

const folder = join(pages_folder, 'graphics');
const manifests = readdirSync(folder).filter((name) => name.endsWith('.ograf.json'));
let page;
let close;
beforeAll(async () => {
  server.show('racing_1500');
  ({ page, close } = await open_page(browser, `${address}/overlay?show=sync&play=wait`, 'hd'));
});
afterAll(() => close?.());

// As a text: what runs the tests would make its own of an import that it can read.
const load_class = (main) => page.evaluate(`import("/graphics/${main}").then((found) => { window.graphic_class = found.default; })`);

/** Makes `graphic` in the page: an element of the class, in the document, not loaded yet. */
const make = (main, tag) =>
  load_class(main).then(() => page.evaluate((tag) => {
    customElements.define(tag, window.graphic_class);
    window.graphic?.remove();
    window.graphic = document.body.appendChild(document.createElement(tag));
  }, tag));
const drawn = async () => PNG.sync.read(await page.screenshot({ omitBackground: true })).data.filter((value, k) => k % 4 === 3 && value > 0).length;

describe('An OGraf graphic', () => {
  test('there is one for every graphic', () => expect(manifests).toHaveLength(14));

  test.each(manifests)('has the module that its manifest names, with every method: %s', async (file) => {
    const { main } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    await load_class(main);
    const methods = await page.evaluate(() => {
      const { graphic_class } = window;
      const wanted = ['load', 'dispose', 'playAction', 'stopAction', 'updateAction', 'customAction', 'goToTime', 'setActionsSchedule'];
      return [graphic_class.prototype instanceof HTMLElement, ...wanted.map((name) => typeof graphic_class.prototype[name])];
    });
    expect(methods).toEqual([true, ...Array(8).fill('function')]);
  });

  test('is loaded, played, updated, nudged, stopped and disposed of', async () => {
    await make('bowball-order-tower.mjs', 'host-tower');
    expect(await page.evaluate(() => graphic.playAction({}))).toMatchObject({ statusCode: 409 });
    expect(await page.evaluate(() => graphic.load({ data: { lang: 'de', race: '' }, renderType: 'realtime', renderCharacteristics: {} }))).toEqual({ statusCode: 200 });
    expect(await drawn(), 'nothing before it is played').toBe(0);
    expect(await page.evaluate(() => graphic.playAction({}))).toEqual({ statusCode: 200, currentStep: 0 });
    await page.waitForSelector('host-tower bowball-order-tower li');
    await page.waitForFunction(() => document.querySelector('host-tower bowball-stage').shadowRoot.querySelector('bowball-order-tower').shadowRoot.querySelector('.frame').getAnimations().length === 0);
    expect(await page.textContent('host-tower bowball-order-tower .head')).toBe('1500 m');
    expect(await drawn()).toBeGreaterThan(10_000);
    expect(await page.evaluate(() => graphic.customAction({ id: 'nudge', payload: { ms: 30 } }))).toEqual({ statusCode: 200, result: { delay_ms: 30 } });
    expect(await page.evaluate(() => graphic.customAction({ id: 'explode' }))).toMatchObject({ statusCode: 404 });
    expect(await page.evaluate(() => graphic.updateAction({ data: { delay_ms: 0, lang: 'xx' } }))).toMatchObject({ statusCode: 400, statusMessage: expect.stringContaining('lang "xx"') });
    expect(await page.evaluate(() => graphic.stopAction({ skipAnimation: true }))).toEqual({ statusCode: 200 });
    expect(await drawn()).toBe(0);
    expect(await page.evaluate(() => graphic.dispose({}))).toEqual({ statusCode: 200 });
    expect(await page.evaluate(() => graphic.childElementCount)).toBe(0);
  });

  test('played beyond its one step goes out', async () => {
    await make('bowball-clock.mjs', 'host-clock');
    await page.evaluate(() => graphic.load({ renderType: 'realtime' }));
    await page.evaluate(() => graphic.playAction({ skipAnimation: true }));
    await page.waitForSelector('host-clock bowball-clock[air]');
    expect(await page.evaluate(() => graphic.playAction({ delta: 1, skipAnimation: true }))).toEqual({ statusCode: 200 });
    expect(await drawn()).toBe(0);
    await page.evaluate(() => graphic.dispose({}));
  });

  test('refuses to be rendered out of real time', async () => {
    await make('bowball-status.mjs', 'host-status');
    expect(await page.evaluate(() => graphic.load({ renderType: 'non-realtime' }))).toMatchObject({ statusCode: 400 });
  });
});
