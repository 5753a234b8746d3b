// A long list in pages, a few seconds each, the leaders first; one page as long as everything fits.

const each_ms = 7_000;

/** @param {() => number} count reactive. @param {number} size rows that fit. Returns {from, to, is_paged}, reactive. */
export function paging(count, size) {
  let page = $state(0);
  const pages = $derived(Math.max(1, Math.ceil(count() / size)));
  $effect(() => {
    if (pages === 1) return;
    const timer = setInterval(() => (page += 1), each_ms);
    return () => clearInterval(timer);
  });
  // Pages of like length: 64 rows in seven pages are nine or ten each, not ten and a last one of four.
  const length = $derived(Math.ceil(count() / pages));
  const from = $derived((page % pages) * length);
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
