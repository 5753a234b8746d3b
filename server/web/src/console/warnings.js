// Warnings as a person reads them: what is said of several lanes in the same words is said once. Pure.

const lane_at_head = /^Lane (\d+) /;

/** [{kind, lanes, text, count}] in their order; `lanes`: those that it is said of, empty where it is of none. `text` of several says "Each", of one what the server says.
 *  `count`: how often it is said, of each lane or of none. */
export function joined(warnings) {
  const groups = new Map();
  warnings.forEach(({ kind, lane, text }) => {
    const is_of_lane = lane !== null && lane !== undefined && lane_at_head.exec(text)?.[1] === String(lane);
    const key = is_of_lane ? `${kind} ${text.replace(lane_at_head, '')}` : `${kind} ${lane} ${text}`;
    const group = groups.get(key) ?? { kind, lanes: [], text, count: 0 };
    if (lane !== null && lane !== undefined && !group.lanes.includes(lane)) group.lanes.push(lane);
    else group.count += 1;
    group.count = Math.max(group.count, 1);
    groups.set(key, group);
  });
  return [...groups.values()].map((group) => (group.lanes.length > 1 ? { ...group, lanes: [...group.lanes].sort((a, b) => a - b), text: group.text.replace(lane_at_head, 'Each ') } : group));
}

/** "1–3, 5": at least three in a row are a span. */
export function spans_text(lanes) {
  const spans = [];
  for (const lane of lanes) {
    if (spans.length > 0 && lane === spans.at(-1).at(-1) + 1) spans.at(-1).push(lane);
    else spans.push([lane]);
  }
  return spans.flatMap((span) => (span.length > 2 ? [`${span[0]}–${span.at(-1)}`] : span)).join(', ');
}
