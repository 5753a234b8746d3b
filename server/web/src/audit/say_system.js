// What the server says of itself, in words. Each: (data) -> what follows its name.
import { moment_text } from '../text/exact.js';
import { say } from '../text/say.js';

export const system = {
  server_started: (d) => say('audit.started_version_version_more_moment_on', { version: d.version, more: d.simulated ? say('audit.a_simulation') : '', moment: moment_text(d.race_ns) }),
  deadline_passed: () => say('audit.noted_that_a_deadline_had_passed'),
};
