// Starts that somebody must decide while a desk looks at another race.
const may_wait = ['at_start', 'attention', 'started', 'running', 'recalled'];

/** Views that tell it: of races that are on, beside the one shown. */
export const topics_of_other_starts = (meet, shown) => races_beside(meet, shown).map((race) => `race/${race}/console`);

/** Numbers of those races whose start waits for a decision. */
export const undecided_beside = (meet, shown, view_of) => races_beside(meet, shown).filter((race) => waits_for_decision(view_of(`race/${race}/console`)));

const races_beside = (meet, shown) => (meet?.races ?? []).filter((one) => one.race !== shown && may_wait.includes(one.state)).map((one) => one.race);

/** What was decided can be changed until the next start, so that order stays open: armed again is what only a decided race can be. */
export const is_undecided = ({ actions }) => actions.includes('decide_false_start') && !actions.includes('arm_race');

const waits_for_decision = (view) => Boolean(view && (view.recall_requested || (view.header.state === 'recalled' && is_undecided(view))));
