// The overlay page and the templates as programs use them: by address, by the functions of CasparCG and SPX, from a folder of their own.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PNG } from 'pngjs';
import { keep_picture, open_page, pages_folder, sizes } from './browser.js';
import { alpha_at } from './picture_match.js';
import { address, browser, server } from './world.js';

beforeAll(() => {
  server.me = null;
});
afterEach(async () => {
  server.more = {};
  server.mend();
  // What a test that failed left open follows the feed, and the next ones count who does.
  for (const context of browser.contexts()) await context.close();
});

async function open(path, moment, wait_for, { size = 'full_hd', options, ...more } = {}) {
  server.show(moment, options);
  const opened = await open_page(browser, `${address}/${path}`, size, more);
  if (wait_for) await opened.page.waitForSelector(wait_for);
  return opened;
}
const on_air = (page) => page.evaluate(() => document.querySelector('bowball-stage').on_air);
const picture = (page) => page.screenshot({ omitBackground: true });
/** How many pixels of a picture are not wholly transparent. */
const drawn = (bytes) => PNG.sync.read(bytes).data.filter((value, k) => k % 4 === 3 && value > 0).length;
const tower = (page) => page.locator('bowball-order-tower li').evaluateAll((rows) => rows.sort((a, b) => a.dataset.at - b.dataset.at).map((row) => row.querySelector('.said').textContent));
// A template says its fields in a script of its own, as SPX wants it: a page of the server may not run that, and does not need to.
const beside_inline = (complaints) => complaints.filter((text) => !/inline script/.test(text));

describe('Overlay', () => {
  test('is transparent where it shows nothing', async () => {
    const { page, complaints, close } = await open('overlay', 'racing_1500', 'bowball-order-tower li', { options: { simulated: true } });
    await expect.poll(async () => alpha_at(await picture(page), 300, 300)).toBeGreaterThan(200);   // it comes in by a movement
    const bytes = await picture(page);
    for (const [x, y] of [[0, 0], [1919, 0], [0, 1079], [1919, 1079], [960, 540], [50, 300], [1000, 1000]]) expect(alpha_at(bytes, x, y), `${x}, ${y}`).toBe(0);
    expect(await tower(page)).toEqual(['5:04.90', '+0.58', '+2.40', '+3.81', '', 'DNS']);
    expect(await page.textContent('.demo')).toContain('simulated');
    expect(complaints).toEqual([]);
    await keep_picture(page, 'overlay_race', { omitBackground: true });
    await close();
  });

  test.each([['start_list', 'lanes', 'start-list'], ['unofficial', 'result', 'result'], ['dead_heat', 'dead_heat', 'result']])('shows all crews below the picture: %s', async (moment, name, graphic) => {
    const { page, close } = await open('overlay', moment, `bowball-${graphic} li`);
    expect(await page.locator(`bowball-${graphic} li`).count()).toBe(6);
    expect(await on_air(page)).toEqual(expect.arrayContaining(['clock', graphic]));
    const outside = await page.locator(`bowball-${graphic} li`).evaluateAll((rows) => rows.filter((row) => row.getBoundingClientRect().bottom > innerHeight * 0.951).length);
    expect(outside).toBe(0);
    await keep_picture(page, `overlay_${name}`, { omitBackground: true });
    await close();
  });

  test('names nobody under review, and the responsible once it is decided', async () => {
    const { page, close } = await open('overlay', 'review', 'bowball-start-banner .banner');
    expect((await page.textContent('bowball-start-banner .banner')).trim()).toBe('Start under review');
    expect(await on_air(page)).toEqual(['clock', 'start-banner']);
    server.show('upheld');
    await page.waitForFunction(() => document.querySelector('bowball-stage').shadowRoot.querySelector('bowball-start-banner').shadowRoot.textContent.includes('Wąsik'));
    expect(await page.textContent('bowball-start-banner .word')).toBe('False start');
    await keep_picture(page, 'overlay_false_start', { omitBackground: true });
    await close();
  });

  test.each([['show=clock', ['clock']], ['parts=clock,order', ['clock', 'order-tower']], ['show=next-race,status', []], ['show=next-race,status&when=always', ['next-race']]])('shows what the address names: %s', async (query, names) => {
    const { page, close } = await open(`overlay?${query}`, 'racing_1500');
    await page.waitForFunction((count) => document.querySelector('bowball-stage')?.on_air.length === count && document.title.includes('ms'), names.length);
    expect(await on_air(page)).toEqual(names);
    await close();
  });

  test('a view that one graphic cannot draw leaves that one empty, and the others as they are', async () => {
    server.more = { 'race/12/results': { rows: [{ crew: { lane: 1 } }] } };
    const { page, complaints, close } = await open('overlay?show=split-ladder,clock,result', 'official', 'bowball-clock[air]');
    expect(await page.textContent('bowball-clock .clock')).toBe('6:46.11');
    await page.waitForSelector('bowball-result li');
    expect(complaints.some((text) => text.includes('cannot be'))).toBe(true);
    await close();
  });

  test('says since when nothing came, and goes grey', async () => {
    const { page, close } = await open('overlay', 'racing_1500', 'bowball-order-tower li');
    server.cut();
    await page.waitForSelector('.lost');
    expect(await page.textContent('.lost')).toMatch(/^No data since \d\d:\d\d:\d\d$/);
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('bowball-stage').shadowRoot.querySelector('.top-left')).filter)).toContain('grayscale');
    server.mend();
    await page.waitForSelector('.lost', { state: 'detached' });
    await close();
  });

  test('of a race that is pinned shows that one', async () => {
    const { page, close } = await open('overlay?race=11&show=result', 'racing_1500', 'bowball-result li');
    expect(await page.textContent('bowball-result .head bdi')).toBe("Women's Single Sculls, Heat 1");
    await close();
  });

  test.each([['full_hd', 5, 0, 'title,clock,next-race,start-list'], ['hd', 10, 10, 'title,clock,lane-bug,start-list']])('keeps everything in the safe area: %s, %d per cent', async (size, per_cent, asked, names) => {
    const { page, close } = await open(`overlay?show=${names}${asked ? `&safe=${asked}` : ''}&when=always`, 'start_list', 'bowball-start-list li', { size });
    const { width, height } = sizes[size];
    const boxes = await page.evaluate(() => [...document.querySelector('bowball-stage').shadowRoot.querySelectorAll('[air]')].map((one) => one.shadowRoot.querySelector('.frame').getBoundingClientRect().toJSON()));
    expect(boxes.length).toBe(4);
    for (const { left, top, right, bottom } of boxes) {
      expect(left).toBeGreaterThanOrEqual((width * per_cent) / 100 - 1);
      expect(right).toBeLessThanOrEqual((width * (100 - per_cent)) / 100 + 1);
      expect(top).toBeGreaterThanOrEqual((height * per_cent) / 100 - 1);
      expect(bottom).toBeLessThanOrEqual((height * (100 - per_cent)) / 100 + 1);
    }
    for (const a of boxes) for (const b of boxes) if (a !== b) expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top, 'nothing lies on another').toBe(true);
    await close();
  });

  test('shows one large graphic at a time, and the next when its pages are through', async () => {
    const { page, close } = await open('overlay?show=split-ladder,result,clock&motion=cut', 'official', 'bowball-split-ladder[air]');
    const rotate = () => page.evaluate(async () => {
      const stage = document.querySelector('bowball-stage');
      await stage.rotate();
      return stage.on_air.filter((name) => name !== 'clock');
    });
    expect((await on_air(page)).sort()).toEqual(['clock', 'split-ladder']);
    expect(await rotate()).toEqual(['result']);
    expect(await rotate()).toEqual(['split-ladder']);
    server.show('head_race');
    await page.waitForFunction(() => document.querySelector('bowball-stage').shadowRoot.querySelector('bowball-split-ladder').page_count() === 8);
    for (let k = 1; k < 8; k += 1) expect(await rotate()).toEqual(['split-ladder']);
    expect(await rotate()).toEqual(['result']);
    await close();
  });

  test('speaks the language that is asked for', async () => {
    const { page, close } = await open('overlay?lang=zh', 'unofficial', 'bowball-result .mark');
    expect(await page.textContent('bowball-result .mark')).toBe('… 非正式');
    expect(await page.textContent('bowball-clock .title')).toBe('男子单人双桨, 预赛 3');
    await close();
  });

  test('takes its colours from a theme, and single ones from the address', async () => {
    const { page, complaints, close } = await open('overlay?theme=paper&accent=ff6600', 'racing_1500', 'bowball-order-tower li');
    await page.waitForFunction(() => getComputedStyle(document.querySelector('bowball-stage').shadowRoot.querySelector('bowball-order-tower')).color === 'rgb(16, 34, 45)');
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('bowball-stage').shadowRoot.querySelector('bowball-order-tower').shadowRoot.querySelector('.head')).borderLeftColor)).toBe('rgb(255, 102, 0)');
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('Delay', () => {
  const title_of = (page) => page.evaluate(() => document.title);
  test('has nothing to show before anything is due', async () => {
    const { page, close } = await open('overlay?delay_ms=60000', 'racing_1500', 'bowball-stage');
    // A minute late there is nothing to show yet, though the frames are long here.
    await page.waitForFunction(() => document.title.includes('60000'));
    expect(await on_air(page)).toEqual([]);
    await close();
  });

  test('holds what comes, and lets it go when it is taken back', async () => {
    server.show('racing_500');
    const opened = await open_page(browser, `${address}/overlay?show=order-tower`, 'full_hd');
    const { page, close } = opened;
    await page.waitForSelector('bowball-order-tower li');
    expect(await page.textContent('bowball-order-tower .head')).toBe('500 m');
    await page.evaluate(() => update('{"delay_ms":60000}'));
    const client = await page.context().newCDPSession(page);
    await client.send('Network.enable');
    const came = new Promise((done) => client.on('Network.webSocketFrameReceived', ({ response }) => response.payloadData.includes('race/12/board') && done()));
    server.show('racing_1500');
    await came;
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await page.textContent('bowball-order-tower .head'), 'it came, and is not due').toBe('500 m');
    await page.evaluate(() => update('{"delay_ms":0}'));
    await page.waitForFunction(() => document.querySelector('bowball-stage').shadowRoot.querySelector('bowball-order-tower').shadowRoot.querySelector('.head').textContent === '1500 m');
    await close();
  });

  test('is nudged by keys and by a function, never below nothing', async () => {
    const { page, close } = await open('overlay?delay_ms=40', 'racing_1500', 'bowball-stage');
    expect(await title_of(page)).toBe('Overlay · 40 ms · Bowball');
    await page.keyboard.press('ArrowRight');
    expect(await title_of(page)).toContain(' 50 ms');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await title_of(page)).toContain(' 150 ms');
    expect(await page.evaluate(() => nudge(-20))).toBe(130);
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    expect(await title_of(page)).toContain(' 0 ms');
    await close();
  });
});

describe('A template', () => {
  /** As CasparCG calls it: each a piece of script, data as a text with its quotes escaped. */
  const caspar = (page) => ({
    update: (data) => page.evaluate(`update("${data.replace(/"/g, '\\"')}")`),
    call: (name) => page.evaluate(`${name}()`),
  });

  test('draws nothing until it is played, comes in, and leaves nothing behind', async () => {
    const { page, complaints, close } = await open('graphics/bowball-result.html', 'official', 'bowball-stage');
    const cg = caspar(page);
    await cg.update('{"f0":"11"}');
    // Long here, and still not shown.
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.woff2')));
    expect(drawn(await picture(page))).toBe(0);
    await cg.call('play');
    await page.waitForSelector('bowball-result[air]');
    await page.waitForFunction(() => document.querySelector('bowball-stage').shadowRoot.querySelector('bowball-result').shadowRoot.querySelector('.frame').getAnimations().length === 0);
    expect(await page.textContent('bowball-result .head bdi')).toBe("Women's Single Sculls, Heat 1");
    expect(drawn(await picture(page))).toBeGreaterThan(10_000);
    await cg.call('stop');
    await page.waitForSelector('bowball-result[air]', { state: 'detached' });
    expect(drawn(await picture(page))).toBe(0);
    expect(beside_inline(complaints)).toEqual([]);
    await close();
  });

  test('is wiped in and out: it moves, in front of nothing else', async () => {
    const { page, close } = await open('graphics/bowball-title.html', 'start_list', 'bowball-stage');
    const stands = () => page.waitForFunction(() => {
      const title = document.querySelector('bowball-stage').shadowRoot.querySelector('bowball-title');
      return title.is_on_air && title.shadowRoot.querySelector('.frame').getAnimations().length === 0;
    });
    await page.evaluate(() => play());
    await stands();
    const motion = (name) => page.evaluate((name) => {
      window[name]();
      const frame = document.querySelector('bowball-stage').shadowRoot.querySelector('bowball-title').shadowRoot.querySelector('.frame');
      return frame.getAnimations().map((one) => one.effect.getKeyframes().map(({ opacity }) => opacity));
    }, name);
    expect(await motion('stop')).toEqual([['1', '0']]);
    expect(await motion('play'), 'in takes the place of out').toEqual([['0', '1']]);
    await stands();
    expect(await motion('stop')).toEqual([['1', '0']]);
    await page.waitForSelector('bowball-title[air]', { state: 'detached' });
    await close();
  });

  test('what comes waits until what leaves has left, however often news come meanwhile', async () => {
    const { page, close } = await open('overlay?show=start-list,result', 'start_list', 'bowball-start-list[air]');
    await page.evaluate(() => {
      const root = document.querySelector('bowball-stage').shadowRoot;
      window.together = 0;
      const look = () => {
        if (root.querySelectorAll('[air]').length > 1) window.together += 1;
        requestAnimationFrame(look);
      };
      look();
    });
    server.show('official');
    for (let k = 0; k < 5; k += 1) {
      await page.waitForTimeout(30);
      server.show('official');
    }
    await page.waitForSelector('bowball-result[air]');
    await page.waitForSelector('bowball-start-list[air]', { state: 'detached' });
    expect(await page.evaluate(() => window.together)).toBe(0);
    await close();
  });

  test('can be cut in and out', async () => {
    const { page, close } = await open('graphics/bowball-title.html?motion=cut', 'start_list', 'bowball-stage');
    await page.evaluate(() => play());
    await page.waitForSelector('bowball-title[air]');
    const is_gone_at_once = await page.evaluate(async () => {
      stop();
      for (let k = 0; k < 20; k += 1) await Promise.resolve();
      return !document.querySelector('bowball-stage').shadowRoot.querySelector('bowball-title').is_on_air;
    });
    expect(is_gone_at_once).toBe(true);
    await close();
  });

  test('understands the XML that older clients send, and turns pages by next()', async () => {
    const { page, close } = await open('graphics/bowball-result.html?motion=cut', 'head_race', 'bowball-stage');
    const cg = caspar(page);
    await cg.update('<templateData><componentData id=\\"f2\\"><data id=\\"text\\" value=\\"fr\\"/></componentData></templateData>'.replace(/\\"/g, '"'));
    await cg.call('play');
    await page.waitForSelector('bowball-result li');
    expect(await page.textContent('bowball-result .head')).toMatch(/Résultat.*1 sur 6/s);
    await cg.call('next');
    expect(await page.textContent('bowball-result .head')).toMatch(/2 sur 6/);
    await close();
  });

  test('says what it did not understand, and goes on', async () => {
    const { page, complaints, close } = await open('graphics/bowball-clock.html?motion=cut', 'racing_1500', 'bowball-stage');
    const cg = caspar(page);
    await cg.update('{"f1":"soon"}');
    await page.evaluate(() => update('neither this nor that'));
    await cg.call('play');
    await page.waitForSelector('bowball-clock[air]');
    expect(beside_inline(complaints)).toEqual(['delay_ms "soon" is not understood: Delay in milliseconds.', 'The data is neither JSON nor template data.']);
    await close();
  });

  test('remove() ends it: nothing is shown and nothing followed', async () => {
    const { page, close } = await open('graphics/bowball-clock.html?play=now', 'racing_1500', 'bowball-clock[air]');
    await expect.poll(() => server.connections).toBe(1);
    await page.evaluate(() => remove());
    await expect.poll(() => server.connections).toBe(0);
    await page.waitForSelector('bowball-clock[air]', { state: 'detached' });
    expect(drawn(await picture(page))).toBe(0);
    await close();
  });

  test('that was copied to a folder of its own finds the server that it is told, with its font', async () => {
    server.show('racing_1500');
    const file = pathToFileURL(join(pages_folder, 'graphics/bowball-order-tower.html'));
    const { page, complaints, close } = await open_page(browser, `${file}?server=${address}&play=now`, 'full_hd');
    await page.waitForSelector('bowball-order-tower li');
    expect(await tower(page)).toEqual(['5:04.90', '+0.58', '+2.40', '+3.81', '', 'DNS']);
    await page.waitForFunction(() => [...document.fonts].some((face) => face.family.includes('Bowball') && face.status === 'loaded'));
    expect(await page.evaluate(() => SPXGCTemplateDefinition.DataFields[0].field)).toBe('f0');
    expect(complaints).toEqual([]);
    await close();
  });
});
