// The next race: which, when, and who is in it.
import { html, nothing } from 'lit-html';
import { Graphic } from '../graphic.js';
import { by_lane, clock_text, scene_of } from '../race.js';
import { css } from '../style.js';
import { filled, title_lines } from '../words.js';

const most_crews = 8;

export class NextRace extends Graphic {
  static wants_next = true;
  static zone = 'top-right';
  static styles = css`
    .panel { width: 34u; }
    .what { padding: 0.9u 1.3u; }
    .event { display: block; font-size: 2.1u; font-weight: 720; line-height: 1.3; }
    .sub { font-size: 1.65u; font-weight: 640; }
    .when { margin-top: 0.4u; font-size: 1.75u; font-weight: 640; }
    .when s { margin-left: 0.4em; color: var(--ink-soft); font-weight: 500; text-decoration: none; }
    .off { color: var(--open); }
    ol { display: grid; padding: 0.6u 1.3u 0.8u; border-top: 1px solid var(--line); }
    li { display: grid; grid-template-columns: 2.2u 5u minmax(0, 1fr); align-items: center; height: 2.5u; font-size: 1.65u; }
    li.out { color: var(--ink-soft); text-decoration: line-through; }
    li .name { font-size: 1.55u; }
  `;

  static has_content(views) {
    return Boolean(views.next);
  }

  static is_due(scene, { board }) {
    return scene_of(board) === 'result' || scene_of(board) === 'none';
  }

  template() {
    const { header, start_list } = this.views.next;
    const { event, phase } = title_lines(header, this.words);
    const rows = start_list && start_list.header.race === header.race ? by_lane(start_list.rows).slice(0, most_crews) : [];
    return html`<div class="panel"><div class="head">${this.words.next_race}</div>
      <div class="what"><bdi class="event">${event}</bdi><div class="sub bright">${[filled(this.words.race, { n: header.race }), phase].filter(Boolean).join(' · ')}</div><div class="when">${this.#when(header)}</div></div>
      ${rows.length > 0 ? html`<ol>${rows.map((row) => html`<li class=${row.status ? 'out' : ''}><span class="soft">${row.crew.lane}</span><bdi class="code">${row.crew.code}</bdi><bdi class="name">${row.crew.name}</bdi></li>`)}</ol>` : nothing}</div>`;
  }

  #when(header) {
    if (header.state === 'postponed') return html`<span class="off">${this.words.postponed}</span>`;
    const start = filled(this.words.starts_at, { time: clock_text(header.scheduled_us) });
    const was = header.first_scheduled_us;
    if (!was || clock_text(was) === clock_text(header.scheduled_us)) return start;
    const late = was < header.scheduled_us ? html`<span class="off">${this.words.delayed}</span> · ` : nothing;
    return html`${late}${start}<s>${filled(this.words.moved_from, { time: clock_text(was) })}</s>`;
  }
}
