// What the server says of itself, in words. Each: (data, id of the order) -> what follows its name.
import { moment_text } from '../text/exact.js';
import { say } from '../text/say.js';

/** The start of a server that took the meet over: the id of its order names the journal that ended and the one that goes on (server/relay/takeover.hpp). */
const takeover = /^takeover ([A-Z0-9]{1,40}) ([A-Z0-9]{1,40})$/;

function started(d, order) {
  const [, from, to] = takeover.exec(order) ?? [];
  if (from) return say('audit.took_the_meet_over', { version: d.version, from, to });
  return say('audit.started_version_version_more_moment_on', { version: d.version, more: d.simulated ? say('audit.a_simulation') : '', moment: moment_text(d.race_ns) });
}

export const system = {
  server_started: started,
  deadline_passed: () => say('audit.noted_that_a_deadline_had_passed'),
};
