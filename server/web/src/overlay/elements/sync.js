// The sync signal: the server's second as a flash, a hand that turns once in it, and its number; to see how late a picture is.
import { html } from 'lit-html';
import { Graphic } from '../graphic.js';
import { css } from '../style.js';
import { vars } from '../vars.js';
import { beat_of } from '../../sync/beat.js';

export class Sync extends Graphic {
  static zone = 'top-right';
  static styles = css`
    .panel { display: inline-grid; grid-template-columns: auto auto; align-items: center; grid-gap: 1.4u; padding: 1u 1.6u; }
    .panel.flash { background: #ffffff; color: #000000; }
    .dial { position: relative; width: 9u; height: 9u; border: 0.3u solid currentcolor; border-radius: 50%; }
    .tick { position: absolute; top: 0; left: calc(50% - 0.1u); width: 0.2u; height: 50%; transform-origin: 50% 100%; transform: rotate(calc(var(--at) * 36deg)); background: linear-gradient(currentcolor 0 0.9u, transparent 0.9u); }
    .hand { position: absolute; top: 0.4u; left: calc(50% - 0.2u); width: 0.4u; height: calc(50% - 0.4u); border-radius: 0.2u; transform-origin: 50% 100%; transform: rotate(calc(var(--turn) * 360deg)); background: var(--bright); }
    .flash .hand { background: #000000; }
    .second { min-width: 1.3em; font-size: 7u; font-weight: 760; line-height: 1; text-align: right; }
  `;

  static has_content() {
    return true;
  }

  #frame_request = 0;

  disconnectedCallback() {
    cancelAnimationFrame(this.#frame_request);
  }

  template() {
    const { second, turn, flashes } = beat_of(this.clock.now_us(), this.clock.speed());
    return html`<div class="panel ${flashes ? 'flash' : ''}"><div class="dial">${Array.from({ length: 10 }, (_, k) => html`<div class="tick" ${vars({ '--at': k })}></div>`)}<div class="hand" ${vars({ '--turn': turn })}></div></div><div class="second">${second}</div></div>`;
  }

  drawn() {
    cancelAnimationFrame(this.#frame_request);
    if (!this.is_on_air) return;
    this.#frame_request = requestAnimationFrame(() => {
      if (this.isConnected) this.redraw();
    });
  }
}
