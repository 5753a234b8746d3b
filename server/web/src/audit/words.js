// The parts that the sentences of the audit page share.
import { say } from '../text/say.js';
import { point_word, within } from '../text/words.js';

export { count } from '../text/words.js';

export const of_race = ({ race }) => say('desk.race_race_3', { race });
export const of_run = ({ race, run }) => (run > 1 ? say('audit.race_race_start_run', { race, run }) : say('desk.race_race_3', { race }));
/** "lane 4", or all of them. */
export const of_lane = ({ lane }) => (lane === null || lane === undefined ? say('audit.all_lanes') : say('desk.lane_lane', { lane }));
export const lanes = (list) => (list.length === 1 ? say('audit.lane_list', { list: list[0] }) : say('audit.lanes_list', { list: list.join(', ') }));
/** "finish", "500 m", "start signal". */
export const at_point = (point) => (/^split/.test(point) ? point_word(point) : within(point_word(point)));
