// The running clock, and who leads at the newest point with which time.
import { html, nothing } from 'lit-html';
import { Graphic } from '../graphic.js';
import { result_mark, time_text } from '../parts.js';
import { is_at_newest, scene_of } from '../race.js';
import { css } from '../style.js';
import { running_text } from '../../text/time.js';
import { filled, title_text } from '../words.js';

export class Clock extends Graphic {
  static zone = 'top-left';
  static styles = css`
    .panel { display: inline-grid; grid-template-columns: auto minmax(0, auto); max-width: 62u; }
    .clock { display: grid; align-items: center; min-width: 13u; padding: 0.6u 1.4u; background: var(--ground-high); font-size: 4.4u; font-weight: 740; letter-spacing: -0.01em; line-height: 1; text-align: right; white-space: nowrap; }
    .clock.old { color: var(--ink-soft); }
    .what { display: grid; align-content: center; grid-gap: 0.25u; min-width: 0; padding: 0.7u 1.6u; }
    .title { font-size: 2u; font-weight: 680; letter-spacing: -0.01em; line-height: 1.3; }
    .sub { font-size: 1.65u; font-weight: 600; white-space: nowrap; }
    .sub .code { margin: 0 0.35em; }
  `;

  static is_due(scene) {
    return scene !== 'none';
  }

  #frame_request = 0;

  disconnectedCallback() {
    cancelAnimationFrame(this.#frame_request);
  }

  template() {
    const { board } = this.views;
    const runs = board.clock_runs;
    const stopped = scene_of(board) === 'result' ? board.leader_text : '';
    return html`<div class="panel">
      ${runs || stopped ? html`<div class="clock ${this.options.is_old && runs ? 'old' : ''}">${runs ? this.#running() : stopped}</div>` : nothing}
      <div class="what"><bdi class="title">${title_text(board.header, this.words)}</bdi><div class="sub">${this.#sub()}</div></div>
    </div>`;
  }

  #sub() {
    const { board } = this.views;
    const wind = board.wind ? html` <span class="soft">${filled(this.words.wind, { text: board.wind.text })}</span>` : nothing;
    if (scene_of(board) === 'result') return html`${result_mark(board.header, this.words)}${wind}`;
    const leader = board.rows.find((row) => is_at_newest(row, board) && row.rank === 1);
    if (!leader) return html`<span class="bright">${board.header.distance_m} m</span>${wind}`;
    const point = board.latest_point_m === board.header.distance_m ? this.words.finish : `${board.latest_point_m} m`;
    return html`<span class="soft">${point}</span><bdi class="code">${leader.crew.code}</bdi><span class="bright">${time_text(leader.time, this.words)}</span>${wind}`;
  }

  #running() {
    const now = this.clock.now_us();
    return now === null || this.views.board.started_us === null ? '' : running_text(now - this.views.board.started_us);
  }

  /** Ten times a second would stumble against the picture's rate: at every picture, the digits alone. */
  drawn() {
    cancelAnimationFrame(this.#frame_request);
    if (!this.is_on_air || !this.views.board || !this.views.board.clock_runs) return;
    this.#frame_request = requestAnimationFrame(() => {
      if (this.isConnected) this.redraw();
    });
  }
}
