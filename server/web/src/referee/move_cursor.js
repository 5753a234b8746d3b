// A finger or a mouse on the lanes moves the cursor: pressed, and drawn along. Passing over moves nothing, or the way to a button would.

/** Where on the lanes an event is: 0 at their left, 1 at their right. */
const share_of = (event, slider) => {
  const { left, width } = slider.getBoundingClientRect();
  return (event.clientX - left) / width;
};

/** For `use:` on what holds the lanes. Each has `data-lane`; `slider` lies over their axis. Ctrl and the wheel, or a pinch on a pad, zoom. */
export function moves(node, given) {
  let { cursor, slider } = given;
  let pressed = null;

  function press(event) {
    const lane = event.target.closest('[data-lane]');
    if (event.button !== 0 || !event.isPrimary || !lane || !event.target.closest('.track, .picture')) return;
    pressed = event.pointerId;
    node.setPointerCapture(pressed);
    cursor.point(share_of(event, slider), Number(lane.dataset.lane));
  }
  function move(event) {
    if (event.pointerId === pressed) cursor.point(share_of(event, slider), null);
  }
  function release(event) {
    if (event.pointerId !== pressed) return;
    pressed = null;
    slider.focus({ preventScroll: true });
  }
  // A mouse drawn along would select the texts under it.
  const hold = (event) => event.target.closest('.track, .picture') && event.preventDefault();
  function turn(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    if (event.deltaY < 0) cursor.zoom_in();
    if (event.deltaY > 0) cursor.zoom_out();
  }

  const heard = [['pointerdown', press], ['pointermove', move], ['pointerup', release], ['pointercancel', release], ['mousedown', hold], ['wheel', turn]];
  for (const [name, then] of heard) node.addEventListener(name, then, { passive: false });
  return {
    update: (next) => ({ cursor, slider } = next),
    destroy: () => heard.forEach(([name, then]) => node.removeEventListener(name, then)),
  };
}
