// The feed as a page reads it: what is newest, what is due, and what a page turned away from.
import { describe, expect, test } from 'vitest';
import { Feed } from '../../src/feed/feed.js';
import { board, FakeWorld, hello } from './fake_world.js';

function following(delay_ms = 0) {
  const world = new FakeWorld();
  const told = [];
  const feed = new Feed(world, { newest: (topic, data) => told.push(['newest', data.seq]), view: (topic, data) => told.push(['due', data.seq]), gone: (topic) => told.push(['gone', topic]) });
  feed.delay_ms = delay_ms;
  feed.want(['race/12/board']);
  feed.open();
  world.socket.accept();
  world.socket.receive(hello());
  return { world, feed, told };
}

describe('Feed', () => {
  test('without a delay what is newest is due', () => {
    const { world, feed, told } = following();
    world.socket.receive(board(5));
    expect(told).toEqual([['newest', 5], ['due', 5]]);
    expect(feed.view('race/12/board').seq).toBe(5);
  });
  test('with a delay it is newest at once and due later, in order', () => {
    const { world, feed, told } = following(300);
    world.socket.receive(board(5));
    world.advance(100);
    world.socket.receive(board(6));
    expect(feed.newest('race/12/board').seq).toBe(6);
    expect(feed.view('race/12/board')).toBe(undefined);
    world.advance(199);
    expect(feed.view('race/12/board')).toBe(undefined);
    world.advance(1);
    expect(feed.view('race/12/board').seq).toBe(5);
    world.advance(100);
    expect(told).toEqual([['newest', 5], ['newest', 6], ['due', 5], ['due', 6]]);
  });
  test('a shorter delay lets go what it held, a longer one holds it on', () => {
    const { world, feed } = following(1_000);
    world.socket.receive(board(5));
    feed.delay_ms = 2_000;
    world.advance(1_500);
    expect(feed.view('race/12/board')).toBe(undefined);
    feed.delay_ms = 1_500;
    expect(feed.view('race/12/board').seq).toBe(5);
  });
  test('what a page turned away from is gone, and does not come back when it falls due', () => {
    const { world, feed, told } = following(300);
    world.socket.receive(board(5));
    feed.want(['meet']);
    world.advance(1_000);
    expect(told).toEqual([['newest', 5], ['gone', 'race/12/board']]);
    expect(feed.newest('race/12/board')).toBe(undefined);
  });
  test('its clock is as late as its pictures', () => {
    const { feed } = following();
    const now = feed.now_us();
    feed.delay_ms = 1_230;
    expect(now - feed.now_us()).toBe(1_230_000);
  });
  test.each([[-5, 0], [61_000, 60_000], ['soon', 0], [12.6, 13]])('a delay of %s is %d', (asked, delay) => {
    const { feed } = following();
    feed.delay_ms = asked;
    expect(feed.delay_ms).toBe(delay);
  });
});
