// The lane bug: who is in which lane, with place and gap while the race runs. All lanes in a row, or one (option `lane`).
import { html, nothing } from 'lit-html';
import { Graphic } from '../graphic.js';
import { card_sign, lane_box, time_text } from '../parts.js';
import { by_lane, is_at_newest, is_out } from '../race.js';
import { css } from '../style.js';
import { vars } from '../vars.js';

const on_a_page = 8;

export class LaneBug extends Graphic {
  static styles = css`
    .row { display: grid; grid-template-columns: repeat(var(--lanes), minmax(0, 1fr)); grid-gap: 0.8u; }
    .row.one { width: 34u; }
    .panel { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; grid-gap: 0 0.7u; padding: 0.7u 0.9u; border-bottom: 0.35u solid transparent; }
    .panel.first { border-bottom-color: var(--bright); background: var(--ground-high); }
    .panel.out { color: var(--ink-soft); }
    .code { font-size: 2u; line-height: 1.3; }
    .rank { grid-column: 3; display: grid; grid-auto-flow: column; align-items: center; justify-content: end; grid-gap: 0.5u; font-size: 2.2u; font-weight: 760; }
    .rank .card { font-size: 1.7u; }
    .name { grid-column: 1 / 4; font-size: 1.45u; }
    .said { grid-column: 1 / 4; min-height: 1.2em; font-size: 1.6u; font-weight: 640; white-space: nowrap; }
  `;

  static has_content(views) {
    return Boolean(views.board) && views.board.rows.length > 0;
  }

  static is_due(scene) {
    return scene === 'race' || scene === 'lanes';
  }

  page_count() {
    return this.options.lane ? 1 : Math.max(1, Math.ceil(this.views.board.rows.length / on_a_page));
  }

  template() {
    const rows = by_lane(this.views.board.rows);
    const one = this.options.lane ? rows.filter((row) => row.crew.lane === this.options.lane) : null;
    const shown = one || rows.slice(this.page * on_a_page, (this.page + 1) * on_a_page);
    return html`<div class="row ${one ? 'one' : ''}" ${vars({ '--lanes': Math.max(1, shown.length) })}>${shown.map((row) => this.#bug(row))}</div>`;
  }

  #bug(row) {
    const { board } = this.views;
    const here = is_at_newest(row, board);
    const said = is_out(row) ? row.status : here ? time_text(row.time, this.words, row.rank === 1 ? row.time.text : row.gap_text) : nothing;
    return html`<div class="panel ${is_out(row) ? 'out' : here && row.rank === 1 ? 'first' : ''}">${lane_box(row.crew.lane)}<bdi class="code">${row.crew.code}</bdi>
      <span class="rank">${card_sign(row.card, this.words)}<span>${here ? html`${row.rank}${row.rank_shared ? '=' : ''}` : nothing}</span></span>
      <bdi class="name">${row.crew.name}</bdi><span class="said bright">${said}</span></div>`;
  }
}
