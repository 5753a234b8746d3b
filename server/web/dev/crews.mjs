// An invented regatta for looking at the pages: crews, and when their bows pass. Seconds since the start.

export const crews = [
  { lane: 1, crew: 101, code: 'NOR', name: 'Anders Solbakken', club: 'Bergen Roklubb', at: [102.41, 208.37, 316.92, 424.185], reaction: 0.231 },
  { lane: 2, crew: 102, code: 'GRE', name: 'Konstantinos Papadimitriou-Alexandrou', club: 'Nautical Club of Ioannina', at: [101.03, 204.66, 308.71, 411.832], reaction: 0.198 },
  { lane: 3, crew: 103, code: 'NED', name: 'Sjoerd van der Veen', club: 'Amstel', at: [99.87, 202.15, 305.48, 407.521], reaction: 0.184 },
  { lane: 4, crew: 104, code: 'NZL', name: 'Tāne Wihongi', club: 'Karapiro Rowing', at: [100.22, 201.98, 304.9, 406.117], reaction: 0.214 },
  { lane: 5, crew: 105, code: 'POL', name: 'Łukasz Wąsik', club: 'AZS Szczecin', at: [100.95, 204.02, 307.3, 409.664], reaction: 0.207 },
  { lane: 6, crew: 106, code: 'ITA', name: 'Matteo Colombo', club: 'Canottieri Lario', at: [101.77, 206.4, 311.85, 416.903], reaction: 0.262 },
];

export const previous_crews = [
  { lane: 1, crew: 91, code: 'USA', name: 'Grace Whitfield', club: 'Charles River', at: [112.4, 227.1, 343.0, 459.381] },
  { lane: 2, crew: 92, code: 'GBR', name: 'Imogen Hartley', club: 'Leander', at: [110.2, 223.5, 337.2, 450.902] },
  { lane: 3, crew: 93, code: 'AUS', name: 'Ruby Castellano', club: 'Sydney', at: [109.8, 222.3, 335.0, 447.218] },
  { lane: 4, crew: 94, code: 'SUI', name: 'Lena Aebischer', club: 'Seeclub Luzern', at: [110.5, 222.9, 335.6, 447.244] },
  { lane: 5, crew: 95, code: 'CZE', name: 'Tereza Nováková', club: 'Slavia Praha', at: [111.3, 225.8, 340.4, 455.118] },
  { lane: 6, crew: 96, code: 'BRA', name: 'Beatriz Carvalho', club: 'Botafogo', at: [113.9, 231.2, 350.5, 469.75] },
];

export const points_m = [500, 1000, 1500, 2000];

export const programme = [
  { race: 9, event: 'W2-', event_title: "Women's Pair", phase: 'H2', minutes: -36, state: 'official', status: 'official' },
  { race: 10, event: 'M4x', event_title: "Men's Quadruple Sculls", phase: 'H1', minutes: -24, state: 'revised', status: 'revised', revision: 1 },
  { race: 11, event: 'W1x', event_title: "Women's Single Sculls", phase: 'H1', minutes: -12, state: 'official', status: 'official' },
  { race: 12, event: 'M1x', event_title: "Men's Single Sculls", phase: 'H3', minutes: 0, state: 'scheduled', status: 'live' },
  { race: 13, event: 'M1x', event_title: "Men's Single Sculls", phase: 'H4', minutes: 10, state: 'scheduled', status: 'live' },
  { race: 14, event: 'LW2x', event_title: "Lightweight Women's Double Sculls", phase: 'SA/B1', minutes: 20, state: 'scheduled', status: 'live' },
  { race: 15, event: 'LW2x', event_title: "Lightweight Women's Double Sculls", phase: 'SA/B2', minutes: 30, first_minutes: 25, schedule_reason: 'thunder', state: 'scheduled', status: 'live' },
  { race: 16, event: 'PR1 M1x', event_title: "PR1 Men's Single Sculls", phase: 'FA', minutes: 45, schedule_reason: 'fog', state: 'postponed', status: 'live' },
  { race: 17, event: 'M8+', event_title: "Men's Eight", phase: 'FA', minutes: 60, state: 'scheduled', status: 'live' },
];
