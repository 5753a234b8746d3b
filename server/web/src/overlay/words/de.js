import events from '../../text/event_names/de.js';

export const words = {
  events,
  phases: { H: 'Vorlauf', R: 'Hoffnungslauf', Q: 'Viertelfinale', S: 'Halbfinale', F: 'Finale', P: 'Bahnverteilungsrennen' },
  race: 'Lauf {n}', lane: 'Bahn {n}', finish: 'Ziel', start_list: 'Startliste', result: 'Ergebnis', next_race: 'Nächster Lauf', splits: 'Zwischenzeiten', margin: 'Rückstand',
  starts_at: 'Start {time}', moved_from: 'statt {time}', postponed: 'Verschoben', cancelled: 'Abgesagt', delayed: 'Verspätet',
  false_start_in: { athletics: 'Fehlstart', swimming: 'Fehlstart' },
  false_start: 'Fehlstart', recall: 'Rückruf', under_review: 'Start wird geprüft',
  unofficial: 'Inoffiziell', official: 'Offiziell', revised: 'Berichtigt', objection: 'Einspruch', photo_finish: 'Zielfoto', photo_is_read: 'Zielfoto wird ausgewertet', dead_heat: 'Totes Rennen',
  gold: 'Gold', silver: 'Silber', bronze: 'Bronze', medals: 'Medaillen', wind: 'Wind {text} m/s', hand: 'h', estimated: 'Schätzung', page: '{n} von {all}',
  cards: { yellow: 'G', red: 'R' },
  no_data: 'Keine Daten seit {time}', demo: 'Demo: simulierter Lauf',
};
