// What the marks of a result mean, for whoever cannot point at them; pure.
import { say } from '../text/say.js';
import { status_word } from '../text/race_words.js';
import { time_mark } from '../text/time_mark.js';

/** [{mark, says}] of the marks that stand in these rows, each once. A row's time is `time_of(row)`, how it goes on `goes_on(row)`. */
export function legend_of(rows, time_of, goes_on = () => undefined) {
  const times = rows.map(time_of).filter(Boolean);
  const splits = rows.flatMap((row) => row.splits ?? []);
  const ways = new Map(rows.map(goes_on).filter(Boolean).map(({ mark, says }) => [mark, says]));
  const codes = [...new Set(rows.map((row) => row.status).filter(Boolean))];
  return [
    ...([...times, ...splits].some((time) => time.by_hand) ? [{ mark: 'h', says: say('mark.hand') }] : []),
    ...([...times, ...splits].some((time) => time.corrected) ? [{ mark: '*', says: say('mark.corrected') }] : []),
    ...(times.some((time) => time_mark(time).endsWith('B')) ? [{ mark: 'B', says: say('mark.second') }] : []),
    ...(rows.some((row) => (row.live ? row.live.rank_shared : row.rank_shared)) ? [{ mark: '=', says: say('mark.shared') }] : []),
    ...[...ways].map(([mark, says]) => ({ mark, says })),
    ...codes.map((code) => ({ mark: code, says: status_word(code) })),
  ];
}
