// Which race a page shows: the one pinned in its address (?race=12), else the one that is on. Keeps the subscriptions to
// the race's views, and to the previous race's, in step with that. Call while a component is being set up.
import { choose_race, pinned_race, progression_topic, topics_of } from './shown_race.js';

export { pinned_race };

/**
 * @param {import('./live.svelte.js').Live} live
 * @param {{race: string[], previous?: string[], also?: string[] | (() => string[]), progression?: boolean, pinned?: () => number | null}} wish names of views:
 *   of the race shown, of the one before, and whole topics (or a function that names them); `progression`: that of the event of the race shown too
 */
export function follow(live, { race, previous = [], also = [], progression = false, pinned = pinned_race }) {
  // Chosen from the newest meet view, even where a delay holds pictures back: the race's views must be here in time.
  const next = $derived(choose_race(live.newest('meet'), pinned()));
  const shown = $derived(choose_race(live.view('meet'), pinned()));
  const way = $derived(progression ? progression_topic(live.view('meet'), shown.current) : undefined);
  const topics = $derived([...new Set(['meet', ...(typeof also === 'function' ? also() : also), ...topics_of(next, race, previous), ...topics_of(shown, race, previous), ...(way ? [way] : [])])]);
  $effect(() => live.want(topics));

  return {
    get meet() {
      return live.view('meet');
    },
    get id() {
      return shown.current;
    },
    get previous_id() {
      return shown.previous;
    },
    /** A view of the race shown: of("board"). */
    of: (name) => (shown.current === null ? undefined : live.view(`race/${shown.current}/${name}`)),
    /** The progression of its event; undefined where it has none. */
    get progression() {
      return way ? live.view(way) : undefined;
    },
    previous_of: (name) => (shown.previous === null ? undefined : live.view(`race/${shown.previous}/${name}`)),
  };
}
