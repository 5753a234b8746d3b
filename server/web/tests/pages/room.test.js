// Words of six languages in the boxes that there are: at the sizes at which each page is used nothing is cut, and no control lies over another.
import { describe, expect, test } from 'vitest';
import { open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const languages = ['en', 'de', 'fr', 'it', 'es', 'zh'];
const desks = ['tablet', 'upright', 'phone', 'hd'];
const pages = [
  ['console', 'unofficial', 'main .panel', desks], ['console', 'attention', 'main .panel', desks], ['referee', 'review', 'main .panel', desks], ['photo?race=12', 'unofficial', '.panel', ['tablet', 'upright', 'hd']],
  ['setup', 'scheduled', '.panel', desks], ['programme?part=entries', 'scheduled', '.panel', desks], ['scoreboard', 'unofficial', '.row', ['hd', 'upright']], ['results?race=12', 'unofficial', 'tbody tr', desks], ['', 'racing_1500', '.now .number', desks],
  ['print?what=results&race=12', 'unofficial', '.paper', ['tablet', 'upright', 'hd']], ['print?what=start_list&race=12', 'start_list', '.paper', ['tablet', 'upright', 'hd']], ['print?what=case&race=12', 'upheld', '.paper', ['tablet', 'upright', 'hd']],
];

/**
 * Controls and headings whose words have no room, and controls that lie over one another. What is meant to be cut says so (an ellipsis), what is
 * meant to be moved scrolls; what is put out of sight for readers by ear has no room at all.
 */
const without_room = (page) => page.evaluate(() => {
  const is_seen = (node) => node.getClientRects().length > 0 && node.clientWidth > 2 && getComputedStyle(node).visibility === 'visible';
  const name = (node) => `${node.localName} "${(node.innerText ?? '').trim().slice(0, 40)}"`;
  const is_meant = (node) => {
    const { textOverflow, overflowX } = getComputedStyle(node);
    return textOverflow === 'ellipsis' || overflowX === 'auto' || overflowX === 'scroll';
  };
  const texts = [...document.querySelectorAll('button, .button, a, h1, h2, h3, th, dt, label, .panel > p')].filter(is_seen);
  const cut = texts.filter((node) => getComputedStyle(node).display !== 'inline' && node.scrollWidth > node.clientWidth + 1 && !is_meant(node)).map((node) => `${name(node)} is cut`);
  const controls = [...document.querySelectorAll('button, a.button, select, input:not([type=file])')].filter(is_seen);
  const tall = controls.filter((node) => node.matches('.button') && node.scrollHeight > node.clientHeight + 2).map((node) => `${name(node)} has lines beyond its box`);
  const boxes = controls.map((node) => ({ node, box: node.getBoundingClientRect() }));
  const over = boxes.flatMap((one, k) => boxes.slice(k + 1)
    .filter((two) => !one.node.contains(two.node) && !two.node.contains(one.node) && one.node.offsetParent === two.node.offsetParent && one.node.parentElement.closest('section, header, nav, form, dialog, aside, main') === two.node.parentElement.closest('section, header, nav, form, dialog, aside, main'))
    .filter(({ box }) => Math.min(one.box.right, box.right) - Math.max(one.box.left, box.left) > 2 && Math.min(one.box.bottom, box.bottom) - Math.max(one.box.top, box.top) > 2)
    .map((two) => `${name(one.node)} lies over ${name(two.node)}`));
  return [...cut, ...tall, ...over];
});

describe.each(languages)('In the language %s', (language) => {
  test.each(pages)('words have room: %s, %s', async (path, moment, wait_for, sizes) => {
    server.me = { name: 'A. Moreau', role: 'admin' };
    server.show(moment, { simulated: true });
    const { page, close } = await open_page(browser, `${address}/${path}${path.includes('?') ? '&' : '?'}lang=${language}`, sizes[0]);
    await page.waitForSelector(wait_for);
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));   // what is folded away must have room too
    const found = [];
    for (const size of sizes) {
      await page.setViewportSize({ tablet: { width: 1024, height: 768 }, upright: { width: 768, height: 1024 }, phone: { width: 390, height: 844 }, hd: { width: 1920, height: 1080 } }[size]);
      await page.evaluate(() => document.fonts.ready);
      // A page that has just become another size is laid out in steps; what lacks room does so a moment later too.
      if ((await without_room(page)).length > 0) await page.waitForTimeout(500);
      found.push(...(await without_room(page)).map((text) => `${size}: ${text}`));
      if (await sticks_out(page)) found.push(`${size}: the page can be scrolled sideways`);
    }
    await close();
    expect(found).toEqual([]);
  });
});
