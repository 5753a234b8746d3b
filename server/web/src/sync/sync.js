// The sync page: shows the server's seconds to be filmed, and by how much a picture is late: nudged until it flashes together with the monitor.
import { html, render } from 'lit-html';
import { browser_world } from '../feed/browser_world.js';
import { Feed } from '../feed/feed.js';
import { add_fonts, set_base_address } from '../overlay/fonts.js';
import { Sync } from '../overlay/elements/sync.js';
import { options_of } from '../overlay/options.js';
import { css, sheet_of } from '../overlay/style.js';
import { beat_of } from './beat.js';
import { Tone } from './tone.js';
import { language_of, says } from './words.js';

const steps_ms = [-1000, -100, -10, 10, 100, 1000];
const signed = (ms) => `${ms < 0 ? '−' : '+'}${Math.abs(ms)}`;

const styles = css`
  html, body { margin: 0; height: 100%; }
  body { display: grid; grid-template-rows: 1fr auto; background: #05090c; color: #e9f1f5; font: 500 max(1.125rem, 1.15vw)/1.4 'Bowball Inter', Inter, Arial, sans-serif; font-variant-numeric: tabular-nums; }
  body.flash { background: #ffffff; }
  main { display: grid; place-items: center; min-height: 0; }
  bowball-sync { --bowball-unit: min(1.9vw, 3vh); }
  aside { padding: 1rem 1.5rem 1.25rem; text-align: center; background: #101c25; color: #e9f1f5; }
  .bar { display: grid; grid-template-columns: repeat(auto-fit, minmax(5rem, auto)); grid-gap: 0.5rem; justify-content: center; align-items: center; }
  .delay { padding: 0 1rem 0 0; font-size: 2rem; font-weight: 720; white-space: nowrap; }
  button { min-width: 5.5rem; min-height: 3.25rem; border: 1px solid #6f838f; border-radius: 0.4rem; background: #1b2c38; color: inherit; font: inherit; font-weight: 640; cursor: pointer; }
  button:hover { background: #27404f; }
  button:focus { outline: 3px solid #ffab5e; outline-offset: 2px; }
  p { max-width: 85ch; margin: 0.75rem auto 0; color: #a9bdc9; font-size: 0.9em; }
  code { color: #ffd9a0; font: 600 1rem/1.5 ui-monospace, Consolas, monospace; user-select: all; -webkit-user-select: all; }
  a { color: inherit; }
  .off { color: #ffab5e; }
`;

class Page {
  #options = options_of(location.search).options;
  #language = language_of(location.search, navigator.languages);
  #feed = null;
  #tone = new Tone();
  #signal = null;
  #panel = null;

  open() {
    document.documentElement.lang = this.#language;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet_of(styles)];
    this.#feed = new Feed(browser_world('', this.#options.server), { status: () => this.#draw_panel() });
    this.#feed.delay_ms = this.#options.delay_ms;
    // Something has to be asked for, or the server ends the connection.
    this.#feed.want(['meet']);
    this.#feed.open();
    const main = document.body.appendChild(document.createElement('main'));
    this.#signal = main.appendChild(document.createElement('bowball-sync'));
    this.#signal.clock = { now_us: () => this.#feed.now_us(), speed: () => this.#feed.speed };
    this.#signal.take_in({ cut: true });
    this.#panel = document.body.appendChild(document.createElement('aside'));
    this.#draw_panel();
    this.#follow();
    addEventListener('keydown', (event) => this.#press(event));
    window.nudge = (by_ms) => this.#nudge(Number(by_ms) || 0);
  }

  #nudge(by_ms) {
    this.#feed.delay_ms += by_ms;
    this.#draw_panel();
    return this.#feed.delay_ms;
  }

  #press(event) {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.#nudge(way * (event.shiftKey ? 100 : 10));
  }

  /** At every picture: the ground flashes with the signal. */
  #follow() {
    requestAnimationFrame(() => this.#follow());
    const beat = beat_of(this.#feed.now_us(), this.#feed.speed);
    document.body.classList.toggle('flash', beat.flashes);
    this.#tone.follow(beat.next_us);
  }

  #switch_tone() {
    this.#tone.switch(!this.#tone.is_on);
    this.#draw_panel();
  }

  #draw_panel() {
    if (!this.#panel) return;
    const { delay_ms, status } = this.#feed;
    const words = says[this.#language];
    const error_us = this.#feed.error_us();
    const exact = error_us === null ? '' : ` ${words.exact.replace('{ms}', Math.max(1, Math.ceil(error_us / 1000)))}`;
    const delay = `delay_ms=${delay_ms}`;
    const shown = { '{code}': delay, '{address}': `${location.origin}/overlay?${delay}` };
    const use = words.use.split(/(\{code\}|\{address\})/).map((part) => (shown[part] ? html`<code>${shown[part]}</code>` : part));
    render(
      html`<div class="bar"><span class="delay">${delay_ms} ms</span>${steps_ms.map((ms) => html`<button @click=${() => this.#nudge(ms)}>${signed(ms)}</button>`)}<button @click=${() => this.#switch_tone()}>${this.#tone.is_on ? words.tone_off : words.tone_on}</button></div>
        <p>${words.how}</p>
        <p>${status.link === 'live' ? html`${use}${exact}` : html`<span class="off">${words.no_contact}</span>`} <a href="/">Bowball</a></p>`,
      this.#panel,
    );
  }
}

set_base_address(document.currentScript.src);
add_fonts();
if (!customElements.get('bowball-sync')) customElements.define('bowball-sync', Sync);
const page = new Page();
if (document.body) page.open();
else addEventListener('DOMContentLoaded', () => page.open());
