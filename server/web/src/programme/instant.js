// A date and a time of day in the zone of the screen: what a person means by "14:05".

const two = (n) => String(n).padStart(2, '0');

/** The day as a date field has it: "2026-07-24". */
export function date_text(us) {
  const at = new Date(us / 1000);
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** Microseconds since the epoch of "2026-07-24" and "14:05"; null where either is not filled in. */
export function instant_of(date, clock) {
  const ms = new Date(`${date}T${clock}`).getTime();   // without a zone it is that of the screen
  return Number.isNaN(ms) ? null : ms * 1000;
}
