import events from '../../text/event_names/fr.js';

export const words = {
  events,
  phases: { H: 'Série', R: 'Repêchage', Q: 'Quart de finale', S: 'Demi-finale', F: 'Finale', P: 'Course préliminaire' },
  race: 'Course {n}', lane: 'Couloir {n}', finish: 'Arrivée', start_list: 'Liste de départ', result: 'Résultat', next_race: 'Prochaine course', splits: 'Temps intermédiaires', margin: 'Écart avec la tête',
  starts_at: 'Départ {time}', moved_from: 'au lieu de {time}', postponed: 'Reportée', cancelled: 'Annulée', delayed: 'Retardée',
  false_start_in: { athletics: 'Faux départ', swimming: 'Faux départ' },
  false_start: 'Faux départ', recall: 'Rappel', under_review: 'Départ en cours d’examen',
  unofficial: 'Non officiel', official: 'Officiel', revised: 'Rectifié', objection: 'Réclamation', photo_finish: 'Photo-finish', photo_is_read: 'Photo-finish en cours de lecture', dead_heat: 'Ex æquo',
  gold: 'Or', silver: 'Argent', bronze: 'Bronze', medals: 'Médailles', wind: 'Vent {text} m/s', hand: 'm', estimated: 'Estimation', page: '{n} sur {all}',
  cards: { yellow: 'J', red: 'R' },
  no_data: 'Sans données depuis {time}', demo: 'Démo : course simulée',
};
