// How long to wait before the next attempt to connect: exponential with full jitter, so that ten thousand pages
// that lost the same server do not come back in the same second.

const first_ms = 500;
const longest_ms = 30_000;

/**
 * @param {number} attempt 0 for the first attempt after a loss
 * @param {() => number} random in [0, 1)
 * @returns {number} milliseconds; at least a tenth of a second
 */
export function wait_before(attempt, random) {
  const ceiling = Math.min(longest_ms, first_ms * 2 ** Math.min(attempt, 16));
  return Math.max(100, Math.round(ceiling * random()));
}
