// Small pieces that several graphics show alike: lanes, cards, times, marks.
import '../text/english.js';
import { html, nothing } from 'lit-html';
import { qualified_in } from '../text/marks.js';
import { time_mark } from '../text/time_mark.js';
import { mark_text } from './words.js';

export const lane_box = (lane) => html`<span class="lane">${lane}</span>`;

/** With the letter that the pages of its language have. */
export const card_sign = (card, words) => (card ? html`<span class="card ${card}">${words.cards[card]}</span>` : nothing);

/** A time as the rule set publishes it: a star where it was corrected, B where the second system alone saw it; slanted, in a colour of its own and with a letter where a hand took it. */
export function time_text(time, words, text = time && time.text) {
  if (!time) return nothing;
  const shown = `${text}${time_mark(time)}`;
  return time.by_hand ? html`<span class="hand">${shown}<small>${words.hand}</small></span>` : html`${shown}`;
}

/** Where a crew on its way may come in: never to be taken for a measured time. */
export const estimate_text = (prognosis) => (prognosis ? html`<span class="estimate">~ ${prognosis.text}</span>` : nothing);

/** "… Unofficial", "✓ Official": by word, sign and ground. */
export function result_mark(header, words) {
  const text = mark_text(header, words);
  return text ? html`<span class="mark ${header.status}">${header.status === 'unofficial' ? '…' : '✓'} ${text}</span>` : nothing;
}

// A time that is better than a record and is none, for the wind say, is no news; the sheet has it.
const may_be_one = (record) => record.eligibility !== 'not_eligible';

/** lane -> marks of who goes on and of records, for rows of a result. Empty while the sheet is of another run. */
export function marks_of(results, progression, header) {
  const marks = new Map();
  if (!results || results.header.race !== header.race || results.header.run !== header.run) return marks;
  const qualified = qualified_in(progression, header);
  for (const row of results.rows) marks.set(row.crew.lane, { qualified: qualified.get(row.crew.crew), records: (row.records || []).filter(may_be_one) });
  return marks;
}

/** The marks of one crew; an open record is dashed and asks. */
export function marks_text(marks) {
  if (!marks) return nothing;
  const goes_on = marks.qualified ? html`<span class="sign goes-on">${marks.qualified.mark}</span>` : nothing;
  const records = marks.records.map((record) => html`<span class="sign record ${record.eligibility === 'eligible' ? '' : 'open'}">${record.mark}${record.eligibility === 'eligible' ? '' : '?'}</span>`);
  return html`${goes_on}${records}`;
}
