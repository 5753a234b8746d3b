import events from '../../text/event_names/es.js';

export const words = {
  events,
  phases: { H: 'Eliminatoria', R: 'Repesca', Q: 'Cuarto de final', S: 'Semifinal', F: 'Final', P: 'Carrera preliminar' },
  race: 'Carrera {n}', lane: 'Calle {n}', finish: 'Meta', start_list: 'Lista de salida', result: 'Resultado', next_race: 'Próxima carrera', splits: 'Parciales', margin: 'Diferencia con el primero',
  starts_at: 'Salida {time}', moved_from: 'antes {time}', postponed: 'Aplazada', cancelled: 'Cancelada', delayed: 'Retrasada',
  false_start_in: { athletics: 'Salida en falso', swimming: 'Salida en falso' },
  false_start: 'Salida en falso', recall: 'Salida anulada', under_review: 'Salida en revisión',
  unofficial: 'No oficial', official: 'Oficial', revised: 'Rectificado', objection: 'Reclamación', photo_finish: 'Foto finish', photo_is_read: 'Leyendo la foto finish', dead_heat: 'Empate',
  gold: 'Oro', silver: 'Plata', bronze: 'Bronce', medals: 'Medallas', wind: 'Viento {text} m/s', hand: 'm', estimated: 'Estimación', page: '{n} de {all}',
  cards: { yellow: 'A', red: 'R' },
  no_data: 'Sin datos desde las {time}', demo: 'Demo: carrera simulada',
};
