// What the result on the picture is worth: unofficial, official, revised; a photo finish that is being read, an objection.
import { html, nothing } from 'lit-html';
import { Graphic } from '../graphic.js';
import { result_mark } from '../parts.js';
import { of_same_run, scene_of, waits_for_photo } from '../race.js';
import { css } from '../style.js';
import { mark_text, filled } from '../words.js';

const objections_of = (views) => {
  const results = of_same_run(views.results, views.board);
  return results && views.board.header.status === 'unofficial' ? results.objections : [];
};

export class Status extends Graphic {
  static topics = ['board', 'results'];
  static zone = 'top-right';
  static styles = css`
    .panel { display: inline-grid; grid-auto-flow: column; align-items: center; grid-gap: 0.8u; padding: 0.6u 0.9u; font-size: 1.9u; }
    .note { padding: 0 0.3u; font-size: 1.6u; font-weight: 640; white-space: nowrap; }
    .note.open { color: var(--open); }
  `;

  static has_content(views) {
    return Boolean(views.board) && (Boolean(mark_text(views.board.header, { unofficial: 'u', official: 'o', revised: 'r' })) || waits_for_photo(views.board));
  }

  static is_due(scene, views) {
    return scene_of(views.board) === 'result' || waits_for_photo(views.board);
  }

  template() {
    const { board } = this.views;
    const lanes = objections_of(this.views);
    const objection = lanes.length > 0 ? html`<span class="note open">${this.words.objection}: ${lanes.map((n) => filled(this.words.lane, { n })).join(', ')}</span>` : nothing;
    const photo = waits_for_photo(board) ? html`<span class="note open">… ${this.words.photo_is_read}</span>` : nothing;
    return html`<div class="panel">${result_mark(board.header, this.words)}${photo}${objection}</div>`;
  }
}
