import { describe, expect, test } from 'vitest';
import { has_result, is_under_way, medal_pages, next_race, races_to_come, round_of, rows_that_fit, schedule_pages, step_after, step_at, wished_face } from '../../src/scoreboard/faces.js';

const day_us = 86_400e6;
const noon_us = new Date(2026, 6, 4, 12).getTime() * 1000;
const race = (number, state, more = {}) => ({ race: number, state, event: 'M1x', scheduled_us: noon_us + number * 600e6, ...more });

describe('Faces of the scoreboard', () => {
  test('the address names one, and an unknown one is none', () => {
    expect(['?show=schedule', '?show=medals', '?show=race', '?show=tea', ''].map(wished_face)).toEqual(['schedule', 'medals', 'race', null, null]);
  });

  test('a race has the board from the start line until its result is out, and under review in any state', () => {
    const all = ['scheduled', 'called', 'at_start', 'attention', 'started', 'running', 'recalled', 'finished', 'unofficial', 'official', 'revised', 'abandoned', 'postponed', 'cancelled'];
    expect(all.filter((state) => is_under_way({ state }))).toEqual(['at_start', 'attention', 'started', 'running', 'recalled', 'finished']);
    expect(is_under_way({ state: 'scheduled' }, true)).toBe(true);
    expect(is_under_way(undefined)).toBe(false);
  });

  test('a result is one once it is out and has rows', () => {
    const board = (state, rows = [{}]) => ({ header: { state }, rows });
    expect([board('unofficial'), board('official'), board('revised'), board('finished'), board('running'), board('abandoned'), board('official', []), undefined].map(has_result))
      .toEqual([true, true, true, false, false, false, false, false]);
  });

  test('the next start list is of the race that waits, else of the first still to come after it', () => {
    const races = [race(1, 'scheduled'), race(2, 'official'), race(3, 'cancelled'), race(4, 'scheduled')];
    expect(next_race({ races }, 2)).toBe(4);
    expect(next_race({ races }, 4)).toBe(4);
    expect(next_race({ races: races.slice(0, 3) }, 2)).toBe(null);
    expect(next_race({ races }, null)).toBe(1);
    expect(next_race(undefined, 2)).toBe(null);
  });

  test('steps go round, page by page, and over faces that there are none of', () => {
    const round = round_of({ result: 1, start_list: 0, schedule: 2, medals: 1 });
    expect(round.map(({ face, page }) => `${face} ${page}`)).toEqual(['result 0', 'schedule 0', 'schedule 1', 'medals 0']);
    expect(step_after(round, round[0])).toEqual(round[1]);
    expect(step_after(round, round[3])).toEqual(round[0]);
    expect(step_after([], round[0])).toBe(null);
  });

  test('a step that is gone gives way to the next face, one that is there stays', () => {
    const round = round_of({ result: 1, schedule: 1, medals: 1 });
    expect(step_at(round, { face: 'schedule', page: 0 })).toEqual({ face: 'schedule', page: 0 });
    expect(step_at(round, { face: 'start_list', page: 0 })).toEqual({ face: 'schedule', page: 0 });
    expect(step_at(round, { face: 'schedule', page: 3 })).toEqual({ face: 'medals', page: 0 });
    expect(step_at(round, { face: 'medals', page: 3 })).toEqual({ face: 'result', page: 0 });
  });

  test('the programme begins with what is on, and tells what was called off after it', () => {
    const races = [race(1, 'cancelled'), race(2, 'official'), race(3, 'running'), race(4, 'postponed'), race(5, 'official'), race(6, 'scheduled')];
    expect(races_to_come(races).map((one) => one.race)).toEqual([3, 4, 6]);
    expect(races_to_come(races.slice(0, 2))).toEqual([]);
  });

  test('pages are of one day, and of like length', () => {
    const races = [...Array.from({ length: 6 }, (_, k) => race(k + 1, 'scheduled')), race(7, 'scheduled', { scheduled_us: noon_us + day_us })];
    const pages = schedule_pages(races, 5);
    expect(pages.map(({ from, to, all, races: shown }) => [from, to, all, shown.length])).toEqual([[1, 3, 6, 3], [4, 6, 6, 3], [1, 1, 1, 1]]);
    expect(pages[0].day).toBe(pages[1].day);
    expect(pages[2].day).not.toBe(pages[1].day);
  });

  test('medallists are of the events decided on the day, the newest first; the table is of all', () => {
    const races = [race(1, 'official', { scheduled_us: noon_us - day_us }), race(2, 'official'), race(3, 'official')];
    const won = (event, number, medal) => ({ event, race: number, medal, crew: number * 10 });
    const view = { rows: [{ team: 'A' }, { team: 'B' }, { team: 'C' }], medals: [won('W2x', 1, 'gold'), won('M1x', 2, 'gold'), won('M1x', 2, 'silver'), won('W1x', 3, 'gold')] };
    const pages = medal_pages(view, races, races[2], { people: 5, teams: 2 });
    expect(pages.map((page) => page.event?.event ?? page.rows.map(({ team }) => team).join())).toEqual(['W1x', 'M1x', 'A,B', 'C']);
    expect(medal_pages(view, races, races[2], { people: 5, teams: 9, most_events: 1 }).map(({ kind }) => kind)).toEqual(['event', 'table']);
    expect(medal_pages({ rows: [], medals: [] }, races, races[2], { people: 5, teams: 2 })).toEqual([]);
    expect(medal_pages(undefined, races, races[2], { people: 5, teams: 2 })).toEqual([]);
  });

  test('a taller board has more rows, never smaller letters; the smallest one has one', () => {
    const of = (width, height) => rows_that_fit({ width, height }, 15.4, 21);
    expect([of(384, 192), of(1280, 720), of(3840, 2160)]).toEqual([5, 5, 5]);
    expect(of(768, 1024)).toBe(14);
    expect(of(2000, 10)).toBe(5);
    expect(rows_that_fit({ width: 100, height: 10 }, 90, 30)).toBe(1);
  });
});
