import { describe, expect, test } from 'vitest';
import { open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const widths = [1024, 1080, 1152, 1180, 1200, 1201, 1240, 1280, 1366, 1440, 1536, 1680, 1920];
const pages = ['console', 'referee', 'photo', 'programme', 'health', 'audit'];
// As long as names of meets are: of the world's championships, and of a club's.
const names = ['2026 World Rowing Championships and World Rowing Para Championships, Amsterdam', 'Frühjahrsregatta des Rudervereins Wasserburg am Bodensee von 1888 e. V.'];

/** What of the head is cut, lies over its neighbour, or out of the window. Empty where all of it is well. `may_scroll`: what the finger moves sideways. */
function ill_of_head(page, may_scroll = 'none') {
  return page.evaluate((scrolls) => {
    const head = document.querySelector('header:has(nav)');
    const parts = [...head.children].filter((part) => part.getClientRects().length > 0).map((part) => ({ name: part.className || part.localName, box: part.getBoundingClientRect(), part }));
    const over = parts.flatMap((one, k) => parts.slice(k + 1)
      .filter(({ box }) => Math.min(box.right, one.box.right) - Math.max(box.left, one.box.left) > 1 && Math.min(box.bottom, one.box.bottom) - Math.max(box.top, one.box.top) > 1)
      .map((other) => `${one.name} lies over ${other.name}`));
    const cut = parts.filter(({ part }) => !part.matches(scrolls)).filter(({ part }) => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 2).map(({ name, part }) => `${name} is cut: ${part.scrollWidth}x${part.scrollHeight} in ${part.clientWidth}x${part.clientHeight}`);
    const out = parts.filter(({ box }) => box.right > innerWidth + 1 || box.left < -1).map(({ name }) => `${name} is out of the window`);
    return [...over, ...cut.filter((text) => !/^(time|demo)/.test(text)), ...out];
  }, may_scroll);
}

async function open(path, more) {
  server.me = { name: 'Alexandra Moreau-Lindqvist', role: 'timekeeper' };
  server.show('racing_1500', { simulated: true });
  const opened = await open_page(browser, `${address}/${path}`, 'laptop', more);
  await opened.page.waitForSelector('header nav a');
  await opened.page.waitForSelector('header .link.ok');
  await opened.page.waitForSelector('header .me');
  return opened;
}

describe('The head of the officials\' pages', () => {
  test.each(pages)('says the meet\'s whole name at every width of a desk: %s', async (path) => {
    const { page, close } = await open(path);
    const meet = page.locator('header .meet bdi');
    const own = await meet.textContent();
    const ills = [];
    for (const name of [own, ...names]) {
      await meet.evaluate((place, text) => (place.textContent = text), name);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        expect(await meet.isVisible()).toBe(true);
        ills.push(...(await ill_of_head(page)).map((ill) => `${width} px, ${name}: ${ill}`));
        if (await sticks_out(page)) ills.push(`${width} px: the page can be scrolled sideways`);
      }
    }
    expect(ills).toEqual([]);
    await close();
  });
});

describe.each(['en', 'de', 'fr', 'it', 'es', 'zh'])('On a telephone, in the language %s', (language) => {
  test('the head of a desk cuts nothing: the meet beside who is signed in, what is chosen beside the hour, and of the look its sign', async () => {
    const { page, close } = await open(`health?lang=${language}`);
    const ills = [];
    for (const width of [360, 390, 430, 600]) {
      await page.setViewportSize({ width, height: 844 });
      ills.push(...(await ill_of_head(page, 'nav')).map((ill) => `${width} px: ${ill}`));
      if (await sticks_out(page)) ills.push(`${width} px: the page can be scrolled sideways`);
      const broken = await page.evaluate(() => {
        const pen = document.createElement('canvas').getContext('2d');
        const room = (part) => part.clientWidth - parseFloat(getComputedStyle(part).paddingLeft) - parseFloat(getComputedStyle(part).paddingRight);
        const width = (part, text) => ((pen.font = getComputedStyle(part).font), pen.measureText(text).width);
        const [language, look] = document.querySelectorAll('header .choices select');
        const meet = document.querySelector('header .meet');
        const of = ({ selectedOptions: [option] }) => option.text;
        const shows_whole_look = room(look) >= width(look, of(look)) || (room(look) >= width(look, of(look)[0]) && room(look) < width(look, of(look).slice(0, 3)));
        return [
          room(language) < width(language, of(language)) && of(language), !shows_whole_look && of(look),
          ...meet.textContent.split(' ').map((word) => room(meet) < width(meet, word) && word),
        ].filter(Boolean);
      });
      ills.push(...broken.map((word) => `${width} px: there is no room for ${word}`));
      for (const pair of [['.meet', '.me'], ['.choices', 'time']]) {
        const [one, other] = await Promise.all(pair.map((part) => page.locator(`header ${part}`).boundingBox()));
        if (other.y >= one.y + one.height || one.y >= other.y + other.height) ills.push(`${width} px: ${pair.join(' and ')} stand below each other`);
      }
    }
    expect(ills).toEqual([]);
    await close();
  });
});

test('the programme of the console cuts no event at any width of a desk', async () => {
  const { page, close } = await open('console');
  await page.waitForSelector('nav[aria-label=Programme] li');
  for (const width of [1024, 1180, 1240, 1280, 1440, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    const cut = await page.locator('nav[aria-label=Programme] .what').evaluateAll((events) => events.filter((event) => event.scrollWidth > event.clientWidth + 1 || event.clientWidth < 24).map((event) => event.textContent));
    expect([width, cut]).toEqual([width, []]);
  }
  await close();
});
