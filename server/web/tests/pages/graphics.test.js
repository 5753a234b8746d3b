// Each graphic by itself, drawn from views that are handed in: compared with its kept picture, transparent outside, long names cut.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { open_page, shots_folder } from './browser.js';
import { fixed_us, renamed, views_at } from './graphics_views.js';
import { alpha_at, compare, kept_folder, mismatch } from './picture_match.js';
import { address, browser } from './world.js';

let page;
let close;
beforeAll(async () => {
  ({ page, close } = await open_page(browser, `${address}/overlay?show=sync&play=wait`, 'hd', { timezoneId: 'UTC' }));
  await page.evaluate(() => document.fonts.ready);
});
afterAll(() => close?.());

/** Draws one graphic in the middle of an empty picture and takes a picture of it and a little of what is around it. */
async function draw(name, views, { language = 'en', options = {}, elapsed_s = 309.68, width = 1152 } = {}) {
  const now_us = views.board?.started_us != null ? views.board.started_us + elapsed_s * 1e6 : fixed_us;
  await page.evaluate(
    async ([name, views, language, options, now_us, width]) => {
      document.querySelector('#place')?.remove();
      const place = document.body.appendChild(document.createElement('div'));
      place.id = 'place';
      Object.assign(place.style, { position: 'absolute', left: '40px', top: '40px', width: `${width}px` });
      const graphic = document.createElement(`bowball-${name}`);
      graphic.clock = { now_us: () => now_us, speed: () => 1 };
      graphic.language = language;
      graphic.options = options;
      graphic.views = views;
      place.appendChild(graphic);
      await graphic.take_in({ cut: true });
      // The letters that this graphic needs may be of a script that was not loaded yet.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      await document.fonts.ready;
    },
    [name, views, language, options, now_us, width],
  );
  const box = await page.evaluate(() => {
    const { left, top, right, bottom } = document.querySelector('#place').firstChild.shadowRoot.querySelector('.frame').firstElementChild.getBoundingClientRect();
    return { x: Math.floor(left) - 20, y: Math.floor(top) - 20, width: Math.ceil(right) - Math.floor(left) + 40, height: Math.ceil(bottom) - Math.floor(top) + 40 };
  });
  return page.screenshot({ omitBackground: true, clip: box });
}

/** The texts of a selector inside the graphic that is drawn. */
const texts = (selector) => page.evaluate((selector) => [...document.querySelector('#place').firstChild.shadowRoot.querySelectorAll(selector)].map((one) => one.textContent.replace(/\s+/g, ' ').trim()), selector);

const pictures = [
  ['title', 'start_list', {}], ['start-list', 'start_list', {}], ['clock', 'racing_1500', {}], ['split-ladder', 'racing_1500', {}], ['order-tower', 'racing_1500', { width: 400 }], ['margin-bar', 'racing_1500', {}],
  ['lane-bug', 'racing_1500', {}], ['start-banner', 'upheld', {}], ['photo-finish', 'dead_heat', {}], ['result', 'official', { marks: true }], ['medal-card', 'official', { marks: true }], ['next-race', 'official', { width: 400 }],
  ['status', 'unofficial', {}], ['sync', 'official', {}],
];

describe('A graphic', () => {
  test.each(pictures)('looks as its kept picture: %s', async (name, moment, { marks, width }) => {
    const bytes = await draw(name, views_at(moment, { marks }), { width });
    expect(mismatch(bytes, name, shots_folder)).toBe('');
    for (const [x, y] of [[0, 0], [1, 1]]) expect(alpha_at(bytes, x, y), 'the corner is transparent').toBe(0);
    expect(statSync(join(kept_folder, `${name}.png`)).size, 'small enough for the documents').toBeLessThan(150 * 1024);
  });

  test('that shows one other digit is not its kept picture', async () => {
    const bytes = await draw('order-tower', views_at('racing_1500'), { width: 400 });
    const other = views_at('racing_1500');
    other.board.rows[1].gap_text = '+0.68';
    const changed = await draw('order-tower', other, { width: 400 });
    const same = compare(bytes, readFileSync(join(kept_folder, 'order-tower.png')));
    expect(same.is_same).toBe(true);
    expect(compare(changed, bytes).is_same).toBe(false);
  });
});

describe('Names', () => {
  const long = 'Konstantinos-Alexandros Papadimitriou-Theodorakopoulos von und zu Hohenzollern-Sigmaringen';
  const scripts = [['Latin', `${long} ${long}`], ['Chinese', '上海体育学院水上运动中心赛艇队第一代表队男子单人双桨组选手欧阳修远'.repeat(3)], ['Arabic', 'نادي الإسكندرية الرياضي للتجديف والألعاب المائية والقوارب الشراعية'.repeat(2)]];
  const graphics = [['title', 'start_list'], ['start-list', 'start_list'], ['clock', 'racing_1500'], ['split-ladder', 'racing_1500'], ['order-tower', 'racing_1500'], ['margin-bar', 'racing_1500'], ['lane-bug', 'racing_1500'], ['start-banner', 'upheld'], ['result', 'official'], ['next-race', 'official']];
  test.each(scripts)('however long stay inside, cut by an ellipsis: %s', async (script, name) => {
    for (const [graphic, moment] of graphics) {
      let views = views_at(moment);
      for (const lane of [1, 5]) views = renamed(views, lane, { name, club: name });
      views = { ...views, board: { ...views.board, header: { ...views.board.header, event_title: name } }, meet: { ...views.meet, name } };
      await draw(graphic, views, { width: graphic === 'next-race' ? 400 : 1152 });
      const problems = await page.evaluate(() => {
        const place = document.querySelector('#place').getBoundingClientRect();
        const root = document.querySelector('#place').firstChild.shadowRoot;
        const found = [];
        for (const one of root.querySelectorAll('bdi')) {
          const box = one.getBoundingClientRect();
          if (box.right > place.right + 1) found.push(`${one.className} ends at ${box.right}`);
          if (one.textContent.length > 60 && one.scrollWidth <= one.clientWidth) found.push(`${one.className} is not cut`);
          if (one.textContent.length > 60 && getComputedStyle(one).textOverflow !== 'ellipsis') found.push(`${one.className} has no ellipsis`);
        }
        // What stands beside the name is still there, whole.
        for (const one of root.querySelectorAll('.time, .rank, .said, .lane')) if (one.getBoundingClientRect().right > place.right + 1) found.push(`${one.className} is pushed out`);
        return found;
      });
      expect(problems, `${graphic}, ${script}`).toEqual([]);
    }
  });
  test('from right to left are cut at their own end', async () => {
    await draw('result', renamed(views_at('official'), 4, { name: scripts[2][1] }));
    expect(await page.evaluate(() => {
      const name = [...document.querySelector('#place').firstChild.shadowRoot.querySelectorAll('bdi.name')].find((one) => one.textContent.length > 60);
      return [getComputedStyle(name).direction, getComputedStyle(name).textAlign];
    })).toEqual(['rtl', 'left']);
  });
});

describe('What is not measured', () => {
  const style_of = (selector) => page.evaluate((selector) => {
    const one = document.querySelector('#place').firstChild.shadowRoot.querySelector(selector);
    const { color, fontStyle, borderTopStyle } = getComputedStyle(one);
    return { color, fontStyle, borderTopStyle, text: one.textContent.trim() };
  }, selector);
  test.each([['result', 'dead_heat'], ['photo-finish', 'dead_heat']])('a time that a hand took looks unlike the others and says so: %s', async (name, moment) => {
    await draw(name, views_at(moment));
    const hand = await style_of('.hand');
    expect(hand).toMatchObject({ fontStyle: 'italic', text: '7:04.18h' });
    expect((await style_of('.time')).color).not.toBe(hand.color);
  });
  test('in another language its letter is another', async () => {
    await draw('result', views_at('dead_heat'), { language: 'fr' });
    expect((await style_of('.hand')).text).toBe('7:04.18m');
  });
  test('an estimate stands in dashes and is never mistaken for a time', async () => {
    await draw('split-ladder', views_at('racing_1500'));
    expect(await style_of('.estimate')).toMatchObject({ fontStyle: 'italic', borderTopStyle: 'dashed', text: '~ 6:46' });
  });
  test('a corrected time has its star', async () => {
    const views = views_at('official');
    views.board.rows[0].time.corrected = true;
    await draw('result', views);
    expect((await texts('.time'))[0]).toBe('6:46.11*');
  });
});

describe('What stands beside a result', () => {
  test('records, those that are open with a question; who goes on; wind', async () => {
    await draw('result', views_at('official', { marks: true }));
    expect(await texts('.sign')).toEqual(['Q', 'WR?', 'SB', 'q']);
    expect((await texts('.head'))[0]).toContain('Wind +2.1 m/s');
  });
  test('marks of another run are not shown', async () => {
    const views = views_at('official', { marks: true });
    views.results = { ...views.results, header: { ...views.results.header, run: 1 } };
    await draw('result', views);
    expect(await texts('.record')).toEqual([]);
  });
  test.each([['unofficial', '… Unofficial'], ['official', '✓ Official'], ['revised', '✓ Revised (1)']])('that it is %s', async (moment, text) => {
    await draw('status', views_at(moment));
    expect((await texts('.mark'))[0]).toBe(text);
  });
  test('an objection, by lanes', async () => {
    await draw('status', views_at('unofficial'), { language: 'de' });
    expect(await texts('.note')).toEqual(['Einspruch: Bahn 3']);
  });
  test('a photo finish that is being read', async () => {
    const views = views_at('finished');
    views.board.rows[0].too_close = true;
    await draw('photo-finish', views);
    expect((await texts('.waits'))[0]).toContain('is being read');
    expect(await texts('.bow')).toEqual([]);
  });
});

describe('One graphic in particular', () => {
  test('the clock runs in tenths, cut, and names the leader at the newest point', async () => {
    await draw('clock', views_at('racing_1500'), { elapsed_s: 309.699 });
    expect((await texts('.clock'))[0]).toBe('5:09.6');
    expect((await texts('.sub'))[0]).toBe('1500 mNZL5:04.90');
  });
  test('the clock stands still on the winner’s time and says what it is worth', async () => {
    await draw('clock', views_at('unofficial'));
    expect((await texts('.clock'))[0]).toBe('6:46.11');
    expect((await texts('.sub'))[0]).toContain('Unofficial');
  });
  test('the banner names nobody while the start is under review', async () => {
    await draw('start-banner', views_at('review'));
    expect(await texts('.banner')).toEqual(['Start under review']);
  });
  test('the lane bug of one lane shows that one', async () => {
    await draw('lane-bug', views_at('racing_1500'), { options: { lane: 5 } });
    expect(await texts('.code')).toEqual(['POL']);
  });
  test('the margin bar is to scale', async () => {
    await draw('margin-bar', views_at('racing_1500'));
    const at = await page.evaluate(() => {
      const root = document.querySelector('#place').firstChild.shadowRoot;
      const rule = root.querySelector('.rule').getBoundingClientRect();
      const share = (box) => (rule.right - (box.left + box.right) / 2) / rule.width;
      const tick = [...root.querySelectorAll('.tick')].find((one) => one.textContent === '+4 s').getBoundingClientRect();
      return Object.fromEntries([['tick', share(tick)], ...[...root.querySelectorAll('.crew')].map((one) => [one.querySelector('.code').textContent, share(one.querySelector('.stem').getBoundingClientRect())])]);
    });
    expect(Object.keys(at).sort()).toEqual(['GRE', 'NED', 'NZL', 'POL', 'tick']);
    expect(at.NZL).toBeCloseTo(0, 2);
    expect(at.GRE / at.NED).toBeCloseTo(3.81 / 0.58, 1);
    expect(at.GRE / at.tick).toBeCloseTo(3.81 / 4, 2);
  });
  test('a delayed race says so, and when it was to be', async () => {
    const views = views_at('official');
    views.next.header = { ...views.next.header, first_scheduled_us: views.next.header.scheduled_us - 300e6 };
    await draw('next-race', views, { width: 400 });
    expect((await texts('.when'))[0]).toBe('Delayed · Start 14:15was 14:10');
  });
  test('many crews come in pages, and the last is followed by the first', async () => {
    await draw('result', views_at('head_race'));
    const turn = () => page.evaluate(() => {
      const graphic = document.querySelector('#place').firstChild;
      graphic.turn();
      return [graphic.page, graphic.page_count()];
    });
    expect(await texts('li')).toHaveLength(12);
    expect(await turn()).toEqual([1, 6]);
    for (let k = 0; k < 4; k += 1) await turn();
    expect(await texts('li')).toHaveLength(4);
    expect((await texts('.head'))[0]).toContain('6 of 6');
    expect(await turn()).toEqual([0, 6]);
  });
});
