// One plain sentence for each entry of the journal: who did what. Pure. A kind that a newer server adds is named by its word.
import { say, say_word, spaced } from '../text/say.js';
import { impulses } from './say_impulses.js';
import { programme } from './say_programme.js';
import { results } from './say_results.js';
import { start } from './say_start.js';
import { system } from './say_system.js';

const said = { ...start, ...impulses, ...results, ...programme, ...system };
/** Every kind that has words here. */
export const known_kinds = Object.keys(said);

const from_devices = ['impulse_seen', 'trace_seen', 'impulses_lost'];
const of_results = [...Object.keys(results), 'wind_read', 'record_fact_stated'];
const of_system = [...Object.keys(system), 'input_test_begun', 'input_test_ended'];
/** What an auditor chooses by; the dictionary has their titles. */
export const groups = ['decisions', 'results', 'programme', 'impulses', 'system'];

export function group_of(kind) {
  if (from_devices.includes(kind)) return 'impulses';
  if (of_results.includes(kind)) return 'results';
  if (kind in programme) return 'programme';
  return of_system.includes(kind) || !(kind in said) ? 'system' : 'decisions';
}

/** Who: a person, a device, or the server. Without names, as in the public log, the role. */
export function who_of({ kind, person, role, data }) {
  if (person) return person;
  if (role && role !== 'viewer') return say('audit.the_role', { role: say_word('role', role) });
  return data.impulse?.device || (kind === '' ? say('audit.nobody') : say('audit.the_server'));
}

/** "called race 12 to the start" */
export function what_of({ kind, data, order = '' }) {
  if (kind === '') return say('audit.can_be_told_of_the_entry');
  try {
    return said[kind]?.(data, order) ?? say('audit.did_what_this_page_has_no', { kind: spaced(kind) });
  } catch {
    return say('audit.did_what_this_page_cannot_read', { kind: spaced(kind) });
  }
}
