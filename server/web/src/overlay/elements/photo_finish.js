// The photo finish as it was read: every crew's bow on one axis of time, to scale, to the thousandth, but for times that a hand took.
// Drawn from the times; the picture itself is the officials'.
import { html, nothing } from 'lit-html';
import { Graphic } from '../graphic.js';
import { result_mark, time_text } from '../parts.js';
import { is_out, scene_of, waits_for_photo } from '../race.js';
import { css } from '../style.js';
import { title_text } from '../words.js';
import { vars } from '../vars.js';

const most_rows = 8;
// A finish is drawn over half a second at least: less would make a picture of what nobody measured.
const least_span_us = 500_000;

const finished = (board) => board.rows.filter((row) => row.finished && row.rank && row.time && !is_out(row)).slice(0, most_rows);

export class PhotoFinish extends Graphic {
  static is_large = true;
  static styles = css`
    .panel { width: 100%; }
    .head { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; grid-gap: 1.2u; align-items: center; }
    .head bdi { font-weight: 600; line-height: 1.3; }
    .row { display: grid; grid-template-columns: 3.4u 3u 5.4u 1fr 14u; align-items: center; height: 3.3u; padding: 0 1.1u 0 0.9u; border-top: 1px solid var(--line); }
    .rank { font-weight: 760; }
    .lane { font-size: 1.5u; }
    .axis { position: relative; height: 100%; margin: 0 1.4u; background: linear-gradient(90deg, rgba(255, 255, 255, 0.03), rgba(255, 255, 255, 0.12)); }
    .hull { position: absolute; top: 35%; right: calc(100% - var(--at) * 100%); width: 4.4u; height: 30%; border-radius: 2.2u 0.4u 0.4u 2.2u; background: var(--ink-soft); opacity: 0.5; }
    .axis { overflow: hidden; }
    .bow { position: absolute; top: 6%; bottom: 6%; left: calc(var(--at) * 100% - 0.25u); width: 0.25u; background: var(--bright); }
    .row.tied .bow { background: var(--gold); }
    .row.tied .rank { color: var(--gold); }
    .time { text-align: right; }
    .dead-heat { margin-left: 0.5em; padding: 0 0.4em; border-radius: 0.3em; background: var(--gold); color: #1d1800; font-size: 0.85em; font-weight: 720; }
    .waits { padding: 1.2u 1.5u; font-size: 2u; }
  `;

  static has_content(views) {
    return Boolean(views.board) && (waits_for_photo(views.board) || finished(views.board).length > 1);
  }

  /** By itself only where there is something to look at closely. */
  static is_due(scene, { board }) {
    return scene_of(board) === 'result' && board.rows.some((row) => row.too_close || (row.time && row.time.source === 'photo') || (row.finished && row.rank_shared));
  }

  template() {
    const { board } = this.views;
    const rows = finished(board);
    const waits = waits_for_photo(board);
    const times = rows.map((row) => row.time.time_us);
    const first_us = Math.min(...times);
    const span_us = Math.max(least_span_us, Math.max(...times) - first_us);
    const is_tied = rows.some((row) => row.rank_shared);
    return html`<div class="panel">
      <div class="head"><span>${this.words.photo_finish}${is_tied && !waits ? html`<span class="dead-heat">${this.words.dead_heat}</span>` : nothing}</span><bdi>${title_text(board.header, this.words)}</bdi><span>${result_mark(board.header, this.words)}</span></div>
      ${waits ? html`<div class="waits">… ${this.words.photo_is_read}</div>` : rows.map((row) => this.#row(row, (row.time.time_us - first_us) / span_us))}</div>`;
  }

  /** As on a strip camera's picture: who was there first is furthest to the right. */
  #row(row, behind) {
    const at = vars({ '--at': String(0.98 - behind * 0.86) });
    return html`<div class="row ${row.rank_shared ? 'tied' : ''}"><span class="rank">${row.rank}${row.rank_shared ? '=' : ''}</span><span><span class="lane">${row.crew.lane}</span></span><bdi class="code">${row.crew.code}</bdi>
      <div class="axis" ${at}><div class="hull"></div><div class="bow"></div></div><span class="time">${time_text(row.time, this.words, row.time.by_hand ? row.time.text : row.time.scoring_text || row.time.text)}</span></div>`;
  }
}
