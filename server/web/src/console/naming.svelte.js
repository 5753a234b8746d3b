// Gives a crossing its lane, or another one, or none: one order, and from its note the one that takes it back.
import { say } from '../text/say.js';
import { point_word, within } from '../text/words.js';
import { standing_of } from './crossings.js';

/** For so long after the answer its view may be on the way, milliseconds. */
const view_follows_ms = 1_500;

/** "lane 3", "no lane". */
export const lane_text = (lane) => (lane === null ? say('desk.no_lane') : within(say('desk.lane_lane', { lane })));

/** The names that one desk gives. */
export class Naming {
  /** Lanes of crossings whose name is on its way, however late the server's view of it is: id -> lane. */
  on_the_way = $state.raw(new Map());
  #desk;

  constructor(desk) {
    this.#desk = desk;
  }

  /** Orders that `lane` crossed there, null: nobody; what became of it stands in a note. */
  async name(race, impulse, lane) {
    const { id } = impulse;
    this.on_the_way = new Map(this.on_the_way).set(id, lane);
    const outcome = await this.#order(race, impulse, lane);
    const back = () => (this.on_the_way = new Map([...this.on_the_way].filter(([one]) => one !== id)));
    // The view that shows it comes with the answer. Should it not, somebody took the name back: it stands where it was.
    if (outcome.accepted) setTimeout(back, view_follows_ms);
    else back();
  }

  #order(race, impulse, lane) {
    const { text, lane: before } = impulse;
    const point = within(point_word(impulse.point));
    const reads = () => standing_of(this.#desk.live.view(`race/${race}/console`)?.impulses, impulse.id);
    const only = standing_of([{ ...impulse, lane }], impulse.id);
    const to = (its_lane, how) => this.#desk.give('assign_impulse', { impulse: impulse.id, race, point: impulse.point, lane: its_lane }, { ...how, reads, only });
    const what = say('console.crossing_text_at_point', { text, point });
    if (before === null) {
      const undo = () => to(null, { title: say('console.take_the_name_back'), done: say('console.what_has_no_lane_again', { what }) });
      return to(lane, { title: say('console.name_lane_lane', { lane }), done: say('console.what_is_lane_lane', { what, lane }), undo });
    }
    const title = say('desk.change');
    const done = (its_lane) => say('console.crossing_text_is_changed_to', { text, point, lane: lane_text(its_lane) });
    return to(lane, { title, done: done(lane), undo: () => to(before, { title, done: done(before) }) });
  }
}
