import events from '../../text/event_names/it.js';

export const words = {
  events,
  phases: { H: 'Batteria', R: 'Recupero', Q: 'Quarto di finale', S: 'Semifinale', F: 'Finale', P: 'Gara preliminare' },
  race: 'Gara {n}', lane: 'Corsia {n}', finish: 'Arrivo', start_list: 'Ordine di partenza', result: 'Risultato', next_race: 'Prossima gara', splits: 'Intermedi', margin: 'Distacco dal primo',
  starts_at: 'Partenza {time}', moved_from: 'era {time}', postponed: 'Rinviata', cancelled: 'Annullata', delayed: 'In ritardo',
  false_start_in: { athletics: 'Falsa partenza', swimming: 'Falsa partenza' },
  false_start: 'Falsa partenza', recall: 'Richiamo', under_review: 'Partenza in esame',
  unofficial: 'Non ufficiale', official: 'Ufficiale', revised: 'Rettificato', objection: 'Reclamo', photo_finish: 'Fotofinish', photo_is_read: 'Fotofinish in lettura', dead_heat: 'Parità',
  gold: 'Oro', silver: 'Argento', bronze: 'Bronzo', medals: 'Medaglie', wind: 'Vento {text} m/s', hand: 'm', estimated: 'Stima', page: '{n} di {all}',
  cards: { yellow: 'G', red: 'R' },
  no_data: 'Nessun dato dalle {time}', demo: 'Demo: gara simulata',
};
