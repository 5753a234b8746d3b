// A long list in pages, a few seconds each, the leaders first; one page as long as everything fits.

const each_ms = 7_000;

/**
 * @param {() => number} count reactive. @param {number} size rows that fit. @param {() => number | undefined} given reactive: the page, where somebody
 * else turns them. Returns {from, to, is_paged}, reactive.
 */
export function paging(count, size, given = () => undefined) {
  let turned = $state(0);
  const pages = $derived(Math.max(1, Math.ceil(count() / size)));
  const is_given = $derived(given() !== undefined);
  $effect(() => {
    if (pages === 1 || is_given) return;
    const timer = setInterval(() => (turned += 1), each_ms);
    return () => clearInterval(timer);
  });
  // Pages of like length: 64 rows in seven pages are nine or ten each, not ten and a last one of four.
  const length = $derived(Math.ceil(count() / pages));
  const from = $derived(((given() ?? turned) % pages) * length);
  return {
    get from() {
      return from;
    },
    get to() {
      return Math.min(from + length, count());
    },
    get is_paged() {
      return pages > 1;
    },
  };
}
