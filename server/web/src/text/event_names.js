// Names of rowing's events, said in the language of the page where a meet has them as the sport writes them: "Lightweight Women's Double
// Sculls". Whatever else a meet calls its events stays as it is. Pure; graphics of broadcast read it too: nothing here is newer than Chromium 80.

// As World Rowing writes the names of its events, and its boats by their codes.
const boats = {
  'single sculls': '1x', 'double sculls': '2x', 'quadruple sculls': '4x', 'coxed quadruple sculls': '4x+', pair: '2-', 'coxed pair': '2+', four: '4-', 'coxed four': '4+', eight: '8+',
};
const genders = { men: 'M', women: 'W', mixed: 'X' };
const standard = /^(?:(Lightweight|Junior|Under 23|U23|U19|PR[123]) )?(?:(Men|Women)['’]s|(Mixed)) ([A-Za-z ]+)$/i;

/** The boat that a code ends with, or nothing: "4x+" of "JM4x+", "8+" of "M8". A club's own codes are no boats: "K2", "IM4". */
function boat_in(code) {
  const found = /([1248](?:x\+?|\+|-)|(?:^|[MWXN ])8)$/i.exec(code);
  return found && found[1].toLowerCase().replace(/^\D?8$/, '8+');
}

/** {class, gender, boat} of a standard name, or null. `code`: of the event; where there is one, and it does not tell that boat ("M4+" of a "Men's Four", "K2" of a "Men's
 *  Pair"), it is no standard name. */
export function parts_of(title, code = '') {
  const found = standard.exec((title || '').trim());
  const boat = found && boats[found[4].toLowerCase()];
  if (!boat) return null;
  if (code && boat_in(code) !== boat) return null;
  return { class: found[1] || '', gender: genders[(found[2] || found[3]).toLowerCase()], boat };
}

/** The name of an event. `word`: of a key of event_names/en.js, in the language. */
export function event_name(title, code, word) {
  const parts = parts_of(title, code);
  if (!parts) return title || '';
  const kind = parts.class.toLowerCase();
  const pattern = word(kind === 'lightweight' ? 'as_L' : kind && kind !== 'junior' ? 'as_class' : 'as');
  const values = { class: kind === 'under 23' ? word('U23') : parts.class, gender: word(kind === 'junior' ? `J${parts.gender}` : parts.gender), boat: word(parts.boat) };
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name]);
}

/** Keys of event_names/en.js as the dictionaries of pages have them: "event.1x". */
export const event_words = (names) => Object.fromEntries(Object.entries(names).map(([key, text]) => [`event.${key}`, text]));

const phases = { H: 'H', R: 'R', Q: 'Q', QF: 'Q', S: 'S', SF: 'S', F: 'F', P: 'P' };

/** The programme's short names of phases in full: "H1" -> "Heat 1", "SA/B1" -> "Semifinal A/B 1"; anything else as it came. `word`: of a kind, "H". */
export function phase_in_full(phase, word) {
  const code = /^(QF|SF|[HRQSFP])[ -]?([A-H](?:\/[A-H])?)?(\d{1,2})?$/.exec(phase || '');
  return code ? [word(phases[code[1]]), code[2], code[3]].filter(Boolean).join(' ') : (phase || '');
}

// As programmes write the rounds; such a title is said in the language of the page.
const written = { H: 'Heat', R: 'Repechage', Q: 'Quarterfinal', S: 'Semifinal', F: 'Final', P: 'Preliminary' };

/** Whether a race's own title is no other than event and phase: "Men's Single Sculls, Heat 3". */
export const is_usual_title = ({ title, event_title, phase }) => Boolean(title && event_title) && title === [event_title, phase_in_full(phase, (kind) => written[kind])].filter(Boolean).join(', ');
