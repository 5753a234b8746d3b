// One output: follows the feed, tells the stage what is due, and does what a graphics program asks: play, stop, next, update, remove, nudge.
import { browser_world } from '../feed/browser_world.js';
import { Feed } from '../feed/feed.js';
import { choose_race, progression_topic, topics_of } from '../feed/shown_race.js';
import { graphics } from './elements/index.js';
import { data_of_update, with_data } from './options.js';
import { next_race } from './race.js';

const page_turns_every_ms = 8_000;

export class Broadcast {
  #stage;
  #options;
  #feed = null;
  #pages = null;
  #is_due = false;

  /** @param stage a Stage in the document; @param names of graphics; @param options as of options.js */
  constructor(stage, names, options) {
    this.#stage = stage;
    this.#options = options;
    stage.set_graphics(names, { now_us: () => (this.#feed ? this.#feed.now_us() : null), speed: () => (this.#feed ? this.#feed.speed : 1) });
    stage.options = options;
    this.#connect();
    this.#pages = setInterval(() => {
      if (this.#options.when === 'auto') this.#stage.rotate();
    }, page_turns_every_ms);
  }

  get options() {
    return this.#options;
  }

  play(how) {
    return this.#stage.play(how);
  }

  stop(how) {
    return this.#stage.stop(how);
  }

  /** To the next page of whatever has several. */
  next() {
    return this.#stage.turn();
  }

  /** Takes settings, see options.js; answers what it did not understand, as sentences. */
  update(data) {
    const found = data_of_update(data);
    if (found === null) return ['The data is neither JSON nor template data.'];
    const before = this.#options;
    const { options, problems } = with_data(before, found);
    this.#options = options;
    this.#stage.options = options;
    if (options.server !== before.server) this.#connect();
    else this.#follow();
    return problems;
  }

  /** Later by so many milliseconds, earlier where negative; answers the delay from now on. */
  nudge(by_ms = 10) {
    this.update({ delay_ms: this.#options.delay_ms + (Number(by_ms) || 0) });
    return this.#options.delay_ms;
  }

  /** For good: nothing is shown and nothing is followed any more. */
  remove() {
    clearInterval(this.#pages);
    if (this.#feed) this.#feed.close();
    this.#feed = null;
    return this.#stage.stop({ cut: true });
  }

  #connect() {
    if (this.#feed) this.#feed.close();
    const soon = () => this.#soon();
    this.#feed = new Feed(browser_world('board', this.#options.server), { view: soon, newest: (topic) => topic === 'meet' && soon(), gone: soon, status: soon });
    this.#follow();
    this.#feed.open();
  }

  /** Several frames of one change are one picture. */
  #soon() {
    if (this.#is_due) return;
    this.#is_due = true;
    Promise.resolve().then(() => {
      this.#is_due = false;
      if (this.#feed) this.#follow();
    });
  }

  #follow() {
    this.#feed.delay_ms = this.#options.delay_ms;
    this.#feed.want(this.#topics());
    this.#stage.show(this.#views(), this.#feed.status);
  }

  #shown() {
    return this.#stage.names.map((name) => graphics[name]);
  }

  /** Of the race that is shown and, where a delay holds pictures back, of the one that will be. */
  #topics() {
    const shown = this.#shown();
    const names = [...new Set(['board', ...shown.flatMap((one) => one.topics)])];
    const topics = ['meet', ...shown.flatMap((one) => one.also)];
    for (const meet of [this.#feed.newest('meet'), this.#feed.view('meet')]) {
      const race = choose_race(meet, this.#options.race);
      topics.push(...topics_of(race, names));
      const way = shown.some((one) => one.wants_progression) && progression_topic(meet, race.current);
      if (way) topics.push(way);
      const next = shown.some((one) => one.wants_next) && next_race(meet, race.current);
      if (next) topics.push(`race/${next.race}/start_list`);
    }
    return [...new Set(topics)];
  }

  #views() {
    const feed = this.#feed;
    const meet = feed.view('meet');
    const { current } = choose_race(meet, this.#options.race);
    const of = (name) => (current === null ? undefined : feed.view(`race/${current}/${name}`));
    const way = progression_topic(meet, current);
    const next = next_race(meet, current);
    return {
      meet, board: of('board'), results: of('results'), start: of('start'), start_list: of('start_list'), medals: feed.view('meet/medals'), progression: way ? feed.view(way) : undefined,
      next: next ? { header: next, start_list: feed.view(`race/${next.race}/start_list`) } : null,
    };
  }
}
