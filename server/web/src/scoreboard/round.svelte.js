// The board's faces one after the other, each for a while; from the start again whenever what it follows changes.
import { step_after, step_at } from './faces.js';

const each_ms = 11_000;

/**
 * @param {() => {face: string, page: number}[]} steps reactive; empty: nothing turns.
 * @param {() => {face: string, key: string}} begin reactive: the face to begin with, and what makes it begin anew.
 * Returns {step}, reactive; null where there is nothing to show.
 */
export function go_round(steps, begin) {
  let at = $state.raw(null);
  const step = $derived(steps().length > 0 ? step_at(steps(), at ?? { face: begin().face, page: 0 }) : null);
  const key = $derived(begin().key);
  const turns = $derived(steps().length > 1);
  $effect(() => {
    void key;
    at = null;
    if (!turns) return;
    const timer = setInterval(() => (at = step_after(steps(), step)), each_ms);
    return () => clearInterval(timer);
  });
  return {
    get step() {
      return step;
    },
  };
}
