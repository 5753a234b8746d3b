// All crews below the picture in one or two columns, page by page where they are many: what start list and result have in common.
import { html } from 'lit-html';
import { Graphic } from '../graphic.js';
import { css } from '../style.js';
import { filled } from '../words.js';
import { vars } from '../vars.js';

const on_a_page = 12;

export class List extends Graphic {
  static is_large = true;
  static styles = css`
    .panel { width: 100%; }
    .head { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; grid-gap: 1.2u; }
    .head bdi { line-height: 1.3; font-weight: 600; }
    ol { display: grid; grid-template-rows: repeat(var(--rows), 3.9u); grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); grid-gap: 0 1px; }
    li { display: grid; grid-template-columns: 3u 5.6u minmax(0, 1fr) auto auto; align-items: center; grid-gap: 0 0.8u; padding: 0 1.3u 0 0.9u; border-left: 0.4u solid transparent; border-top: 1px solid var(--line); font-size: 2u; }
    li.first { border-left-color: var(--bright); background: var(--ground-high); }
    li.out { color: var(--ink-soft); }
    .rank { font-weight: 760; text-align: center; }
    .who { display: grid; grid-template-columns: minmax(0, auto) auto; justify-content: start; align-items: center; }
    .who .card { margin-left: 0.5em; }
    .name { font-size: 1.75u; }
    .club { font-size: 1.35u; }
    .gap { font-size: 1.7u; font-weight: 600; }
  `;

  /** All rows, in the order in which they are shown. */
  rows() {
    return [];
  }

  /** {left, right}: what stands in the head, a text and a template. */
  head() {
    return { left: '', middle: '', right: '' };
  }

  /** One row inside its list item. */
  row() {
    return '';
  }

  row_class() {
    return '';
  }

  page_count() {
    return Math.max(1, Math.ceil(this.rows().length / on_a_page));
  }

  template() {
    const rows = this.rows();
    const shown = rows.slice(this.page * on_a_page, (this.page + 1) * on_a_page);
    // Pages are of one height: the last one, too, has the rows of the others.
    const height = Math.ceil(Math.min(rows.length, on_a_page) / (rows.length > 3 ? 2 : 1));
    const { left, middle, right } = this.head();
    const pages = this.page_count() > 1 ? filled(this.words.page, { n: this.page + 1, all: this.page_count() }) : '';
    return html`<div class="panel">
      <div class="head"><span>${left}</span><bdi>${middle}</bdi><span>${right} <span class="soft">${pages}</span></span></div>
      <ol ${vars({ '--rows': Math.max(1, height) })}>${shown.map((row) => html`<li class=${this.row_class(row)}>${this.row(row)}</li>`)}</ol>
    </div>`;
  }
}
