// The title: which race this is, at which meet. A lower third.
import { html, nothing } from 'lit-html';
import { Graphic } from '../graphic.js';
import { scene_of } from '../race.js';
import { css } from '../style.js';
import { filled, title_lines } from '../words.js';

export class Title extends Graphic {
  static styles = css`
    .panel { display: inline-grid; grid-template-columns: auto minmax(0, auto); max-width: 100%; }
    .number { display: grid; align-content: center; justify-items: center; min-width: 6.4u; padding: 0.8u 1.2u; background: var(--ground-high); border-left: 0.4u solid var(--bright); font-size: 2u; font-weight: 720; white-space: nowrap; }
    .lines { min-width: 0; padding: 1u 2.2u 1u 1.6u; }
    .event { display: block; font-size: 3u; font-weight: 740; letter-spacing: -0.01em; line-height: 1.3; }
    .phase { font-size: 2u; font-weight: 640; color: var(--bright); }
    .meet { display: block; margin-top: 0.3u; font-size: 1.6u; line-height: 1.4; }
  `;

  static is_due(scene, views) {
    return scene_of(views.board) === 'lanes';
  }

  template() {
    const { board, meet } = this.views;
    const { event, phase } = title_lines(board.header, this.words);
    const place = meet ? [meet.name, meet.venue].filter(Boolean).join(' · ') : '';
    return html`<div class="panel">
      <div class="number">${filled(this.words.race, { n: board.header.race })}</div>
      <div class="lines">
        <bdi class="event">${event}</bdi>
        <div class="phase">${[phase, `${board.header.distance_m} m`].filter(Boolean).join(' · ')}</div>
        ${place ? html`<bdi class="meet soft">${place}</bdi>` : nothing}
      </div>
    </div>`;
  }
}
