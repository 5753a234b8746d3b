// What the server says of itself, in words. Each: (data) -> what follows its name.
import { moment_text } from '../text/exact.js';

export const system = {
  server_started: (d) => `started, version ${d.version}${d.simulated ? ', a simulation' : ''}: ${moment_text(d.race_ns)} on the venue’s timeline`,
  deadline_passed: () => 'noted that a deadline had passed',
};
