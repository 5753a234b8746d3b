// The script of the overlay page and of every template, one classic file: what it shows stands on its own script element and in the
// address. Puts the functions into the window that CasparCG and SPX call.
import { Broadcast } from './broadcast.js';
import { define_graphics, graphics } from './elements/index.js';
import { add_fonts, set_base_address } from './fonts.js';
import { options_of, shown_graphics } from './options.js';
import { Stage } from './stage.js';
import { sheet_of } from './style.js';

const page_styles = 'html, body { margin: 0; background: transparent; overflow: hidden; } html, body { width: 100%; height: 100%; }';
const script = document.currentScript;

function start() {
  const { show, plays, ...given } = script.dataset;
  const query = new URLSearchParams(location.search);
  const known = Object.keys(graphics);
  const names = show && !query.has('show') ? [show] : shown_graphics(query, known);
  const { options, problems } = options_of(location.search, { server: window.BOWBALL_SERVER || '', ...given });
  for (const problem of problems) console.warn(problem);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet_of(page_styles)];
  const stage = document.body.appendChild(document.createElement('bowball-stage'));
  const broadcast = new Broadcast(stage, names, options);
  // A page that is only shown, as by OBS, has nobody who calls play().
  if ((query.get('play') || plays) !== 'wait') broadcast.play({ cut: options.motion === 'cut' });
  put_into_window(broadcast);
  listen_to_keys(broadcast);
}

/** What CasparCG calls by CG PLAY, STOP, NEXT, UPDATE, REMOVE and INVOKE, and SPX by its buttons. */
function put_into_window(broadcast) {
  const say = (delay_ms) => {
    document.title = `Overlay · ${delay_ms} ms · Bowball`;
    return delay_ms;
  };
  Object.assign(window, {
    play: () => void broadcast.play(),
    stop: () => void broadcast.stop(),
    next: () => void broadcast.next(),
    update: (data) => {
      for (const problem of broadcast.update(data)) console.warn(problem);
      say(broadcast.options.delay_ms);
    },
    remove: () => void broadcast.remove(),
    nudge: (by_ms) => say(broadcast.nudge(by_ms)),
  });
  say(broadcast.options.delay_ms);
}

/** Right: later; left: earlier; by 10 ms, with Shift by 100. */
function listen_to_keys(broadcast) {
  addEventListener('keydown', (event) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    window.nudge(way * (event.shiftKey ? 100 : 10));
  });
}

set_base_address(script.src);
add_fonts();
define_graphics();
if (!customElements.get('bowball-stage')) customElements.define('bowball-stage', Stage);
if (document.body) start();
else addEventListener('DOMContentLoaded', start);
