// Two faces in turn, a few seconds each, while the condition holds; the first face as soon as it does not.

const each_ms = 6_000;

/** @param {() => boolean} is_wanted reactive. Returns {is_second}, reactive. */
export function rotate(is_wanted) {
  let is_second = $state(false);
  $effect(() => {
    is_second = false;
    if (!is_wanted()) return;
    const timer = setInterval(() => (is_second = !is_second), each_ms);
    return () => clearInterval(timer);
  });
  return {
    get is_second() {
      return is_second && is_wanted();
    },
  };
}
