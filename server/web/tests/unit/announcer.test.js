import { describe, expect, test } from 'vitest';
import { calls_of, places_that_go_on } from '../../src/announcer/calls.js';
import { best_of, is_best_yet, so_far } from '../../src/announcer/so_far.js';
import { Regatta } from '../../dev/regatta.mjs';

const plain = (sentences) => sentences.map((sentence) => sentence.replace(/[\u2068\u2069]/g, ''));
const progression = (routes, more = []) => ({ event: 'M1x', races: [{ race: 12, phase: 'H3', routes, seats: [] }, ...more] });

function calls(moment, way = progression('1-3->FA, rest->FB'), change = () => {}) {
  const regatta = new Regatta(moment, 1_000_000_000_000);
  const views = { board: regatta.board(12), results: regatta.results(12), progression: way };
  change(views);
  return plain(calls_of(views));
}

describe('What an announcer can say', () => {
  test('before the start: which race, and when', () => expect(calls('start_list')).toEqual([expect.stringMatching(/^Men's Single Sculls, Heat 3\. Race 12, at \d\d:\d\d\.$/)]));

  test('on the way: the leader, who is the last to go on, and who was fastest', () => {
    expect(calls('racing_1500')).toEqual([
      'At 1500 m NZL Tāne Wihongi leads, 0.58 s ahead of NED Sjoerd van der Veen.',
      'Last to go on is now POL Łukasz Wąsik (+2.40); next is GRE Konstantinos Papadimitriou-Alexandrou (+3.81).',
      'Fastest from 1000 to 1500 m: NZL Tāne Wihongi, 1:42.92.',
    ]);
  });

  test('what somebody took by hand on the way: gaps and stretches', () => {
    const second = ({ board }) => (board.rows[1].time.by_hand = true);
    expect(calls('racing_1500', undefined, second)[0]).toBe('At 1500 m NZL Tāne Wihongi leads, 0.58 s (timed by hand) ahead of NED Sjoerd van der Veen.');
    expect(calls('unofficial', undefined, second)[0]).toBe('NZL Tāne Wihongi wins in 6:46.11, 1.40 s (timed by hand) ahead of NED Sjoerd van der Veen.');
    const stretch = ({ results }) => results.rows.forEach((row) => row.splits.forEach((split) => (split.by_hand = true)));
    expect(calls('racing_1500', undefined, stretch)).toContain('Fastest from 1000 to 1500 m: NZL Tāne Wihongi, 1:42.92 (timed by hand).');
  });

  test('without a table it says nothing of who goes on', () => expect(calls('racing_1500', undefined, (views) => (views.progression = undefined)).join()).not.toContain('go on'));

  test('while a start is under review, and after a recall, it names nobody', () => {
    expect(calls('review')).toEqual(['The start is under review. Name nobody.']);
    expect(calls('recalled')).toEqual(['The start was recalled. The race starts again.']);
    for (const moment of ['review', 'recalled', 'upheld']) expect(calls(moment).join()).not.toMatch(/NOR|GRE|NED|NZL|POL|ITA|Lane/);
  });

  test('at the finish: who wins, and that it is not official', () => {
    expect(calls('unofficial')).toEqual(['NZL Tāne Wihongi wins in 6:46.11, 1.40 s ahead of NED Sjoerd van der Veen.', 'The result is not official yet.']);
    expect(calls('dead_heat')[0]).toBe('Dead heat: NED Sjoerd van der Veen and NZL Tāne Wihongi, 6:46.11.');
  });

  test('an order that the clocks cannot tell is not told', () => {
    expect(calls('unofficial', undefined, ({ board }) => (board.rows[1].too_close = true))).toEqual(['Too close to call. Wait for the photo finish.']);
  });

  test('of an official result also records and who goes where', () => {
    const seat = (code) => ({ from: 'H3', code });
    const found = calls('official', progression('1-3->FA', [{ race: 20, phase: 'FA', routes: '', seats: [seat('NZL'), seat('NED'), { from: 'H1', code: 'CRO' }] }]), ({ results }) => {
      results.rows[0].records = [{ kind: 'meet', mark: 'MR', time_text: '6:50.00', holder: '', text: 'MR, eligible', eligibility: 'eligible' }];
      results.rows[1].records = [{ kind: 'world', mark: 'WR', time_text: '6:30.00', holder: '', text: 'wind', eligibility: 'not_eligible' }];
    });
    expect(found.slice(1)).toEqual(['NZL Tāne Wihongi: Meet record 6:50.00: MR, eligible.', 'Going on to Final A: NZL, NED.']);
  });

  test('an abandoned race is none to speak of', () => expect(calls('racing_1500', undefined, ({ board }) => (board.header.state = 'abandoned'))).toEqual([]));

  test.each([['1-3->FA, rest->FB', 3], ['1->FA', 1], ['1-2->SA/B, 3..->R', 2], ['q2->FA', 0], ['1-2->out', 0], ['', 0], [undefined, 0]])('%s: the first %d go on', (routes, count) => expect(places_that_go_on(routes)).toBe(count));
});

describe('What crews have done so far', () => {
  const sheet = (race, status, rows) => ({ header: { race, phase: `H${race}`, status }, rows: rows.map(([crew, rank, time_us]) => ({ crew: { crew }, rank, rank_shared: false, time: time_us && { time_us, text: String(time_us) } })) });

  test('by crew, of races with a result, without this one', () => {
    const found = so_far([sheet(1, 'official', [[7, 1, 400], [8, null, null]]), sheet(2, 'live', [[7, 2, 390]]), undefined, sheet(3, 'unofficial', [[7, 2, 395]]), sheet(4, 'official', [[7, 1, 1]])], 4);
    expect([...found].map(([crew, races]) => [crew, races.map(({ race }) => race)])).toEqual([[7, [1, 3]]]);
    expect(best_of(found.get(7)).time.time_us).toBe(395);
    expect(best_of([])).toBe(undefined);
  });

  test.each([
    ['is beaten by a quicker time', [395, 400], { time_us: 394 }, true], ['stands where it is reached', [395], { time_us: 395 }, false], ['stands where another one was quicker', [390, 400], { time_us: 394 }, false],
    ['is none before the first race', [], { time_us: 394 }, false], ['is beaten by no time of a hand', [395], { time_us: 394, by_hand: true }, false],
  ])('the best of the regatta %s', (_, before, time, is_it) => {
    expect(is_best_yet(before.map((time_us) => ({ distance_m: 2000, time: { time_us } })), time, 2000)).toBe(is_it);
  });

  test('the best of the regatta is one over the same distance, and one that no hand took', () => {
    expect(is_best_yet([{ distance_m: 1000, time: { time_us: 500 } }], { time_us: 394 }, 2000)).toBe(false);
    expect(is_best_yet([{ distance_m: 2000, time: { time_us: 500, by_hand: true } }], { time_us: 394 }, 2000)).toBe(false);
  });
});
