// Spanish. Terms of rowing, athletics and swimming as the Spanish federations use them; not read by a native speaker yet.
import names from '../event_names/es.js';
import { event_words } from '../event_names.js';

export default {
  locale: 'es-ES',

  'state.scheduled': 'Programada', 'state.called': 'Llamada', 'state.at_start': 'En la salida', 'state.attention': 'Atención', 'state.started': 'Salida dada',
  'state.running': 'En carrera', 'state.recalled': 'Salida anulada', 'state.finished': 'Terminada', 'state.unofficial': 'No oficial', 'state.official': 'Oficial',
  'state.revised': 'Rectificada', 'state.abandoned': 'Suspendida', 'state.postponed': 'Aplazada', 'state.cancelled': 'Cancelada',
  revised_times: 'Rectificada ({n})',

  'status.DNS': 'no salió', 'status.DNF': 'no terminó', 'status.EXC': 'excluida', 'status.DSQ': 'descalificada', 'status.BUW': 'bote con peso insuficiente',
  'status.REL': 'relegada', 'status.SCR': 'baja',

  'phase.H': 'Eliminatoria', 'phase.R': 'Repesca', 'phase.Q': 'Cuarto de final', 'phase.S': 'Semifinal', 'phase.F': 'Final', 'phase.P': 'Preliminar',
  race: 'Carrera', race_n: 'Carrera {n}', start_n: 'salida {n}',

  'way.by_place': 'pasa por puesto', 'way.by_time': 'pasa por tiempo', 'way.by_lot': 'pasa por sorteo', 'way.by_referee': 'pasa por decisión del árbitro', 'way.by_jury': 'pasa por decisión del jurado', way_to: '{way}, a {race}',
  'seat.entry': 'inscrita', 'seat.by_place': 'Q', 'seat.by_time': 'q', 'seat.by_lot': 'sorteo', 'seat.by_referee': 'qR', 'seat.by_jury': 'qJ', 'seat.rest': 'resto',
  'out.not_qualified': 'no clasificada', 'out.not_finished': 'no terminó', 'out.not_started': 'no salió', 'out.excluded': 'excluida',
  'out.disqualified': 'descalificada', 'out.withdrawn': 'baja',
  progression: 'Cómo sigue', 'progression.open': 'por decidir', 'progression.others': 'todas las demás', 'progression.times': 'por tiempo: {n}', 'progression.out': 'Eliminadas',
  'progression.places': 'Clasificación final',

  'record.world': 'Récord mundial', 'record.continental': 'Récord continental', 'record.national': 'Récord nacional', 'record.meet': 'Récord del campeonato',
  'record.personal': 'Mejor marca personal', 'record.season': 'Mejor marca de la temporada',
  'medal.gold': 'Oro', 'medal.silver': 'Plata', 'medal.bronze': 'Bronce',
  medals: 'Medallas', total: 'Total', points: 'Puntos', first_places: 'Primeros puestos', rank: 'Puesto', team: 'Equipo', no_final_yet: 'Ninguna final es oficial todavía.',
  waiting_medals: 'Cargando las medallas.',

  wind: 'Viento {speed} m/s', wind_too_much: 'demasiado para un récord', backup: 'reserva {time}', backup_difference: 'reserva {time}, diferencia {difference}',
  corrected_by: 'corregido en {time}', watch: 'cronómetro {times}', watches: 'cronómetros {times}', raw: 'medido {time}', penalty: 'penalización {time}', penalty_s: 'penalización {time} s',
  handicap: 'hándicap −{time}', points_of: '{points} puntos', lot_n: 'sorteo {n}', out_by_race: 'eliminada por la carrera {n}', too_close_decided: 'ajustado: decisión de los jueces', too_close: 'demasiado igualado',
  'mark.hand': 'tomado a mano', 'mark.corrected': 'corregido: el sistema principal no lo captó y un segundo sí', 'mark.shared': 'empate: el puesto se comparte',
  whence: 'De dónde viene este tiempo', corrected_short: 'corregido: el sistema principal no lo captó', dead_heat: 'empate',
  prognosis_crews: 'según {n} tripulaciones ya cronometradas en esta prueba', prognosis_even: 'a ritmo constante',

  'card.yellow': 'tarjeta amarilla', 'card.red': 'tarjeta roja', 'card_letter.yellow': 'A', 'card_letter.red': 'R', lane: 'Calle', lane_n: 'Calle {n}',
  waiting_server: 'Esperando al servidor.', no_contact: 'Sin contacto desde las {time}. Lo que ves es de ese momento.', snapshot: 'Situación a las {time}. Conectando con el directo.',
  'problem.sign_in': 'Inicia sesión para ver esta página.', 'problem.forbidden': 'Esta cuenta no puede ver la página.', 'problem.replaced': 'La página se abrió en otro sitio. Recárgala para seguir aquí.',
  'problem.too_old': 'El servidor es más nuevo que esta página. Recárgala.',

  under_review: 'Salida en revisión', starts_again: 'La salida se repite.', may_change: 'aún puede cambiar', objection: 'Reclamación: calle {lanes}', behind: 'Diferencia',
  order_now: 'Orden en carrera', result: 'Resultado', place: 'Puesto', crew: 'Tripulación', time: 'Tiempo', marks: 'Notas', start_list: 'Lista de salida', cox: 'tim.', change: 'Sustitución',
  change_for: '{in} por {out}', nobody: 'nadie', not_drawn: 'Las calles aún no están sorteadas.', being_checked: 'En comprobación.',
  drift: 'El resultado sellado y el cálculo de hoy no coinciden.', about_result: 'Sobre este resultado', protests_until: 'Reclamaciones hasta las {time}.', made_official: 'Hecho oficial',
  revision_n: 'Rectificación {n}', rules: 'Reglamento: {rules}',
  checkable: 'Para comprobar el resultado: reglamento y sello', sealed: 'sellado {digest}', waiting_race: 'Cargando la carrera.', no_such_race: 'No hay una carrera {n} en el programa.',
  start_of: 'Salida de {crew}', all_races: 'Todas las carreras', distance_race: 'Carrera de {n} m', all_in: 'Han llegado todas', recall: 'Salida anulada', page_of: '{from} a {to} de {all}',
  'news.official': 'Carrera {n}: el resultado es oficial.', 'news.unofficial': 'Carrera {n}: resultado no oficial.', 'news.revised': 'Carrera {n}: el resultado se ha rectificado.',

  results: 'Resultados', programme: 'Programa', races: 'Carreras', search: 'Buscar', front_page: 'Inicio', no_race_yet: 'Aún no hay carreras en el programa.',
  waiting_programme: 'Cargando el programa.', later_by: '{n} min más tarde', earlier_by: '{n} min antes', share: 'Compartir', link_copied: 'Enlace copiado.',
  copy_this: 'Copia este enlace:',
  search_for: 'Tripulación, persona, club o prueba', 'found.crews': 'Tripulaciones', 'found.people': 'Personas', 'found.clubs': 'Clubes', 'found.events': 'Pruebas', nothing_found: 'No se ha encontrado nada para «{text}».',
  search_hint: 'Una tripulación se encuentra en cuanto se sortean las calles de una de sus carreras.', loading_crews: 'Cargando las tripulaciones …', more_found: '{n} más: escribe más letras.',
  no_such_crew: 'Ninguna tripulación de las carreras ya sorteadas tiene este número.', races_of_crew: 'Carreras de esta tripulación', no_such_event: 'No hay una prueba «{event}» en el programa.',
  members: 'En el bote', follow: 'Seguir', followed: 'Siguiendo', your_crews: 'Tus tripulaciones', next_race: 'Próxima carrera', no_next_race: 'No hay más carreras sorteadas.',
  demo: 'Demo.', demo_results: 'Tripulaciones simuladas: no es un resultado real.',
  language: 'Idioma', theme: 'Aspecto', 'theme.auto': 'Automático', 'theme.sun': 'A pleno sol', 'theme.night': 'Noche',

  'front.no_meet': 'Aún no hay ninguna regata abierta: empieza por la configuración',
  'front.claim': 'Cronometraje y resultados en directo', 'front.races': 'Carreras: {n}', 'front.demo': 'Tripulaciones y aparatos simulados. Nada de esto es un resultado real.',
  'front.demo_fast': 'Tripulaciones y aparatos simulados, {n} veces más rápido que la realidad. Nada de esto es un resultado real.',
  'front.scheduled_for': 'Programada a las {time}', 'front.next': 'Siguiente: carrera {n}, {title}, {time}', 'front.signed_in': 'Sesión de {name}, {role}.',
  'front.signed_in_as': 'Sesión de {name}.',
  'front.sign_out': 'Cerrar sesión',
  'front.need_account': 'Las páginas de los oficiales requieren una cuenta.', 'front.sign_in': 'Iniciar sesión',
  'front.everybody': 'Para todos', 'front.officials': 'Para los oficiales', 'front.broadcasters': 'Para la realización',
  'door.results': 'Resultados', 'says.results': 'Cada carrera en directo: programa, parciales, resultados oficiales.',
  'door.scoreboard': 'Marcador', 'says.scoreboard': 'Pantalla completa para el marcador. Sigue la carrera en curso.',
  'door.console': 'Cronometraje', 'says.console': 'Salida, tiempos, foto finish, resultado: la mesa de los cronometradores.',
  'door.photo': 'Foto finish', 'says.photo': 'La imagen, una línea por calle, lecturas comparadas, empates.',
  'door.referee': 'Salida y salidas en falso', 'says.referee': 'Las evidencias de la salida en un solo eje, y la decisión.',
  'door.programme': 'Programa', 'says.programme': 'Inscripciones, rondas y calles, horarios: la mesa de la organización.',
  'door.announcer': 'Locución', 'says.announcer': 'Qué decir ahora: tripulaciones, diferencias, quién pasa, qué está en juego.',
  'door.health': 'Estado', 'says.health': 'Aparatos, relojes, grabación: ¿va todo bien?',
  'door.audit': 'Registro', 'says.audit': 'Quién hizo qué, cuándo y por qué: cada entrada, para buscar y comprobar.',
  'door.setup': 'Configuración', 'says.setup': 'El primer arranque: regata, aparatos, puntos de medida, personas.',
  'door.overlay': 'Rotulación', 'says.overlay': 'Gráficos para televisión y streaming, sobre la imagen o solos. Sus direcciones están abajo.',
  'door.sync': 'Sincronía', 'says.sync': 'Un destello y un tono cada segundo: cuánto se retrasa la imagen, y el número para delay_ms.',

  scoreboard: 'Marcador', demo_board: 'Demo, simulada', no_more_races: 'No hay más carreras en el programa.',

  announcer: 'Locución', say_now: 'Para decir ahora', stake: 'Qué está en juego', so_far: 'Hasta ahora', best: 'Mejor tiempo en esta prueba',
  'call.next': '{title}. Carrera {n}, a las {time}.', 'call.review': 'La salida está en revisión. No nombrar a nadie.', 'call.recalled': 'La salida se ha anulado. Se repite.',
  'call.leads': 'En los {n} m va en cabeza {crew}.', 'call.leads_by': 'En los {n} m va en cabeza {crew}, {gap} por delante de {other}.', 'call.level': 'En los {n} m {crew} y {other} van igualados.',
  'call.line': 'La última que pasa por ahora: {crew} ({gap}); después, {other} ({other_gap}).', 'call.first': 'en cabeza', 'call.fastest': 'Parcial más rápido, de {from} a {to} m: {crew}, {time}.',
  'call.wins': 'Gana {crew} en {time}.', 'call.wins_by': 'Gana {crew} en {time}, {gap} por delante de {other}.', 'call.dead_heat': 'Empate: {crew} y {other}, {time}.',
  'call.photo': 'Demasiado igualado. Esperar la foto finish.', 'call.unofficial': 'El resultado aún no es oficial.', 'call.record': '{crew}: {record}.',
  'call.goes_on': 'Pasan a {race}: {crews}.',
  ...event_words(names),
};
