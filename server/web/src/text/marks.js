// What stands beside a crew's result: how it goes on, which records it touches; pure.

const ways = { by_place: { mark: 'Q', says: 'goes on by its place' }, by_time: { mark: 'q', says: 'goes on by its time' }, by_lot: { mark: 'lot', says: 'goes on by lot' } };

/**
 * Who goes on from the race of this header, as the event's progression says: crew -> {mark: "Q", to: "FA", says}. Empty before the
 * table has the race's official result.
 */
export function qualified_in(progression, header) {
  const found = new Map();
  if (!progression || progression.event !== header.event) return found;
  for (const race of progression.races) {
    for (const seat of race.seats) {
      if (seat.from === header.phase && ways[seat.mark]) found.set(seat.crew, { ...ways[seat.mark], to: race.phase });
    }
  }
  return found;
}

/** "WR, eligible": what the mark of a record says in full. */
export const record_text = (record, kind) => `${kind} ${record.time_text}${record.holder ? `, ${record.holder}` : ''}: ${record.text}`;

/** "Wind +2.1 m/s", or empty. */
export const wind_text = (wind) => (wind ? `Wind ${wind.text} m/s` : '');

/** How a time was made where several measured it: "pad; backup 54.12, difference −0.03", or "watches 54.1, 54.3". Empty where there is nothing to say. */
export function made_text(time) {
  if (!time) return '';
  const parts = [];
  if (time.made_of) parts.push(time.made_of.replaceAll('_', ' '));
  if (time.backup_text) parts.push(`backup ${time.backup_text}${time.difference_text ? `, difference ${time.difference_text}` : ''}`);
  if (time.correction_text) parts.push(`corrected by ${time.correction_text}`);
  if (time.watches?.length > 0) parts.push(`${time.watches.length === 1 ? 'watch' : 'watches'} ${time.watches.join(', ')}`);
  return parts.join('; ');
}

/** What was added and taken: "raw 18:29.55, penalty +10.00, handicap −22.00". Empty where nothing was. */
export function adjusted_text(row) {
  if (!row.raw_text) return '';
  return [`raw ${row.raw_text}`, row.penalty_text ? `penalty ${row.penalty_text}` : '', row.handicap_text ? `handicap −${row.handicap_text}` : ''].filter(Boolean).join(', ');
}
