import { describe, expect, test } from 'vitest';
import { PaintReporter } from '../../src/feed/paint_reporter.js';
import { displays_doubt, display_name, milliseconds_text } from '../../src/health/displays.js';
import { FakeWorld } from './fake_world.js';

/** A board whose pictures are drawn 16 ms after they are asked for, on a venue's clock that is its own plus a day. */
function board({ error_us = 300.2, delay_us = 0 } = {}) {
  const world = new FakeWorld();
  const sent = [];
  const ahead_us = 86_400e6;
  world.draws = true;
  world.after_paint = (f) => world.draws && world.set_timer(16, f);
  const now_us = () => world.now_us() + ahead_us;
  const reporter = new PaintReporter(world, { now_us, error_us: () => error_us, delay_us: () => delay_us, send: (message) => sent.push(message) });
  return { world, reporter, sent, now_us };
}

describe('A board reports its pictures', () => {
  test('when the view arrived and when it was painted, on the venue’s clock', () => {
    const { world, reporter, sent, now_us } = board();
    const arrived_us = now_us();
    reporter.shown({ sent_us: arrived_us - 900, edge_us: arrived_us - 5_000 }, arrived_us);
    world.advance(20);
    expect(sent).toEqual([{ kind: 'painted', sent_us: arrived_us - 900, edge_us: arrived_us - 5_000, arrived_us, painted_us: arrived_us + 16_000, error_us: 301, delay_us: 0 }]);
  });

  test('once a second at most, and then the newest', () => {
    const { world, reporter, sent, now_us } = board();
    for (let k = 0; k < 30; k += 1) {
      reporter.shown({ sent_us: now_us() }, now_us());
      world.advance(100);
    }
    world.advance(1_000);
    expect(sent.length).toBe(4);
    expect(sent.at(-1).sent_us).toBe(now_us() - 1_100e3);
    expect(sent.map((report) => report.edge_us)).toEqual([null, null, null, null]);
  });

  test('says that it lives, unless nothing is drawn any more', () => {
    const { world, reporter, sent, now_us } = board();
    reporter.shown({ sent_us: now_us() }, now_us());
    world.advance(35_000);
    expect(sent.length).toBe(4);
    expect(new Set(sent.map((report) => report.painted_us)).size).toBe(1);
    world.draws = false;
    world.advance(60_000);
    expect(sent.length).toBe(4);
  });

  test('not before it knows the venue’s time, nor after it was closed', () => {
    const unsure = board({ error_us: null });
    unsure.reporter.shown({ sent_us: 5 }, unsure.now_us());
    unsure.world.advance(30_000);
    expect(unsure.sent).toEqual([]);
    const closed = board();
    closed.reporter.shown({ sent_us: 5 }, closed.now_us());
    closed.reporter.close();
    closed.world.advance(30_000);
    expect(closed.sent).toEqual([]);
  });
});

describe('Screens of the health view', () => {
  test.each([[900, 2_400, '0.9 / 2.4 ms'], [-40, 18_400, '0.0 / 18 ms']])('%i and %i us', (usual, slowest, text) => expect(milliseconds_text(usual, slowest)).toBe(text));
  test('those that the venue has named are missed, phones are not', () => {
    const named = { name: 'Finish tower', address: '192.0.2.41', state: 'silent' };
    const phone = { name: '', address: '192.0.2.77', state: 'stale' };
    expect(displays_doubt([named, phone, { ...named, state: 'shown' }])).toBe('Finish tower is silent');
    expect(display_name(phone)).toBe('A screen at 192.0.2.77');
  });
});
