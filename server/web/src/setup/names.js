// By which of its names a telephone at the venue reaches the server; pure.

const is_own = (name) => name === 'localhost' || name === '::1' || name.startsWith('127.');

/** The one in the address bar if others reach it by that, else an address of IPv4, which needs nobody who knows names; else what there is. */
export function usual_name(names, shown) {
  if (!is_own(shown)) return shown;
  return names.find((name) => /^\d+(\.\d+){3}$/.test(name) && !is_own(name)) ?? names.find((name) => !is_own(name)) ?? shown;
}
