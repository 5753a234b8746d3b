// What a connection needs of the world, in a browser.
import { ask_for_ticket } from './ticket.js';

const looks_every_ms = 1_000;
const slept_ms = 2_000;

/** Calls f when the page was frozen or kept aside, and when the computer slept: then the time of day goes on, and the steady clock stands still. */
function on_wake(f) {
  document.addEventListener('resume', f);
  addEventListener('pageshow', (event) => event.persisted && f());
  const ahead = ((day, steady) => () => day() - steady())(Date.now, performance.now.bind(performance));
  let before = ahead();
  setInterval(() => {
    const now = ahead();
    if (Math.abs(now - before) > slept_ms) f();
    before = now;
  }, looks_every_ms);
}

/**
 * `as`: "board" asks to be served before the public, and tells how late its pictures are; the address may name the screen
 * (?screen=North wall) and bring a token (?token=...), with which it is served first however many boards there are. `server`: "http://192.0.2.4:8080" where the page is of another place than the feed; empty: its own.
 */
export function browser_world(as = '', server = '') {
  // Its own name for as long as this page lives: a connection made anew takes the place of one that was lost on the way.
  const client = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const address = new URLSearchParams(location.search);
  const screen = address.get('screen') ?? '';
  const token = as === 'board' ? (address.get('token') ?? '') : '';
  const query = `?client=${client}${as ? `&as=${as}` : ''}${screen ? `&screen=${encodeURIComponent(screen.slice(0, 40))}` : ''}${token ? `&token=${encodeURIComponent(token)}` : ''}`;
  const own = server || `${location.protocol}//${location.host}`;
  const socket_of = (origin) => origin.replace(/^http/, 'ws').replace(/\/+$/, '');
  return {
    open: (subprotocol, elsewhere = '', ticket = '') => new WebSocket(`${socket_of(elsewhere || own)}/live${query}${ticket ? `&ticket=${ticket}` : ''}`, subprotocol),
    now_us: () => performance.now() * 1000,
    wall_ms: () => Date.now(),
    random: () => Math.random(),
    set_timer: (ms, f) => setTimeout(f, ms),
    clear_timer: (handle) => clearTimeout(handle),
    on_wake,
    is_board: as === 'board',
    // The callback comes before the picture is drawn, a task of its own after that.
    after_paint: (f) => requestAnimationFrame(() => setTimeout(f)),
  };
}

/** The same for a page of officials: each of its sockets to its own server shows a ticket. */
export const officials_world = () => ({ ...browser_world(), ticket: ask_for_ticket });
