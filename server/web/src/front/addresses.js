// The addresses that broadcasters put into their programs; pure.

/** In the order of overlay/catalogue.js, which is not loaded for it: a unit test compares them. */
export const graphics = ['title', 'start-list', 'clock', 'split-ladder', 'order-tower', 'margin-bar', 'lane-bug', 'start-banner', 'photo-finish', 'result', 'medal-card', 'next-race', 'status', 'sync'];

/** Of the rows that programs fetch again and again. */
export const polled = ['board', 'startlist', 'results', 'schedule', 'clock', 'medals'];

/** Of a graphic, or of the usual ones where `show` is empty. English and no delay are what an overlay takes without being told. */
export function overlay_address(origin, show, { language = 'en', delay_ms = 0 } = {}) {
  const settings = [show && `show=${show}`, language !== 'en' && `lang=${language}`, delay_ms > 0 && `delay_ms=${delay_ms}`].filter(Boolean);
  return `${origin}/overlay${settings.length > 0 ? `?${settings.join('&')}` : ''}`;
}

export const feed_address = (origin, name) => `${origin}/feeds/TOKEN/${name}.json`;

/** An address in the pieces between which a line may end: after a slash, before what is asked for. */
export const pieces_of = (address) => address.match(/^\w+:\/\/[^/?&]*|[/?&][^/?&]*/g) ?? [address];
