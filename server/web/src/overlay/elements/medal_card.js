// The medal card: who won what in this final. Only what is official.
import { html } from 'lit-html';
import { Graphic } from '../graphic.js';
import { marks_of, marks_text, time_text } from '../parts.js';
import { medals_of, scene_of } from '../race.js';
import { css } from '../style.js';
import { title_text } from '../words.js';

export class MedalCard extends Graphic {
  static is_large = true;
  static topics = ['board', 'results'];
  static also = ['meet/medals'];
  static styles = css`
    .panel { width: 64u; max-width: 100%; }
    .head bdi { display: block; font-size: 1.6u; font-weight: 600; line-height: 1.3; }
    .row { display: grid; grid-template-columns: 4.2u 9u 5.6u minmax(0, 1fr) auto; align-items: center; grid-gap: 0 0.8u; min-height: 4.6u; padding: 0 1.4u 0 1u; border-top: 1px solid var(--line); font-size: 2.2u; }
    .disc { width: 3u; height: 3u; border: 0.25u solid rgba(0, 0, 0, 0.25); border-radius: 50%; box-shadow: inset 0 0.2u 0.5u rgba(255, 255, 255, 0.5); }
    .disc.gold { background: var(--gold); }
    .disc.silver { background: var(--silver); }
    .disc.bronze { background: var(--bronze); }
    .medal { font-size: 1.7u; font-weight: 640; }
    .who { display: grid; grid-template-columns: minmax(0, auto) auto; justify-content: start; align-items: center; }
  `;

  static has_content(views) {
    return Boolean(views.board) && medals_of(views.medals, views.board.header).length > 0;
  }

  static is_due(scene, { board }) {
    return scene_of(board) === 'result';
  }

  template() {
    const { board, medals, results } = this.views;
    const won = medals_of(medals, board.header);
    const marks = marks_of(results, undefined, board.header);
    return html`<div class="panel"><div class="head">${this.words.medals}<bdi class="soft">${title_text(board.header, this.words)}</bdi></div>
      ${won.map((one) => this.#row(one, board.rows.find((row) => row.crew.crew === one.crew), marks))}</div>`;
  }

  #row(one, row, marks) {
    return html`<div class="row"><span class="disc ${one.medal}"></span><span class="medal soft">${this.words[one.medal]}</span><bdi class="code">${one.code}</bdi>
      <span class="who"><bdi class="name">${one.name}</bdi><span>${row ? marks_text(marks.get(row.crew.lane)) : ''}</span></span><span class="time">${row && row.time ? time_text(row.time, this.words) : ''}</span></div>`;
  }
}
