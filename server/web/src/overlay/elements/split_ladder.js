// The split ladder: every crew's time and place at every point of the course; on the way, where it may come in.
import { html, nothing } from 'lit-html';
import { Graphic } from '../graphic.js';
import { estimate_text } from '../parts.js';
import { time_mark } from '../../text/time_mark.js';
import { is_out, of_same_run } from '../race.js';
import { css } from '../style.js';
import { filled, title_text } from '../words.js';
import { vars } from '../vars.js';

const on_a_page = 8;
const most_points = 6;

export class SplitLadder extends Graphic {
  static is_large = true;
  static topics = ['board', 'results'];
  static styles = css`
    .panel { width: 100%; }
    .head { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; grid-gap: 1.2u; align-items: center; }
    .head bdi { font-weight: 600; line-height: 1.3; }
    .row { display: grid; grid-template-columns: 3u 5.4u minmax(0, 1fr) repeat(var(--points), 13.2u) var(--last, 0u); align-items: center; height: 3.7u; padding: 0 1.1u; border-top: 1px solid var(--line); }
    .points { height: 2.8u; font-size: 1.5u; color: var(--ink-soft); }
    .points span, .at, .end { text-align: right; white-space: nowrap; }
    .rank { font-weight: 760; }
    .name { padding-right: 1u; font-size: 1.7u; }
    .at { font-size: 1.8u; font-weight: 600; }
    .place { display: inline-block; min-width: 1.5em; margin-left: 0.3em; color: var(--ink-soft); font-size: 0.75em; text-align: left; }
    .at.best { color: var(--bright); font-weight: 740; }
    .at .empty { color: var(--ink-soft); }
    .out { color: var(--ink-soft); }
  `;

  static has_content(views) {
    const results = of_same_run(views.results, views.board);
    return Boolean(results) && results.rows.some((row) => row.splits.some((split) => split.text));
  }

  static is_due(scene) {
    return scene === 'race' || scene === 'result';
  }

  page_count() {
    return Math.max(1, Math.ceil(this.views.results.rows.length / on_a_page));
  }

  template() {
    const { board, results } = this.views;
    const rows = board.rows.slice(this.page * on_a_page, (this.page + 1) * on_a_page);
    const of_lane = new Map(results.rows.map((row) => [row.crew.lane, row]));
    // A course of many laps: the newest points, and those before as far as there is room.
    const all = results.rows[0].splits.map((split) => split.metres);
    const reached = all.filter((metres) => metres <= board.latest_point_m).length;
    const from = Math.max(0, Math.min(Math.max(reached, most_points), all.length) - most_points);
    const points = all.slice(from, from + most_points);
    const has_estimate = rows.some((row) => row.prognosis);
    const sizes = vars({ '--points': String(points.length), '--last': has_estimate ? 'calc(11 * var(--u))' : '0px' });
    const pages = this.page_count() > 1 ? filled(this.words.page, { n: this.page + 1, all: this.page_count() }) : '';
    return html`<div class="panel" ${sizes}>
      <div class="head"><span>${this.words.splits}</span><bdi>${title_text(board.header, this.words)}</bdi><span class="soft">${pages}</span></div>
      <div class="row points"><span></span><span></span><span></span>${points.map((metres) => html`<span>${metres === board.header.distance_m ? this.words.finish : `${metres} m`}</span>`)}<span>${has_estimate ? this.words.estimated : nothing}</span></div>
      ${rows.map((row) => this.#row(row, of_lane.get(row.crew.lane), points, has_estimate))}
    </div>`;
  }

  #row(row, sheet, points, has_estimate) {
    const splits = sheet ? sheet.splits : [];
    const place = row.rank && !is_out(row) ? `${row.rank}${row.rank_shared ? '=' : ''}` : '';
    return html`<div class="row ${is_out(row) ? 'out' : ''}"><span class="rank">${place}</span><bdi class="code">${row.crew.code}</bdi><bdi class="name">${row.crew.name}</bdi>
      ${points.map((metres) => this.#split(splits.find((split) => split.metres === metres), row, metres, has_estimate))}
      <span class="end">${is_out(row) && has_estimate ? row.status : estimate_text(row.prognosis)}</span></div>`;
  }

  #split(split, row, metres, has_estimate) {
    if (!split || !split.text) return html`<span class="at">${is_out(row) && !has_estimate && metres === this.views.board.header.distance_m ? row.status : html`<span class="empty">–</span>`}</span>`;
    const text = `${split.text}${time_mark(split)}`;
    return html`<span class="at ${split.rank === 1 ? 'best' : ''}">${split.by_hand ? html`<span class="hand">${text}<small>${this.words.hand}</small></span>` : text}<span class="place">${split.rank ? `(${split.rank})` : nothing}</span></span>`;
  }
}
