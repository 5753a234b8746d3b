// A time of day on the day of another instant, in the zone of the screen: what a person means by "14:05".

/** Microseconds since the epoch. */
export function instant_of(day_us, clock) {
  const [hours, minutes] = clock.split(':').map(Number);
  const at = new Date(day_us / 1000);
  at.setHours(hours, minutes, 0, 0);
  return at.getTime() * 1000;
}
