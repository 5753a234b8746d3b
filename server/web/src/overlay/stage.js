// The whole picture: places graphics within the safe area, takes them in and out, marks a demo and old data. Told what is known; asks nobody.
import { html, nothing, render } from 'lit-html';
import { base_address } from './fonts.js';
import { graphics } from './elements/index.js';
import { scene_of } from './race.js';
import { css, palette, shared_styles, sheet_of } from './style.js';
import { filled, words_in } from './words.js';
import { clock_seconds_text } from '../text/time.js';

const zones = ['top-left', 'top-right', 'bottom'];

const styles = css`
  :host { display: block; position: absolute; top: 0; right: 0; bottom: 0; left: 0; overflow: hidden; }
  .safe { position: absolute; top: var(--safe-y); right: var(--safe-x); bottom: var(--safe-y); left: var(--safe-x); }
  .zone { position: absolute; display: flex; flex-direction: column; }
  .top-left { top: 0; left: 0; align-items: flex-start; }
  .top-right { top: 0; right: 0; align-items: flex-end; }
  .bottom { right: 0; bottom: 0; left: 0; }
  .zone > [air] { margin-bottom: 1u; }
  .bottom > [air] { margin-top: 1u; margin-bottom: 0; }
  .old > .zone { filter: grayscale(1); opacity: 0.55; }
  .notes { order: -1; display: grid; justify-items: end; }
  .note { margin-bottom: 0.5u; padding: 0.3u 0.8u; border-radius: 0.35u; font-size: 1.5u; font-weight: 700; }
  .demo { background: #ffd60a; color: #1d1800; }
  .lost { background: #7a3300; color: #fff; }
`;

export class Stage extends HTMLElement {
  #safe;
  #zones = {};
  #notes;
  #theme;
  #graphics = new Map();
  #wanted = new Set();
  #leaving = new Map();
  #plays = false;
  #cut = false;
  #options = {};
  #views = {};
  #status = { link: 'connecting', heard_at: null };
  #turn = 0;
  #round = 0;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet_of(shared_styles), sheet_of(styles)];
    this.#theme = document.createElement('link');
    this.#theme.rel = 'stylesheet';
    this.#safe = root.appendChild(document.createElement('div'));
    this.#safe.className = 'safe';
    for (const name of zones) {
      this.#zones[name] = this.#safe.appendChild(document.createElement('div'));
      this.#zones[name].className = `zone ${name}`;
    }
    this.#notes = root.querySelector('.safe').appendChild(document.createElement('div'));
    this.#notes.className = 'zone top-right notes';
  }

  /** The graphics of the picture by name, from first to last in each zone. `clock`: {now_us(), speed()}. */
  set_graphics(names, clock) {
    for (const name of names) {
      if (this.#graphics.has(name)) continue;
      const graphic = document.createElement(`bowball-${name}`);
      graphic.clock = clock;
      this.#graphics.set(name, graphic);
      this.#zones[graphics[name].zone].appendChild(graphic);
    }
  }

  get names() {
    return [...this.#graphics.keys()];
  }

  /** Names of the graphics that are on air, or on their way there. */
  get on_air() {
    return [...this.#wanted];
  }

  set options(options) {
    this.#options = options;
    this.#safe.style.setProperty('--safe-x', `${options.safe}%`);
    this.#safe.style.setProperty('--safe-y', `${options.safe}%`);
    for (const property of Object.keys(palette)) {
      const value = options.colours[property];
      if (value) this.style.setProperty(`--bowball-${property}`, value);
      else this.style.removeProperty(`--bowball-${property}`);
    }
    this.#set_theme(options.theme);
    for (const graphic of this.#graphics.values()) {
      graphic.language = options.lang;
      graphic.options = { ...graphic.options, lane: options.lane };
    }
    this.#settle();
  }

  /** What is known of the race, and of the link: {link, heard_at}. */
  show(views, status) {
    this.#views = views;
    this.#status = status;
    this.#settle();
  }

  /** Resolves when everything stands. */
  play({ cut = false } = {}) {
    this.#plays = true;
    this.#cut = cut;
    return this.#settle();
  }

  /** Resolves when the picture is empty. */
  stop({ cut = false } = {}) {
    this.#plays = false;
    this.#cut = cut;
    return this.#settle();
  }

  /** Every graphic that is on air and has several pages to its next one; answers whether any has. */
  turn() {
    const turned = this.on_air.map((name) => this.#graphics.get(name)).filter((graphic) => graphic.page_count() > 1);
    for (const graphic of turned) graphic.turn();
    return turned.length > 0;
  }

  /** What a picture does by itself every few seconds: the next page; after the last one the next of the large graphics that are due. */
  rotate() {
    const paged = this.on_air.map((name) => this.#graphics.get(name)).filter((graphic) => graphic.page_count() > 1);
    const unfinished = paged.filter((graphic) => graphic.page < graphic.page_count() - 1);
    if (unfinished.length === 0 && this.#large_ones().length > 1) {
      this.#round += 1;
      return this.#settle();
    }
    for (const graphic of unfinished.length > 0 ? unfinished : paged) graphic.turn();
    return Promise.resolve();
  }

  #set_theme(name) {
    const address = name ? new URL(`themes/${name}.css`, base_address()).href : '';
    if (address === '') this.#theme.remove();
    else if (this.#theme.href !== address || !this.#theme.isConnected) {
      this.#theme.href = address;
      this.shadowRoot.appendChild(this.#theme);
    }
  }

  #is_due(name) {
    const one = graphics[name];
    return this.#plays && one.shows(this.#views) && (this.#options.when === 'always' || one.is_due(scene_of(this.#views.board), this.#views));
  }

  #large_ones() {
    return this.names.filter((name) => graphics[name].is_large && this.#is_due(name));
  }

  /** Who plays graphics by hand is asked for no room. */
  #wanted_now() {
    const due = this.names.filter((name) => this.#is_due(name));
    const large = this.#large_ones();
    const chosen = this.#options.when === 'always' ? large : large.slice(this.#round % (large.length || 1)).slice(0, 1);
    return new Set(due.filter((name) => !graphics[name].is_large || chosen.includes(name)));
  }

  /** What has to go goes first; what comes finds its place free. */
  async #settle() {
    const cut = this.#cut || this.#options.motion === 'cut';
    this.#turn += 1;
    const turn = this.#turn;
    const wanted = this.#wanted_now();
    this.#draw_notes();
    const moving = [...this.#graphics].map(([name, graphic]) => (wanted.has(name) ? this.#keep(name, graphic, cut) : this.#dismiss(name, graphic, cut)));
    if (!cut) await Promise.all(this.#leaving.values());
    // Somebody knew better meanwhile; who came later settles the rest.
    if (turn !== this.#turn) return;
    this.#cut = false;
    for (const [name, graphic] of this.#graphics) {
      if (!wanted.has(name) || this.#wanted.has(name)) continue;
      this.#wanted.add(name);
      moving.push(graphic.take_in({ cut }));
    }
    await Promise.all(moving);
  }

  /** Who comes or stays is shown the newest; who was on its way out comes back at once: its place is its own. */
  #keep(name, graphic, cut) {
    graphic.options = { ...graphic.options, is_old: this.#lost_since() !== '' };
    graphic.views = this.#views;
    if (!this.#leaving.has(name)) return null;
    this.#wanted.add(name);
    return graphic.take_in({ cut });
  }

  /** Who leaves keeps what it showed. */
  #dismiss(name, graphic, cut) {
    if (!this.#wanted.delete(name)) return this.#leaving.get(name);
    const leaving = graphic.take_out({ cut }).then(() => {
      if (this.#leaving.get(name) === leaving) this.#leaving.delete(name);
    });
    this.#leaving.set(name, leaving);
    return leaving;
  }

  #lost_since() {
    const { link, heard_at } = this.#status;
    return link !== 'live' && heard_at ? clock_seconds_text(heard_at) : '';
  }

  /** That a race is a demo is always said while anything is shown. */
  #draw_notes() {
    const words = words_in(this.#options.lang);
    const { board, meet } = this.#views;
    const simulated = this.#plays && (board ? board.header.simulated : Boolean(meet && meet.simulated));
    const time = this.#plays ? this.#lost_since() : '';
    this.#safe.classList.toggle('old', time !== '');
    render(html`${simulated ? html`<span class="note demo">${words.demo}</span>` : nothing}${time ? html`<span class="note lost">${filled(words.no_data, { time })}</span>` : nothing}`, this.#notes);
  }
}
