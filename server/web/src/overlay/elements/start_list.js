// The start list: all crews by lane.
import { html } from 'lit-html';
import { card_sign, lane_box } from '../parts.js';
import { by_lane, scene_of } from '../race.js';
import { title_text } from '../words.js';
import { List } from './list.js';

export class StartList extends List {
  static topics = ['board', 'start_list'];

  static is_due(scene, views) {
    return scene_of(views.board) === 'lanes';
  }

  rows() {
    const { start_list, board } = this.views;
    const same = start_list && start_list.header.race === board.header.race;
    return by_lane(same ? start_list.rows : board.rows);
  }

  head() {
    const { header } = this.views.board;
    return { left: this.words.start_list, middle: title_text(header, this.words), right: `${header.distance_m} m` };
  }

  row_class(row) {
    return row.status ? 'out' : '';
  }

  row(row) {
    const { crew } = row;
    // Said once: many a crew is named after its club.
    const club = crew.club && crew.club !== crew.name ? crew.club : '';
    return html`<span class="rank">${lane_box(crew.lane)}</span><bdi class="code">${crew.code}</bdi>
      <span class="who"><bdi class="name">${crew.name}</bdi></span>
      <bdi class="club soft">${club}</bdi><span class="time">${card_sign(row.card, this.words)} ${row.status}</span>`;
  }
}
