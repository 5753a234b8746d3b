// Topics and patterns of them, as the server matches them: `*` stands for one part.

/** Whether a topic is one of a pattern's: "race/12/board" is of the boards of all races. */
export function is_of(topic, pattern) {
  if (topic === pattern) return true;
  if (!pattern.includes('*')) return false;
  const parts = topic.split('/');
  const wanted = pattern.split('/');
  return parts.length === wanted.length && wanted.every((part, k) => part === '*' || part === parts[k]);
}

export const is_of_any = (topic, patterns) => patterns.has(topic) || [...patterns].some((pattern) => is_of(topic, pattern));
