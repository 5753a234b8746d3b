// The margin bar: how far everybody is behind the leader at the newest point, on one line, to scale in time.
import { html } from 'lit-html';
import { Graphic } from '../graphic.js';
import { gaps_of, is_at_newest } from '../race.js';
import { css } from '../style.js';
import { vars } from '../vars.js';

// Whole seconds that the bar may span, and how far apart its marks are then.
const spans_s = [[1, 0.2], [2, 0.5], [5, 1], [10, 2], [20, 5], [60, 10], [120, 20], [300, 60], [600, 120], [3600, 600]];
// Crews nearer to each other than this share of the line take turns above each other.
const near = 0.075;
const levels = 3;

export class MarginBar extends Graphic {
  static styles = css`
    .panel { width: 100%; padding: 0 0 1.1u; }
    .head { display: grid; grid-template-columns: auto 1fr auto; grid-gap: 1.2u; }
    .line { position: relative; height: calc(6u + var(--levels) * 2.7u); margin: 0.9u 6u 0; }
    .rule { position: absolute; right: 0; bottom: 2.6u; left: 0; height: 0.3u; border-radius: 0.15u; background: var(--bright); }
    .tick { position: absolute; bottom: 0; left: calc(var(--at) * 100%); width: 6u; margin-left: -3u; color: var(--ink-soft); font-size: 1.4u; text-align: center; }
    .tick::before { content: ''; position: absolute; bottom: 2.2u; left: calc(50% - 0.05u); width: 0.1u; height: 1.1u; background: var(--ink-soft); }
    .crew { position: absolute; bottom: 2.75u; left: calc(var(--at) * 100%); width: 10u; margin-left: -5u; text-align: center; transition: left 0.5s cubic-bezier(0.3, 0.1, 0.2, 1); }
    .stem { display: block; width: 0.2u; height: calc(1u + var(--level) * 2.7u); margin: 0 auto; background: var(--ink); }
    .tag { position: relative; z-index: 1; display: inline-block; padding: 0.2u 0.7u; border-radius: 0.3u; background: var(--ink); color: #06202c; font-size: 1.75u; line-height: 1.2; white-space: nowrap; }
    .crew.first .tag { background: var(--bright); }
    .crew.by-hand .tag { background: var(--hand); font-style: italic; }
    .gap { margin-left: 0.4em; font-weight: 600; }
  `;

  static has_content(views) {
    return Boolean(views.board) && gaps_of(views.board).length > 1;
  }

  static is_due(scene) {
    return scene === 'race';
  }

  template() {
    const { board } = this.views;
    const gaps = gaps_of(board);
    const furthest_s = gaps[gaps.length - 1].behind_us / 1e6;
    const [span_s, step_s] = spans_s.find(([span]) => span >= furthest_s) || [furthest_s, furthest_s / 5];
    const ticks = Array.from({ length: Math.floor(span_s / step_s + 1e-9) + 1 }, (_, k) => k * step_s);
    const point = board.latest_point_m === board.header.distance_m ? this.words.finish : `${board.latest_point_m} m`;
    const placed = this.#levels(gaps, span_s);
    const waiting = board.rows.filter((row) => !row.status && !is_at_newest(row, board)).length;
    const highest = Math.max(...placed.map(({ level }) => level));
    return html`<div class="panel">
      <div class="head"><span>${point}</span><span class="soft">${this.words.margin}</span><span class="soft">${waiting > 0 ? `${gaps.length} / ${gaps.length + waiting}` : ''}</span></div>
      <div class="line" ${vars({ '--levels': String(highest) })}>
        <div class="rule"></div>
        ${ticks.map((tick) => html`<div class="tick" ${vars({ '--at': String(1 - tick / span_s) })}>${tick === 0 ? '0' : `+${Number(tick.toFixed(1))} s`}</div>`)}
        ${placed.map(({ row, share, level }) => html`<div class="crew ${row.rank === 1 ? 'first' : ''} ${row.time.by_hand ? 'by-hand' : ''}" ${vars({ '--at': String(1 - share), '--level': String(level) })}>
          <span class="tag"><bdi class="code">${row.crew.code}</bdi>${row.rank === 1 ? '' : html`<span class="gap">${row.gap_text}</span>`}</span><span class="stem"></span></div>`)}
      </div></div>`;
  }

  /** Leader on the right, as boats run; tags that would lie on each other go up. In the order of lanes, so that nobody jumps. */
  #levels(gaps, span_s) {
    const last = [];
    const placed = gaps.map(({ row, behind_us }) => {
      const share = behind_us / 1e6 / span_s;
      let level = 0;
      while (level < levels - 1 && last[level] !== undefined && share - last[level] < near * 1.6) level += 1;
      last[level] = share;
      return { row, share, level };
    });
    return placed.sort((a, b) => a.row.crew.lane - b.row.crew.lane);
  }
}
