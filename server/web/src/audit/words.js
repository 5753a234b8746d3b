// The parts that the sentences of the audit page share.
import { point_word } from '../text/words.js';

export const of_race = ({ race }) => `race ${race}`;
export const of_run = ({ race, run }) => (run > 1 ? `race ${race}, start ${run}` : `race ${race}`);
/** "lane 4", or all of them. */
export const of_lane = ({ lane }) => (lane === null || lane === undefined ? 'all lanes' : `lane ${lane}`);
export const lanes = (list) => (list.length === 1 ? `lane ${list[0]}` : `lanes ${list.join(', ')}`);
/** "finish", "500 m", "start signal". */
export const at_point = (point) => (/^split/.test(point) ? point_word(point) : point_word(point).toLowerCase());
export const count = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
