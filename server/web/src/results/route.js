// What the address of the results page names: one race, crew, event, a search, the medals, or the programme; pure.

const number = (text) => (/^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : null);

/** {page, id}: page is "race", "crew", "event", "search", "medals" or "programme". */
export function route_of(search) {
  const asked = new URLSearchParams(search);
  const race = number(asked.get('race'));
  const crew = number(asked.get('crew'));
  if (race !== null) return { page: 'race', id: race };
  if (crew !== null) return { page: 'crew', id: crew };
  if (asked.get('event')) return { page: 'event', id: asked.get('event').slice(0, 40) };
  if (asked.has('search')) return { page: 'search', id: asked.get('search').slice(0, 60) };
  return asked.has('medals') ? { page: 'medals', id: null } : { page: 'programme', id: null };
}

/** The address of a route, "?race=12"; the language that the address before names stays in it. */
export function address_of({ page, id }, search = '') {
  const address = new URLSearchParams();
  if (page !== 'programme') address.set(page, id ?? '');
  const language = new URLSearchParams(search).get('lang');
  if (language) address.set('lang', language);
  return `?${address}`.replace(/=(?=&|$)/g, '');
}
