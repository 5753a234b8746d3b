// The start in doubt: under review, recalled, or a false start with those whom an official held responsible.
import { html } from 'lit-html';
import { Graphic } from '../graphic.js';
import { card_sign, lane_box } from '../parts.js';
import { banner_of } from '../race.js';
import { css } from '../style.js';
import { banner_text } from '../words.js';

export class StartBanner extends Graphic {
  static topics = ['board', 'start'];
  static styles = css`
    .banner { display: inline-block; max-width: 100%; padding: 1u 2.2u; border-radius: 0.4u; background: repeating-linear-gradient(-45deg, var(--alarm) 0 1.6u, var(--alarm-low) 1.6u 3.2u); box-shadow: 0 0.2u 1u rgba(0, 0, 0, 0.4); color: #fff; }
    .word { display: block; font-size: 3.6u; font-weight: 800; letter-spacing: 0.01em; line-height: 1.25; text-transform: uppercase; }
    .blamed { display: grid; grid-template-columns: auto auto minmax(0, auto) auto; justify-content: start; align-items: center; grid-gap: 0 0.9u; margin-top: 0.5u; font-size: 2.2u; font-weight: 600; }
  `;

  static has_content(views) {
    return banner_of(views.board, views.start) !== null;
  }

  template() {
    const { word, blamed } = banner_of(this.views.board, this.views.start);
    return html`<div class="banner"><span class="word">${banner_text(word, this.views.board.header, this.words)}</span>
      ${blamed.map((row) => html`<div class="blamed">${lane_box(row.crew.lane)}<bdi class="code">${row.crew.code}</bdi><bdi class="name">${row.crew.name}</bdi>${card_sign(row.card, this.words)}</div>`)}</div>`;
  }
}
