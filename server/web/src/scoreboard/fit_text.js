// The largest letters at which a text fits its room.

/** The largest whole number from `least` to `most` of which `fits` is true, if it is true of all below; `least` where it is of none. */
export function largest_that(fits, least, most) {
  let [low, high] = [least, most + 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Keeps the letters of `words`, whose children are paragraphs, as large as fit `room`; no less than `smallest` of its height. Only at that size are words
 * broken. Returns what ends it.
 * @param {HTMLElement} room of a size of its own. @param {HTMLElement} words within it
 */
export function keep_fitted(room, words, smallest = 0.065) {
  const fits = (size) => {
    words.style.fontSize = `${size}px`;
    return words.offsetHeight <= room.clientHeight && [...words.children].every((line) => line.scrollWidth <= line.clientWidth);
  };
  const fit = () => {
    const least = Math.max(1, Math.round(room.clientHeight * smallest));
    words.style.overflowWrap = 'normal';
    const size = largest_that(fits, least, room.clientHeight);
    if (!fits(size)) words.style.overflowWrap = 'anywhere';
  };
  const watch = new ResizeObserver(fit);
  watch.observe(room);
  document.fonts.addEventListener('loadingdone', fit);
  fit();
  return () => {
    watch.disconnect();
    document.fonts.removeEventListener('loadingdone', fit);
  };
}
