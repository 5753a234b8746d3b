// The order at the newest point: the leader's time, everybody else's gap; whoever has not come by yet waits below. Rows glide to
// their new places.
import { html, nothing } from 'lit-html';
import { Graphic } from '../graphic.js';
import { card_sign, time_text } from '../parts.js';
import { by_lane, is_at_newest, is_out } from '../race.js';
import { css } from '../style.js';
import { vars } from '../vars.js';

const most_rows = 12;

export class OrderTower extends Graphic {
  static zone = 'top-left';
  static styles = css`
    .panel { width: 26u; }
    ol { position: relative; height: calc(var(--rows) * 3.4u); overflow: hidden; }
    li { position: absolute; top: 0; right: 0; left: 0; display: grid; grid-template-columns: 2.6u 5.4u 1.8u 1fr; align-items: center; grid-gap: 0 0.6u; height: 3.4u; padding: 0 1.1u 0 0.9u; border-top: 1px solid var(--line); transform: translateY(calc(var(--at) * 3.4u)); transition: transform 0.5s cubic-bezier(0.3, 0.1, 0.2, 1); }
    .rank { font-weight: 760; text-align: center; }
    .said { color: var(--bright); font-weight: 640; text-align: right; white-space: nowrap; }
    li.first .said { color: var(--ink); font-weight: 720; }
    li.behind, li.behind .said { color: var(--ink-soft); }
    .card { font-size: 1.5u; }
  `;

  static has_content(views) {
    return Boolean(views.board) && views.board.latest_point_m > 0;
  }

  static is_due(scene) {
    return scene === 'race';
  }

  template() {
    const { board } = this.views;
    const places = new Map(board.rows.map((row, k) => [row.crew.lane, k]));
    const point = board.latest_point_m === board.header.distance_m ? this.words.finish : `${board.latest_point_m} m`;
    // Always in the order of lanes, moved by their places: an element that changed its place in the document would jump.
    return html`<div class="panel"><div class="head">${point}</div>
      <ol ${vars({ '--rows': Math.min(board.rows.length, most_rows) })}>${by_lane(board.rows).map((row) => this.#row(row, places.get(row.crew.lane)))}</ol></div>`;
  }

  #row(row, at) {
    const here = is_at_newest(row, this.views.board);
    const rank = here ? `${row.rank}${row.rank_shared ? '=' : ''}` : nothing;
    return html`<li class="${here ? '' : 'behind'} ${here && row.rank === 1 ? 'first' : ''}" data-at=${at} ${vars({ '--at': String(at) })}>
      <span class="rank">${rank}</span><bdi class="code">${row.crew.code}</bdi><span>${card_sign(row.card, this.words)}</span><span class="said">${this.#said(row, here)}</span></li>`;
  }

  #said(row, here) {
    if (is_out(row)) return row.status;
    if (!here) return nothing;
    return row.rank === 1 ? time_text(row.time, this.words) : time_text(row.time, this.words, row.gap_text);
  }
}
