import { describe, expect, test } from 'vitest';
import { OrderOfViews } from '../../src/feed/order_of_views.js';

const frame = (seq, { topic = 'race/12/board', race = 12, run = 1, epoch = 'E1' } = {}) => ({ topic, epoch, seq, data: { header: { race, run } } });

describe('OrderOfViews', () => {
  test('a frame that goes back is not shown, one that goes on is', () => {
    const order = new OrderOfViews();
    expect(order.admit(frame(5))).toBe(true);
    expect(order.admit(frame(4)), 'older').toBe(false);
    expect(order.admit(frame(5)), 'the same entry again: health and clocks change without one').toBe(true);
    expect(order.admit(frame(6))).toBe(true);
    expect(order.admit(frame(5)), 'what was dropped is not remembered, what was shown is').toBe(false);
  });
  test('the run that was recalled does not come back on the screen', () => {
    const order = new OrderOfViews();
    expect(order.admit(frame(7, { run: 1 }))).toBe(true);
    expect(order.admit(frame(9, { run: 2 })), 'the new start').toBe(true);
    expect(order.admit(frame(9, { run: 1 })), 'the run before, of the same entry').toBe(false);
    expect(order.admit(frame(8, { run: 1 })), 'the run before, late').toBe(false);
    expect(order.admit(frame(10, { run: 1 })), 'reopened by a newer entry').toBe(true);
  });
  test('the score of another race is never shown under the name of this one', () => {
    const order = new OrderOfViews();
    expect(order.admit(frame(5, { race: 11 }))).toBe(false);
    expect(order.admit(frame(3)), 'and it has not moved the order').toBe(true);
  });
  test('whoever follows the current race turns to the next one, whatever its run', () => {
    const order = new OrderOfViews();
    const current = { topic: 'current/board' };
    expect(order.admit(frame(20, { ...current, race: 12, run: 3 }))).toBe(true);
    expect(order.admit(frame(20, { ...current, race: 13, run: 1 }))).toBe(true);
    expect(order.admit(frame(19, { ...current, race: 12, run: 3 })), 'the last race, late').toBe(false);
  });
  test('each topic has an order of its own', () => {
    const order = new OrderOfViews();
    expect(order.admit(frame(9))).toBe(true);
    expect(order.admit(frame(3, { topic: 'race/12/results' }))).toBe(true);
    expect(order.admit({ topic: 'meet', epoch: 'E1', seq: 2, data: {} }), 'without a header').toBe(true);
    expect(order.admit({ topic: 'meet', epoch: 'E1', seq: 1, data: {} })).toBe(false);
  });
  test('another journal, and a topic that is watched anew, begin anew', () => {
    const order = new OrderOfViews();
    expect(order.admit(frame(900))).toBe(true);
    expect(order.admit(frame(1, { epoch: 'E2' }))).toBe(true);
    order.forget('race/12/board');
    expect(order.admit(frame(1, { epoch: 'E2', run: 0 }))).toBe(true);
  });
});
