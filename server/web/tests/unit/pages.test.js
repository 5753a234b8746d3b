import { describe, expect, test } from 'vitest';
import { absence_text, clock_sentence, not_heard_in, rate_text, tone_of, trust_text, verdict_of, worst_first } from '../../src/health/verdict.js';
import { days_of, first_shown } from '../../src/text/days.js';
import { usual_name } from '../../src/setup/names.js';
import { code_in, door_of_tls, next_page } from '../../src/sign_in/next.js';

describe('Health', () => {
  const device = (name, state, more = {}) => ({ name, state, missed_impulses: 0, impulses: 10, clock_state: 'stable', clock_uncertainty_us: 200, ...more });
  const health = (devices, more = {}) => ({ recorded: true, quarantined: 0, devices, ...more });
  test('the ailing come first', () =>
    expect(worst_first([device('b', 'live'), device('a', 'live'), device('c', 'silent'), device('d', 'lost'), device('e', 'open')]).map(({ name }) => name)).toEqual(['d', 'c', 'e', 'a', 'b']));
  test('not being recorded outweighs everything', () => expect(verdict_of(health([device('a', 'lost')], { recorded: false })).text).toBe('NOT RECORDED'));
  test('a lost device is named', () => expect(verdict_of(health([device('gates', 'lost')]))).toEqual({ tone: 'bad', text: 'Lost: gates' }));
  test('all well is said', () => expect(verdict_of(health([device('a', 'live')])).tone).toBe('good'));
  test('of a device that was not heard for a while nobody says that it works', () => {
    const quiet = device('timer', 'quiet', { wired: true });
    expect(tone_of(quiet)).toBe('wait');
    expect(verdict_of(health([device('a', 'live'), quiet, device('gates', 'open', { wired: true })]))).toEqual({ tone: 'wait', text: 'No trouble is known · Never heard: gates · Nothing for a minute or more: timer' });
    expect(verdict_of(health([quiet, device('b', 'lost')])).text).toBe('Lost: b');
  });
  test('two systems that lie apart are a doubt', () =>
    expect(verdict_of(health([device('a', 'live')], { redundancy_text: 'Systems A and B differ by 0.0300 s at finish. Check both sensors.' }))).toEqual({ tone: 'doubt', text: 'Systems A and B differ by 0.0300 s at finish. Check both sensors.' }));
  test('that a device was away stays in sight when it is back', () => {
    const back = device('a', 'live', { absences: 2, away_from_us: 10_000_000, away_until_us: 22_500_000 });
    expect(absence_text(back, 262_500_000)).toBe('Was away 2 times, last for 12 s, 4 min ago. What it stamped then counts only if it sent it again.');
    expect(absence_text({ ...back, absences: 1 }, null)).toBe('Was away once, last for 12 s. What it stamped then counts only if it sent it again.');
    expect(absence_text(device('b', 'live', { absences: 0 }), 5)).toBe('');
  });
  test('that a device was away stands at the top, an hour long as a doubt', () => {
    const was_away = health([device('a', 'live'), device('b', 'live', { absences: 1, away_from_us: 10_000_000, away_until_us: 22_500_000 })]);
    expect(verdict_of(was_away, 262_500_000)).toEqual({ tone: 'doubt', text: 'Working again: b was away for 12 s, 4 min ago. Look for times that are missing' });
    expect(verdict_of(was_away).tone).toBe('doubt');
    expect(verdict_of({ ...was_away, redundancy_text: 'Systems A and B differ.' }).text).toBe('Working again: b was away for 12 s. Look for times that are missing · Systems A and B differ.');
    expect(verdict_of(was_away, 22_500_000 + 3_600_000_000).tone).toBe('good');
    expect(verdict_of(was_away, 22_500_000 + 3_600_000_000).text).toMatch(/^Working again: b was away/);
  });
  test('in a test of inputs a device is missed until something came, and only if it can press anything', () => {
    const devices = [device('a', 'live', { wired: true }), device('b', 'live', { wired: true }), device('pps', 'live', { wired: false })];
    expect(not_heard_in({ heard: ['a'], impulses: [] }, devices)).toEqual(['b']);
    expect(not_heard_in({ heard: ['a', 'b'], impulses: [{ device: 'a' }] }, devices)).toEqual([]);
  });
  test('missed impulses are a doubt', () => expect(tone_of(device('a', 'live', { missed_impulses: 1 }))).toBe('doubt'));
  test('a clock alone is a doubt once it is uncertain', () => {
    const alone = (clock_uncertainty_us) => device('a', 'live', { clock_state: 'holdover', clock_uncertainty_us });
    for (const still_good of [900, 14_000, 99_999]) expect(verdict_of(health([alone(still_good)])), String(still_good)).toEqual({ tone: 'good', text: 'Everything is working' });
    expect(verdict_of(health([alone(100_000)]))).toEqual({ tone: 'doubt', text: 'Look at a: not heard for so long that its clock is uncertain' });
  });
  test('nothing says that everything works over a clock that nobody sets', () => {
    const with_clock = (state, more = {}) => verdict_of(health([device('a', 'live')], { host_clock: { state, slewed_us: 0 }, ...more }));
    for (const state of ['free running', 'unknown']) expect(with_clock(state)).toEqual({ tone: 'wait', text: "No trouble is known · nothing sets this computer's time of day" });
    expect(with_clock('synchronised')).toEqual({ tone: 'good', text: 'Everything is working' });
    expect(with_clock('')).toEqual({ tone: 'good', text: 'Everything is working' });   // a demo or an older server tells nothing of it
    expect(with_clock('unknown', { capture_text: 'Real-time priority was refused.' }).tone).toBe('doubt');
  });
  test('says of each clock how far it is to be believed', () => {
    expect(clock_sentence(device('a', 'live', { clock_state: 'holdover', clock_uncertainty_us: 13_400 }), 64_000_000)).toBe('not heard for 64 s, ±14 ms');
    expect(clock_sentence(device('a', 'live', { clock_state: 'holdover', clock_uncertainty_us: 13_400 }), 2_000_000), 'heard, but not of its clock').toBe('runs on alone, ±14 ms');
    expect(clock_sentence(device('a', 'live'), 64_000_000)).toBe('in step, steady, ±0.200 ms');
    expect(clock_sentence(device('a', 'live', { clock_state: 'unsynced' }), null)).toBe('not in step');
    expect(clock_sentence(device('a', 'live', { clock_state: '' }), 1)).toBe('the computer’s own');
  });
  test.each([[-1830, '−1.83 ppm'], [412, '+0.41 ppm'], [0, '0.00 ppm'], [-4, '0.00 ppm'], [-1839, '−1.83 ppm']])('%d ppb is %s', (ppb, text) => expect(rate_text(ppb)).toBe(text));
  test.each([[50_000, '±18 ms'], [2_000, '±0.720 ms'], [1, '±0.001 ms']])('a race of six minutes by a clock of %d ppb is %s', (ppb, text) => expect(trust_text(ppb)).toBe(text));
  test('a device that says itself that it is not well is a doubt', () => {
    expect(tone_of(device('a', 'live', { ailing: true }))).toBe('doubt');
    expect(verdict_of(health([device('a', 'live', { ailing: true })])).text).toContain('a: asks for somebody');
  });
  test('what the system refused the stamping thread is a doubt', () => expect(verdict_of(health([device('a', 'live')], { capture_text: 'Real-time priority was refused.' })).tone).toBe('doubt'));
});

describe('Programme', () => {
  const hour_us = 3_600e6;
  const noon_us = Date.UTC(2026, 6, 4, 12) * 1000;
  test('is cut where the day changes', () =>
    expect(days_of([{ race: 1, scheduled_us: noon_us }, { race: 2, scheduled_us: noon_us + hour_us }, { race: 3, scheduled_us: noon_us + 24 * hour_us }]).map((day) => day.races.length)).toEqual([2, 1]));
  test('begins at the race that is on, else at the last one, else at the first', () => {
    expect(first_shown({ current_race: 4, previous_race: 3, races: [{ race: 1 }] })).toBe(4);
    expect(first_shown({ current_race: null, previous_race: 3, races: [{ race: 1 }] })).toBe(3);
    expect(first_shown({ current_race: null, previous_race: null, races: [{ race: 1 }] })).toBe(1);
    expect(first_shown(undefined)).toBe(null);
  });
});

describe('Signing in', () => {
  test.each([
    ['?next=/console', '/console'], ['?next=referee.html%3Frace%3D12', 'referee.html?race=12'], ['?next=programme.html%3Fpart%3Dprogression%26event%3DPR1%2520M1x', 'programme.html?part=progression&event=PR1%20M1x'], ['', 'console.html'],
    ['?next=//evil.example/console', 'console.html'], ['?next=https://evil.example', 'console.html'], ['?next=/%5Cevil.example', 'console.html'],
    ['?next=javascript:alert(1)', 'console.html'],
  ])('after %s comes %s', (search, next) => expect(next_page(search)).toBe(next));
  test('the code is read from the link', () => expect(code_in('?code=7KQ2-MXV9-3FTD&next=/console')).toBe('7KQ2-MXV9-3FTD'));
});

describe('Officials who need TLS', () => {
  const doors = { secure: false, tls_port: 8443, officials_need_tls: true };

  test('are led to its door with what they came for, and at the server itself they may stay', () => {
    expect(door_of_tls(doors, { hostname: '192.0.2.4', search: '?code=A&next=/setup' })).toBe('https://192.0.2.4:8443/sign-in.html?code=A&next=/setup');
    for (const hostname of ['localhost', '127.0.0.1', '[::1]']) expect(door_of_tls(doors, { hostname, search: '' })).toBe(null);
    for (const other of [{ ...doors, secure: true }, { ...doors, officials_need_tls: false }, null]) expect(door_of_tls(other, { hostname: '192.0.2.4', search: '' })).toBe(null);
  });

  test('telephones get an address that they reach', () => {
    const names = ['venue', 'venue.local', 'localhost', '127.0.0.1', '::1', '192.0.2.4', '2001:db8::4'];
    expect(usual_name(names, 'localhost')).toBe('192.0.2.4');
    expect(usual_name(names, 'venue.local')).toBe('venue.local');
    expect(usual_name(['venue', '127.0.0.1'], '127.0.0.1')).toBe('venue');
    expect(usual_name([], '127.0.0.1')).toBe('127.0.0.1');
  });
});
