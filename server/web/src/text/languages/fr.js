// French. Terms of rowing and athletics as the French federations use them; not read by a native speaker yet.
import names from '../event_names/fr.js';
import { event_words } from '../event_names.js';

export default {
  locale: 'fr-FR',

  'state.scheduled': 'Prévue', 'state.called': 'Appelée', 'state.at_start': 'Au départ', 'state.attention': 'Attention', 'state.started': 'Partie',
  'state.running': 'En course', 'state.recalled': 'Rappelée', 'state.finished': 'Terminée', 'state.unofficial': 'Non officielle', 'state.official': 'Officielle',
  'state.revised': 'Rectifiée', 'state.abandoned': 'Arrêtée', 'state.postponed': 'Reportée', 'state.cancelled': 'Annulée',
  revised_times: 'Rectifiée ({n})',

  'status.DNS': 'non partant', 'status.DNF': 'non arrivé', 'status.EXC': 'exclu', 'status.DSQ': 'disqualifié', 'status.BUW': 'bateau trop léger',
  'status.REL': 'déclassé', 'status.SCR': 'forfait',

  'phase.H': 'Série', 'phase.R': 'Repêchage', 'phase.Q': 'Quart de finale', 'phase.S': 'Demi-finale', 'phase.F': 'Finale', 'phase.P': 'Tour préliminaire',
  race: 'Course', race_n: 'Course {n}', start_n: 'départ {n}',

  'way.by_place': 'qualifié à la place', 'way.by_time': 'qualifié au temps', 'way.by_lot': 'qualifié par tirage au sort', 'way.by_referee': "qualifié par décision de l'arbitre", 'way.by_jury': 'qualifié par décision du jury', way_to: '{way}, pour {race}',
  'seat.entry': 'engagé', 'seat.by_place': 'Q', 'seat.by_time': 'q', 'seat.by_lot': 'tirage', 'seat.by_referee': 'qR', 'seat.by_jury': 'qJ', 'seat.rest': 'autres',
  'out.not_qualified': 'non qualifié', 'out.not_finished': 'non arrivé', 'out.not_started': 'non partant', 'out.excluded': 'exclu',
  'out.disqualified': 'disqualifié', 'out.withdrawn': 'forfait',
  progression: 'La suite', 'progression.open': 'à déterminer', 'progression.others': 'tous les autres', 'progression.times': 'au temps : {n}', 'progression.out': 'Éliminés',
  'progression.places': "Classement de l'épreuve",

  'record.world': 'Record du monde', 'record.continental': 'Record continental', 'record.national': 'Record national', 'record.meet': 'Record de la compétition',
  'record.personal': 'Record personnel', 'record.season': 'Meilleur temps de la saison',
  'medal.gold': 'Or', 'medal.silver': 'Argent', 'medal.bronze': 'Bronze',
  medals: 'Médailles', total: 'Total', points: 'Points', first_places: 'Premières places', rank: 'Rang', team: 'Équipe', no_final_yet: "Aucune finale n'est encore officielle.",
  waiting_medals: 'Chargement des médailles.',

  wind: 'Vent {speed} m/s', wind_too_much: 'trop fort pour un record', backup: 'secours {time}', backup_difference: 'secours {time}, écart {difference}',
  corrected_by: 'corrigé de {time}', watch: 'chronomètre {times}', watches: 'chronomètres {times}', raw: 'brut {time}', penalty: 'pénalité {time}', penalty_s: 'pénalité {time} s',
  handicap: 'handicap −{time}', points_of: '{points} points', lot_n: 'tirage {n}', out_by_race: 'écarté par la course {n}', too_close_decided: 'serré : décision des arbitres', too_close: 'trop serré',
  'mark.hand': 'chronométré à la main', 'mark.corrected': 'corrigé : manqué par le système principal, vu par un second', 'mark.shared': 'ex æquo : la place est partagée',
  whence: "D'où vient ce temps", corrected_short: 'corrigé : manqué par le système principal', dead_heat: 'ex æquo',
  prognosis_crews: "d'après {n} équipages déjà chronométrés dans cette épreuve", prognosis_even: 'à allure constante',

  'card.yellow': 'carton jaune', 'card.red': 'carton rouge', 'card_letter.yellow': 'J', 'card_letter.red': 'R', lane: 'Couloir', lane_n: 'Couloir {n}',
  waiting_server: 'En attente du serveur.', no_contact: 'Pas de contact depuis {time}. Ce que vous voyez date de ce moment.', snapshot: 'Situation à {time}. Connexion au direct en cours.',
  'problem.sign_in': 'Connectez-vous pour voir cette page.', 'problem.forbidden': "Ce compte n'a pas accès à cette page.", 'problem.replaced': 'Cette page a été ouverte ailleurs. Rechargez-la pour la reprendre ici.',
  'problem.too_old': 'Le serveur est plus récent que cette page. Rechargez-la.',

  under_review: "Départ en cours d'examen", starts_again: 'Le départ sera redonné.', may_change: 'peut encore changer', objection: 'Réclamation : couloir {lanes}', behind: 'Écart',
  order_now: 'Ordre en course', result: 'Résultat', place: 'Place', crew: 'Équipage', time: 'Temps', marks: 'Mentions', start_list: 'Liste de départ', cox: 'bar.', change: 'Changement',
  change_for: '{in} pour {out}', nobody: 'personne', not_drawn: 'Les couloirs ne sont pas encore tirés au sort.', being_checked: 'En cours de vérification.',
  drift: "Le résultat scellé et le calcul d'aujourd'hui diffèrent.", about_result: 'À propos de ce résultat', protests_until: "Réclamations jusqu'à {time}.", made_official: 'Rendu officiel',
  revision_n: 'Rectification {n}', rules: 'Règlement : {rules}',
  checkable: 'Pour vérifier le résultat : règlement et sceau', sealed: 'scellé {digest}', waiting_race: 'Chargement de la course.', no_such_race: "Il n'y a pas de course {n} au programme.",
  start_of: 'Départ de {crew}', all_races: 'Toutes les courses', distance_race: 'Course de {n} m', all_in: 'Tous sont arrivés', recall: 'Rappel', page_of: '{from} à {to} sur {all}',
  'news.official': 'Course {n} : le résultat est officiel.', 'news.unofficial': 'Course {n} : résultat non officiel.', 'news.revised': 'Course {n} : le résultat a été rectifié.',

  results: 'Résultats', programme: 'Programme', races: 'Courses', search: 'Recherche', front_page: 'Accueil', no_race_yet: "Aucune course n'est encore au programme.",
  waiting_programme: 'Chargement du programme.', later_by: '{n} min plus tard', earlier_by: '{n} min plus tôt', share: 'Partager', link_copied: 'Lien copié.',
  copy_this: 'Copiez ce lien :',
  search_for: 'Équipage, personne, club ou épreuve', 'found.crews': 'Équipages', 'found.people': 'Personnes', 'found.clubs': 'Clubs', 'found.events': 'Épreuves', nothing_found: 'Aucun résultat pour « {text} ».',
  search_hint: "Un équipage se trouve dès que les couloirs d'une de ses courses sont tirés au sort.", loading_crews: 'Chargement des équipages …', more_found: '{n} de plus : précisez la recherche.',
  no_such_crew: 'Aucun équipage des courses déjà tirées au sort ne porte ce numéro.', races_of_crew: 'Courses de cet équipage', no_such_event: "Il n'y a pas d'épreuve « {event} » au programme.",
  members: 'Dans le bateau', follow: 'Suivre', followed: 'Suivi', your_crews: 'Vos équipages', next_race: 'Prochaine course', no_next_race: "Aucune autre course n'est encore tirée au sort.",
  demo: 'Démo.', demo_results: "Équipages simulés : ce n'est pas un vrai résultat.",
  language: 'Langue', theme: 'Apparence', 'theme.auto': "Comme l'appareil", 'theme.sun': 'Plein soleil', 'theme.night': 'Nuit',

  'front.no_meet': "Aucune régate n'est encore ouverte : commencez par l'installation",
  'front.claim': 'Chronométrage et résultats en direct', 'front.races': 'Courses : {n}', 'front.demo': "Équipages et appareils simulés. Rien ici n'est un vrai résultat.",
  'front.demo_fast': "Équipages et appareils simulés, {n} fois plus vite que la réalité. Rien ici n'est un vrai résultat.",
  'front.scheduled_for': 'Prévue à {time}', 'front.next': 'À suivre : course {n}, {title}, {time}', 'front.signed_in': 'Connecté : {name}, {role}.',
  'front.signed_in_as': 'Connecté : {name}.',
  'front.sign_out': 'Se déconnecter',
  'front.need_account': 'Les pages des officiels nécessitent un compte.', 'front.sign_in': 'Se connecter',
  'front.everybody': 'Pour tous', 'front.officials': 'Pour les officiels', 'front.broadcasters': 'Pour les diffuseurs',
  'door.results': 'Résultats', 'says.results': 'Chaque course en direct : programme, temps intermédiaires, résultats officiels.',
  'door.scoreboard': "Tableau d'affichage", 'says.scoreboard': 'Plein écran pour le grand tableau. Suit la course en cours.',
  'door.console': 'Chronométrage', 'says.console': 'Départ, temps, photo-finish, résultat : la table des chronométreurs.',
  'door.photo': 'Photo-finish', 'says.photo': "L'image, une ligne par couloir, lectures comparées, ex æquo.",
  'door.referee': 'Départ et faux départs', 'says.referee': 'Les indices du départ sur un seul axe, et la décision.',
  'door.programme': 'Programme', 'says.programme': 'Engagements, tours et couloirs, horaires : la table des organisateurs.',
  'door.announcer': 'Annonces', 'says.announcer': 'Que dire maintenant : équipages, écarts, qualifiés, enjeu.',
  'door.health': 'État', 'says.health': 'Appareils, horloges, enregistrement : tout va bien ?',
  'door.audit': 'Journal', 'says.audit': 'Qui a fait quoi, quand et pourquoi : chaque entrée, à chercher et à vérifier.',
  'door.setup': 'Installation', 'says.setup': 'Le premier démarrage : régate, appareils, points de chronométrage, personnes.',
  'door.overlay': 'Habillage', 'says.overlay': "Graphismes pour la télévision et le streaming, sur l'image ou seuls. Leurs adresses sont ci-dessous.",
  'door.sync': 'Synchro', 'says.sync': "Un éclair et un son chaque seconde : le retard de l'image, et la valeur de delay_ms.",

  scoreboard: "Tableau d'affichage", demo_board: 'Démo, simulée', no_more_races: 'Plus aucune course au programme.',

  announcer: 'Annonces', say_now: 'À dire maintenant', stake: "L'enjeu", so_far: "Jusqu'ici", best: 'Meilleur temps dans cette épreuve',
  'call.next': '{title}. Course {n}, à {time}.', 'call.review': "Le départ est en cours d'examen. Ne nommez personne.", 'call.recalled': 'La course a été rappelée. Le départ sera redonné.',
  'call.leads': 'À {n} m, {crew} est en tête.', 'call.leads_by': 'À {n} m, {crew} est en tête, {gap} devant {other}.', 'call.level': 'À {n} m, {crew} et {other} sont à égalité.',
  'call.line': 'Dernier qualifié pour le moment : {crew} ({gap}) ; derrière, {other} ({other_gap}).', 'call.first': 'en tête', 'call.fastest': 'Meilleur partiel, de {from} à {to} m : {crew}, {time}.',
  'call.wins': '{crew} gagne en {time}.', 'call.wins_by': '{crew} gagne en {time}, {gap} devant {other}.', 'call.dead_heat': 'Ex æquo : {crew} et {other}, {time}.',
  'call.photo': 'Trop serré. Attendez la photo-finish.', 'call.unofficial': "Le résultat n'est pas encore officiel.", 'call.record': '{crew} : {record}.',
  'call.goes_on': 'Qualifiés pour {race} : {crews}.',
  ...event_words(names),
};
