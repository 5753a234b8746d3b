// What a cold finger hits: the heights of everything that can be pressed.

/** What on the page, or in one part of it, a finger could miss: links in a sentence are held by its lines, and hidden ones,
 *  also what is there for the browser's store of passwords alone, are none. */
export const too_small = (page, part = 'body') => page.evaluate((within) => {
  const is_shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
  const height_of = (element) => {
    const after = getComputedStyle(element, '::after');
    if (after.position === 'absolute' && after.content !== 'none') return parseFloat(after.height);
    const label = element.closest('label');
    return Math.max(element.getBoundingClientRect().height, label?.getBoundingClientRect().height ?? 0);
  };
  const is_in_sentence = (element) => element.tagName === 'A' && getComputedStyle(element).display === 'inline' && element.closest('p') !== null;
  return [...document.querySelectorAll(within)].flatMap((one) => [...one.querySelectorAll('a[href], button, select, input:not([type=hidden]), summary, textarea')])
    .filter((element) => is_shown(element) && !element.disabled && !element.closest('[aria-hidden=true]') && !is_in_sentence(element))
    .filter((element) => height_of(element) < 43.5)
    .map((element) => `${element.tagName} "${element.textContent.trim().slice(0, 30)}" ${height_of(element)}`);
}, part);
