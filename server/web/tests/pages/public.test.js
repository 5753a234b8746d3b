import { beforeAll, describe, expect, test } from 'vitest';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

beforeAll(() => {
  server.me = null;
});

async function open(path, size, moment, wait_for, options) {
  server.show(moment, options);
  const opened = await open_page(browser, `${address}/${path}`, size);
  await opened.page.waitForSelector(wait_for);
  return opened;
}
describe('Results page', () => {
  test.each(['laptop', 'phone'])('shows an official result with splits, dead heat, hand time and codes: %s', async (size) => {
    const { page, complaints, close } = await open('results?race=12', size, 'dead_heat', 'tbody tr');
    const rows = page.locator('tbody tr');
    expect(await rows.count()).toBe(6);
    expect((await page.locator('.rank').allTextContents()).map((text) => text.trim())).toEqual(['1=', '1=', '3', '4', '', '']);
    expect(await page.textContent('.mark')).toContain('Official');
    expect(await rows.nth(3).locator('.by-hand').textContent()).toBe('7:04.18');
    expect(await rows.nth(1).textContent()).toContain('3:21.98');
    expect(await page.locator('td.time abbr').allTextContents()).toEqual(['DNF', 'DNS']);
    const legend = await page.locator('dl[aria-label="Marks"] div').allTextContents();
    expect(legend).toEqual(['htimed by hand', '=dead heat: the place is shared', 'DNFdid not finish', 'DNSdid not start']);
    expect(await sticks_out(page)).toBe(false);
    expect(complaints).toEqual([]);
    await keep_picture(page, `results_${size}`, { fullPage: true });
    await close();
  });

  test.each(['laptop', 'phone'])('shows medals, where two golds leave no silver, and points: %s', async (size) => {
    const { page, complaints, close } = await open('results', size, 'official', 'a.tab.medals');
    await page.click('a.tab.medals');
    await page.waitForSelector('[aria-label="Medals"] tbody tr');
    expect(page.url()).toContain('?medals');
    const rows = await page.locator('[aria-label="Medals"] tbody tr').allTextContents();
    expect(rows.map((text) => text.replace(/\s+/g, ''))).toEqual(['1NZL2013', '2NED1102', '3=GRE0101', '3=POL0101', '5NOR0011']);
    expect(await page.locator('[aria-label="Medals"] li').nth(1).locator('.gold').count()).toBe(2);
    expect(await page.textContent('[aria-label="Points"]')).toContain('5.5');
    expect(await sticks_out(page)).toBe(false);
    expect(complaints).toEqual([]);
    await keep_picture(page, `medals_${size}`, { fullPage: true });
    await page.goBack();
    await page.waitForSelector('[aria-label="Medals"]', { state: 'detached' });
    await close();
  });

  test('tells where a crew will come in, with its interval, while it is on the way', async () => {
    const { page, close } = await open('results?race=12', 'laptop', 'racing_1500', '.prognosis');
    expect(await page.locator('.prognosis').first().textContent()).toMatch(/^→ \d:\d\d \(\d:\d\d–\d:\d\d\)$/);
    await keep_picture(page, 'results_prognosis', { fullPage: true });
    await close();
  });

  test('says in its tabs where one is, and keeps rules and seal for who asks', async () => {
    const { page, close } = await open('results', 'phone', 'official', 'nav li');
    const here = () => page.locator('nav.tabs a[aria-current]').allTextContents();
    expect(await here()).toEqual(['Races']);
    await page.click('nav a[href$="race=12"]');
    await page.waitForSelector('tbody tr');
    expect(await here()).toEqual(['Races']);
    const seal = page.locator('[aria-label="About this result"] details');
    expect(await seal.evaluate((node) => node.open)).toBe(false);
    await seal.locator('summary').click();
    expect(await seal.innerText()).toMatch(/Rules: \S+.* · sealed [0-9a-f]{12}/s);
    await keep_picture(page, 'results_seal_phone', { fullPage: true });
    await page.click('a.tab.search');
    await page.waitForSelector('input[type=search]');
    expect(await here()).toEqual(['Search']);
    await close();
  });

  test('leads a phone from the programme to a race and back', async () => {
    const { page, close } = await open('results', 'phone', 'racing_1500', 'nav li');
    expect(await page.locator('nav li').count()).toBe(9);
    await keep_picture(page, 'results_programme');
    await page.click('nav a[href$="race=12"]');  // by its number: around midnight the programme is of two days
    await page.waitForSelector('tbody tr');
    expect(page.url()).toContain('?race=12');
    expect((await page.locator('tbody b').allTextContents()).join(' ')).toBe('NZL NED POL GRE NOR ITA');
    await page.goBack();
    await page.waitForSelector('nav li');
    await close();
  });

  test('says a revision with its reason, and an unofficial result with its objection', async () => {
    const { page, close } = await open('results?race=12', 'laptop', 'revised', 'tbody tr', { simulated: true });
    expect(await page.textContent('.mark')).toContain('Revised (1)');
    expect(await page.textContent('main')).toContain('Photo finish read again after the protest of lane 3: dead heat.');
    expect(await page.textContent('.demo')).toContain('not a real result');
    server.show('unofficial');
    await page.waitForSelector('.objection');
    expect(await page.textContent('.objection')).toBe('Objection: lane 3');
    await close();
  });

  test('shows no order while the start is under review', async () => {
    const { page, close } = await open('results?race=12', 'laptop', 'review', '[aria-label="Start list"]');
    expect(await page.textContent('.state.alarm')).toContain('Start under review');
    expect(await page.locator('.rank').count()).toBe(0);
    await close();
  });

  test('greys and says since when, when contact is lost', async () => {
    const { page, close } = await open('results?race=12', 'phone', 'racing_1500', 'tbody tr');
    server.cut();
    await page.waitForSelector('.body.old');
    expect(await page.textContent('.age')).toMatch(/No contact since \d\d:\d\d:\d\d/);
    expect(await page.locator('tbody tr').count()).toBe(6);
    await close();
    server.mend();
  });
});

describe('Front page', () => {
  test.each(['laptop', 'phone'])('shows what is on and what to open: %s', async (size) => {
    const { page, complaints, close } = await open('', size, 'racing_1500', '.now .number', { simulated: true });
    expect(await page.textContent('.now')).toContain("Men's Single Sculls, Heat 3");
    expect(await page.locator('.now li').allTextContents()).toEqual(['1 NZL 5:04.90', '2 NED +0.58', '3 POL +2.40']);
    // Graphics have a door as each page has, and stand with what a broadcaster begins with.
    for (const [name, ways] of Object.entries({ results: 1, scoreboard: 1, console: 1, referee: 1, health: 1, overlay: 2 })) expect(await page.locator(`main a[href="${name}.html"]`).count(), name).toBe(ways);
    expect(await page.textContent('.demo')).toContain('Nothing here is a real result');
    expect(await sticks_out(page)).toBe(false);
    // Whether anybody is signed in is asked, and "nobody" is an answer, not a fault of the page.
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
    await keep_picture(page, `front_${size}`, { fullPage: true });
    await close();
  });
});

describe('Sign-in page', () => {
  test('signs in by password and goes on to where one came from', async () => {
    server.me = null;
    const { page, close } = await open('sign-in.html?next=referee.html', 'phone', 'review', 'form');
    await keep_picture(page, 'sign_in');
    await page.fill('[name=username]', 'A. Moreau');
    await page.fill('[name=password]', 'wrong');
    await page.click('button[type=submit]');
    expect(await page.textContent('[role=alert]')).toBe('Name or password is wrong.');
    await page.fill('[name=password]', 'regatta');
    await page.click('button[type=submit]');
    await page.waitForURL('**/referee.html');
    await close();
  });

  test('signs in by the code of a link, takes it out of the address, and asks for a password', async () => {
    server.me = null;
    const { page, close } = await open('sign-in?code=GOOD-CODE&next=/console', 'desktop', 'start_list', '[autocomplete=new-password]');
    expect(page.url()).not.toContain('GOOD-CODE');
    await keep_picture(page, 'sign_in_first_password');
    const fields = page.locator('[autocomplete=new-password]');
    await fields.nth(0).fill('long enough');
    await fields.nth(1).fill('long enoughh');
    await page.click('button[type=submit]');
    expect(await page.textContent('[role=alert]')).toContain('not the same');
    await fields.nth(1).fill('long enough');
    await page.click('button[type=submit]');
    await page.waitForURL('**/console');
    expect(server.passwords).toEqual(['long enough']);
    await close();
  });

  test('nobody is called by his name and the same again', async () => {
    server.me = null;
    const { page, close } = await open('sign-in?code=GOOD-CODE', 'phone', 'start_list', '[autocomplete=new-password]');
    expect((await page.textContent('form p')).trim()).toBe('as admin. The link works only once: choose a password to come back with.');
    server.me = { name: 'admin', role: 'admin' };
    await page.goto(`${address}/`);
    await page.getByText('Signed in as').waitFor();
    expect(await page.textContent('footer p')).toBe('Signed in as \u2068admin\u2069.');
    server.me = { name: 'Ben', role: 'judge' };
    await page.reload();
    await page.getByText('Signed in as').waitFor();
    expect(await page.textContent('footer p')).toContain('judge');
    server.me = null;
    await close();
  });

  test('a code that is used up can be typed again', async () => {
    server.me = null;
    const { page, close } = await open('sign-in?code=OLD', 'phone', 'start_list', '[role=alert]');
    expect(await page.textContent('[role=alert]')).toBe('The code is wrong or was used already.');
    expect(await page.inputValue('[name=code]')).toBe('OLD');
    await close();
  });

  test('a demo goes straight on', async () => {
    server.me = null;
    const { page, close } = await open('sign-in?code=GOOD-CODE&next=/console', 'desktop', 'start_list', '.desk', { simulated: true });
    expect(page.url()).toMatch(/\/console$/);
    await close();
  });
});

describe('Health page', () => {
  test.each(['desktop', 'phone'])('says in one glance what is wrong, the worst first: %s', async (size) => {
    server.me = { name: 'A. Moreau', role: 'referee' };
    const { page, complaints, close } = await open('health', size, 'racing_500', 'article');
    expect(await page.textContent('h1')).toContain('Lost: gates');
    expect(await page.locator('article h3 bdi').allTextContents()).toEqual(['gates', '1500 m', 'photo finish', 'finish box', 'start box']);
    expect(await page.textContent('section:has(h3)')).toMatch(/This computer’s clock in step.*\d\d:\d\d:\d\d This computer's time of day was set forward by 2\.500 s\./s);
    expect(await sticks_out(page)).toBe(false);
    expect(complaints).toEqual([]);
    const screens = page.locator('section[aria-label=Screens]');
    expect(await screens.locator('tbody tr').first().textContent()).toMatch(/Finish tower ?192\.0\.2\.41.*silent ?last word 2 min ago.*0\.9 \/ 2\.4 ms/s);
    expect(await page.locator('article', { hasText: 'gpio_lines' }).textContent()).toContain('experimental');
    await keep_picture(page, `health_${size}`, { fullPage: true });
    await close();
  });

  test('NOT RECORDED stands over everything', async () => {
    server.me = { name: 'A. Moreau', role: 'referee' };
    const { page, close } = await open('health', 'desktop', 'racing_500', 'article', { recorded: false });
    expect(await page.textContent('h1')).toContain('NOT RECORDED');
    const red = await page.evaluate(() => getComputedStyle(document.querySelector('.alarm')).backgroundColor);
    expect(red).toBe('rgb(196, 21, 15)');
    await keep_picture(page, 'health_not_recorded');
    await close();
  });
});
