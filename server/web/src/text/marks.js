// What stands beside a crew's result: how it goes on, which records it touches; of the language alone.
import { seat_mark } from './race_words.js';
import { say, spaced } from './say.js';

const ways = ['by_place', 'by_time', 'by_lot', 'by_referee', 'by_jury'];

/**
 * Who goes on from the race of this header, as the event's progression says: crew -> {mark: "Q", to: "FA", says}. Empty before the
 * table has the race's official result.
 */
export function qualified_in(progression, header) {
  const found = new Map();
  if (!progression || progression.event !== header.event) return found;
  for (const race of progression.races) {
    for (const seat of race.seats) {
      if (seat.from === header.phase && ways.includes(seat.mark)) found.set(seat.crew, { mark: seat_mark(seat.mark), says: say(`way.${seat.mark}`), to: race.phase });
    }
  }
  return found;
}

/** "WR, eligible": what the mark of a record says in full. */
export const record_text = (record, kind) => `${kind} ${record.time_text}${record.holder ? `, ${record.holder}` : ''}: ${record.text}`;

/** "Wind +2.1 m/s", or empty. */
export const wind_text = (wind) => (wind ? say('wind', { speed: wind.text }) : '');

/** How a time was made where several measured it: "pad; backup 54.12, difference −0.03", or "watches 54.1, 54.3". Empty where there is nothing to say. */
export function made_text(time) {
  if (!time) return '';
  const parts = [];
  if (time.made_of) parts.push(spaced(time.made_of));
  if (time.backup_text) parts.push(time.difference_text ? say('backup_difference', { time: time.backup_text, difference: time.difference_text }) : say('backup', { time: time.backup_text }));
  if (time.correction_text) parts.push(say('corrected_by', { time: time.correction_text }));
  const times = time.watches?.join(', ');
  if (times) parts.push(time.watches.length === 1 ? say('watch', { times }) : say('watches', { times }));
  return parts.join('; ');
}

/** What was added and taken: "raw 18:29.55, penalty +10.00, handicap −22.00". Empty where nothing was. */
export function adjusted_text(row) {
  if (!row.raw_text) return '';
  const penalty = row.penalty_text ? say('penalty', { time: row.penalty_text }) : '';
  const handicap = row.handicap_text ? say('handicap', { time: row.handicap_text }) : '';
  return [say('raw', { time: row.raw_text }), penalty, handicap].filter(Boolean).join(', ');
}
