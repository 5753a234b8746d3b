// The result below the picture: everybody by place, with times, gaps, who goes on, records, wind.
import { html, nothing } from 'lit-html';
import { card_sign, marks_of, marks_text, result_mark, time_text } from '../parts.js';
import { is_out, scene_of } from '../race.js';
import { filled, title_text } from '../words.js';
import { List } from './list.js';

export class Result extends List {
  static topics = ['board', 'results'];
  static wants_progression = true;

  static has_content(views) {
    return Boolean(views.board) && views.board.rows.some((row) => row.rank && row.finished);
  }

  static is_due(scene, views) {
    return scene_of(views.board) === 'result';
  }

  rows() {
    return this.views.board.rows;
  }

  head() {
    const { header, wind } = this.views.board;
    return { left: this.words.result, middle: title_text(header, this.words), right: html`${wind ? html`<span class="soft">${filled(this.words.wind, { text: wind.text })}</span> ` : nothing}${result_mark(header, this.words)}` };
  }

  row_class(row) {
    return is_out(row) ? 'out' : row.rank === 1 ? 'first' : '';
  }

  row(row) {
    const { board, results, progression } = this.views;
    const marks = marks_of(results, progression, board.header).get(row.crew.lane);
    const time = is_out(row) ? row.status : row.finished ? time_text(row.time, this.words) : nothing;
    return html`<span class="rank">${row.rank && row.finished ? html`${row.rank}${row.rank_shared ? '=' : ''}` : nothing}</span><bdi class="code">${row.crew.code}</bdi>
      <span class="who"><bdi class="name">${row.crew.name}</bdi><span>${marks_text(marks)}${card_sign(row.card, this.words)}</span></span>
      <span class="gap bright">${row.finished && !is_out(row) ? row.gap_text : nothing}</span><span class="time">${time}</span>`;
  }
}
