// What every graphic is: a plain custom element that draws the views it is given, and is taken in and out. Knows no feed, reads no clock.
import { nothing, render } from 'lit-html';
import { shared_styles, sheet_of } from './style.js';
import { words_in } from './words.js';

const in_ms = 450;
const out_ms = 300;
// Wide of the panel on three sides, so that its shadow is not cut; the fourth side is the wipe.
const open_clip = 'inset(-2em -2em -2em -2em)';
const shut_clip = 'inset(-2em 100% -2em -2em)';

export class Graphic extends HTMLElement {
  /** CSS of its own. */
  static styles = '';
  /** Views of the race that it reads; `meet` comes always. */
  static topics = ['board'];
  /** Whole topics, whatever the race. */
  static also = [];
  /** Whether it reads the start list of the next race. */
  static wants_next = false;
  /** Where it stands in the picture: "top-left", "top-right", "bottom". */
  static zone = 'bottom';
  /** Whether it fills the lower part: of those, a picture that follows the race by itself shows one at a time. */
  static is_large = false;

  /** Whether these views hold anything to show. */
  static has_content(views) {
    return Boolean(views.board);
  }

  /** The same, of whatever came: a view that it cannot read holds nothing. */
  static shows(views) {
    try {
      return this.has_content(views);
    } catch (error) {
      console.error(`${this.name}: the view cannot be read.`, error);
      return false;
    }
  }

  /** Whether a picture that follows the race by itself shows it now. */
  static is_due() {
    return true;
  }

  #frame;
  #views = {};
  #language = 'en';
  #page = 0;
  #motion = null;
  /** Race time for whoever runs: {now_us(), speed()}; null where there is none. */
  clock = { now_us: () => null, speed: () => 1 };
  /** Options of this graphic alone: {lane}. */
  options = {};

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet_of(shared_styles), sheet_of(this.constructor.styles)];
    this.#frame = root.appendChild(document.createElement('div'));
    this.#frame.className = 'frame';
  }

  get views() {
    return this.#views;
  }

  /** {meet, board, results, start, start_list, progression, medals, next: {header, start_list}}; what is not known is left out. */
  set views(views) {
    this.#views = views;
    this.redraw();
  }

  get words() {
    return words_in(this.#language);
  }

  set language(language) {
    this.#language = language;
    this.redraw();
  }

  get is_on_air() {
    return this.hasAttribute('air');
  }

  /** How many pages its rows take; at least one. */
  page_count() {
    return 1;
  }

  get page() {
    return Math.min(this.#page, this.page_count() - 1);
  }

  /** To the next page, after the last to the first. */
  turn() {
    this.#page = (this.page + 1) % this.page_count();
    this.redraw();
  }

  /** What is drawn: a lit-html template. */
  template() {
    return '';
  }

  redraw() {
    if (!this.constructor.shows(this.#views)) return;
    render(this.#drawn_template(), this.#frame);
    this.drawn();
  }

  /** A view that it cannot draw leaves it empty, never with what was true before; the others of the picture go on. */
  #drawn_template() {
    try {
      return this.template();
    } catch (error) {
      console.error(`${this.localName}: the view cannot be drawn.`, error);
      return nothing;
    }
  }

  /** After each drawing, and when it goes on or off air. */
  drawn() {}

  /** On air: wiped in from the left, or cut in. Resolves when it stands. */
  take_in({ cut = false } = {}) {
    if (this.is_on_air && !this.#motion) return Promise.resolve();
    this.#page = 0;
    this.setAttribute('air', '');
    this.redraw();
    return this.#move([{ clipPath: shut_clip, opacity: 0 }, { clipPath: open_clip, opacity: 1 }], cut ? 0 : in_ms, 'cubic-bezier(0.16, 0.84, 0.3, 1)');
  }

  /** Off air. Resolves when nothing is left of it. */
  take_out({ cut = false } = {}) {
    if (!this.is_on_air) return Promise.resolve();
    return this.#move([{ clipPath: open_clip, opacity: 1 }, { clipPath: shut_clip, opacity: 0 }], cut ? 0 : out_ms, 'cubic-bezier(0.6, 0, 0.9, 0.4)').then((is_done) => {
      if (!is_done) return;
      this.removeAttribute('air');
      this.drawn();
    });
  }

  /** Resolves with false where another movement took its place. What the computer's owner set for motion on its desktop is not asked:
      the viewer of a programme is somebody else. */
  #move(frames, duration, easing) {
    if (this.#motion) this.#motion.cancel();
    this.#motion = null;
    if (duration === 0) return Promise.resolve(true);
    const motion = this.#frame.animate(frames, { duration, easing, fill: 'both' });
    this.#motion = motion;
    return new Promise((done) => {
      motion.oncancel = () => done(false);
      motion.onfinish = () => {
        this.#motion = null;
        motion.oncancel = null;
        done(true);
        // Resolved first: what is out has left the picture before the effect that hides it ends.
        Promise.resolve().then(() => motion.cancel());
      };
    });
  }
}
