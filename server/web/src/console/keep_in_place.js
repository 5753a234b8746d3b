// Keeps an element under the hand that works in it: whatever grows or goes above it, the column scrolls by as much before anybody sees it.

/** The element that scrolls this one. */
function scroller_of(node) {
  for (let above = node.parentElement; above; above = above.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(above).overflowY) && above.scrollHeight > above.clientHeight) return above;
  }
  return document.scrollingElement;
}

/** A Svelte action; `is_held`: as long as the hand is at work. */
export function keep_in_place(node, is_held) {
  let frame = 0;
  const top = () => node.getBoundingClientRect().top;
  const update = (held) => {
    if (held === (frame !== 0)) return;
    cancelAnimationFrame(frame);
    frame = 0;
    if (!held) return;
    const place = top();
    const look = () => {
      const by = top() - place;
      if (Math.abs(by) >= 1) scroller_of(node).scrollTop += by;
      frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
  };
  update(is_held);
  return { update, destroy: () => cancelAnimationFrame(frame) };
}
