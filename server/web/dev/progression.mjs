// An invented event on its way to its finals, and a list of entries, for looking at the organisers' page.

const codes = ['IRL', 'FRA', 'GRE', 'ITA', 'GER', 'MEX', 'BRA', 'POL', 'SUI', 'USA', 'JPN', 'ARG'];
const names = ['Aoife Brennan', 'Camille Roux', 'Eleni Pappa', 'Giulia Ferri', 'Hanna Vogt', 'Ximena Ruiz', 'Beatriz Lima', 'Zofia Wilk', 'Lea Frei', 'Grace Hall', 'Rin Sato', 'Sol Vega'];
const seat = (lane, k, mark, from) => ({ lane, crew: 301 + k, code: codes[k], name: names[k], mark, from });
const heat = (phase, race, from) => ({ phase, group: 'H', routes: '1-3->FA, rest->FB', race, rowed: true, lanes: 'settled', seats: [0, 1, 2, 3, 4, 5].map((k) => seat(k + 1, from + k, 'entry', '')) });

/** `revised`: heat 2 was made official anew, and its second crew is out: the lanes of the final are still those from before. */
export function progression_of({ revised = false } = {}) {
  const final_a = [seat(3, 0, 'by_place', 'H1'), seat(4, 6, 'by_place', 'H2'), seat(2, 1, 'by_place', 'H1'), seat(5, revised ? 8 : 7, 'by_place', 'H2'), seat(1, 2, 'by_place', 'H1'), seat(6, revised ? 9 : 8, 'by_place', 'H2')];
  const drawn = [2, 1, 0, 6, 7, 8].map((k, place) => ({ lane: place + 1, crew: 301 + k, code: codes[k] }));
  return {
    event: 'LW2x', event_title: "Lightweight Women's Double Sculls", table: 'world_rowing_2025 1', table_title: 'World Rowing 2025', seed: '8f0a3c51b27d9e64',
    races: [
      heat('H1', 14, 0), heat('H2', 15, 6),
      { phase: 'FA', group: 'FA', routes: '', race: 18, rowed: true, lanes: revised ? 'differ' : 'none', seats: final_a.sort((a, b) => a.lane - b.lane), ...(revised ? { drawn } : {}) },
      { phase: 'FB', group: 'FB', routes: '', race: 19, rowed: true, lanes: 'none', seats: [] },
    ],
    waiting: ['FB'],
    ties: revised ? [] : [{ where: 'H2 place 4 to FA', crews: ['USA', 'JPN'], places: 1, policy: 'rerow', numbers: [117, 118], text: 'H2 place 4 to FA: USA, JPN are level, and 1 of them goes on. Hold a re-row, and enter its order.' }],
    out: revised ? [{ crew: 308, code: 'POL', after: 'H2', reason: 'excluded' }] : [],
    places: [], problems: [],
  };
}

/** What the server says of a list with a bit of everything. */
export const entry_report = {
  v: 1, file: 'c0ffee00'.repeat(8), plan: 'ab'.repeat(32), encoding: 'Windows-1252', separator: ';', rows: 9, unchanged: 4, late: true, empty: false,
  events: [{ code: 'W8+', title: "Women's Eight" }],
  added: [
    { line: 4, late: false, crew: 401, event: 'W8+', code: 'NED', name: 'Netherlands', club: '', members: ['A. de Vries', 'B. Bakker', 'C. Visser', 'D. Smit', 'E. Mulder', 'F. de Boer', 'G. Dekker', 'H. Bos', 'I. Kok'], changes: [] },
    { line: 5, late: true, crew: 402, event: 'M1x', code: 'EST', name: 'Jüri Tamm', club: 'Tartu', members: ['Jüri Tamm'], changes: [] },
  ],
  changed: [{ line: 6, late: true, crew: 102, event: 'M1x', code: 'GRE', name: 'Nikos Pappas', club: 'Ioannina', members: ['Nikos Pappas'], changes: [{ field: 'members', before: 'Konstantinos Papadimitriou', after: 'Nikos Pappas' }] }],
  scratched: [], absent: [{ crew: 106, event: 'M1x', code: 'ITA', name: 'Matteo Colombo', club: 'Canottieri Lario', members: [] }],
  problems: [{ line: 9, text: 'Bow number "first" is no whole number.' }, { line: 11, text: 'It names no event.' }],
  warnings: [{ line: 1, text: 'Column "Fee" is not used.' }, { line: 7, text: '"DEU" is no code of the IOC\'s list.' }],
};
