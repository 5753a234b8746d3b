// German. Terms of rowing as the German federation's competition rules have them; not read by a referee yet.
import names from '../event_names/de.js';
import { event_words } from '../event_names.js';

export default {
  locale: 'de-DE',

  'state.scheduled': 'Geplant', 'state.called': 'Aufgerufen', 'state.at_start': 'Am Start', 'state.attention': 'Achtung', 'state.started': 'Gestartet',
  'state.running': 'Im Rennen', 'state.recalled': 'Zurückgerufen', 'state.finished': 'Im Ziel', 'state.unofficial': 'Inoffiziell', 'state.official': 'Offiziell',
  'state.revised': 'Berichtigt', 'state.abandoned': 'Abgebrochen', 'state.postponed': 'Verschoben', 'state.cancelled': 'Abgesagt',
  revised_times: 'Berichtigt ({n})',

  'status.DNS': 'nicht gestartet', 'status.DNF': 'nicht im Ziel', 'status.EXC': 'ausgeschlossen', 'status.DSQ': 'disqualifiziert', 'status.BUW': 'Boot zu leicht',
  'status.REL': 'zurückversetzt', 'status.SCR': 'abgemeldet',

  'phase.H': 'Vorlauf', 'phase.R': 'Hoffnungslauf', 'phase.Q': 'Viertelfinale', 'phase.S': 'Halbfinale', 'phase.F': 'Finale', 'phase.P': 'Bahnverteilungsrennen',
  race: 'Lauf', race_n: 'Lauf {n}', start_n: 'Start {n}',

  'way.by_place': 'weiter durch den Platz', 'way.by_time': 'weiter durch die Zeit', 'way.by_lot': 'weiter durch das Los', 'way.by_referee': 'weiter durch den Schiedsrichter', 'way.by_jury': 'weiter durch die Jury', way_to: '{way}, in {race}',
  'seat.entry': 'gemeldet', 'seat.by_place': 'Q', 'seat.by_time': 'q', 'seat.by_lot': 'Los', 'seat.by_referee': 'qR', 'seat.by_jury': 'qJ', 'seat.rest': 'übrige',
  'out.not_qualified': 'nicht qualifiziert', 'out.not_finished': 'nicht im Ziel', 'out.not_started': 'nicht gestartet', 'out.excluded': 'ausgeschlossen',
  'out.disqualified': 'disqualifiziert', 'out.withdrawn': 'abgemeldet',
  progression: 'So geht es weiter', 'progression.open': 'offen', 'progression.others': 'alle übrigen', 'progression.times': '{n} beste Zeiten', 'progression.out': 'Ausgeschieden',
  'progression.places': 'Plätze im Wettbewerb',

  'record.world': 'Weltrekord', 'record.continental': 'Kontinentalrekord', 'record.national': 'Nationaler Rekord', 'record.meet': 'Veranstaltungsrekord',
  'record.personal': 'Persönliche Bestzeit', 'record.season': 'Saisonbestzeit',
  'medal.gold': 'Gold', 'medal.silver': 'Silber', 'medal.bronze': 'Bronze',
  medals: 'Medaillen', total: 'Gesamt', points: 'Punkte', first_places: 'Erste Plätze', rank: 'Rang', team: 'Team', no_final_yet: 'Noch ist kein Finale offiziell.',
  waiting_medals: 'Die Medaillen werden geladen.',

  wind: 'Wind {speed} m/s', wind_too_much: 'zu stark für einen Rekord', backup: 'Ersatzzeit {time}', backup_difference: 'Ersatzzeit {time}, Abweichung {difference}',
  corrected_by: 'berichtigt um {time}', watch: 'Stoppuhr {times}', watches: 'Stoppuhren {times}', raw: 'gemessen {time}', penalty: 'Zeitstrafe {time}', penalty_s: 'Zeitstrafe {time} s',
  handicap: 'Handicap −{time}', points_of: '{points} Punkte', lot_n: 'Los {n}', out_by_race: 'ausgeschieden durch Lauf {n}', too_close_decided: 'knapp: Entscheid der Offiziellen', too_close: 'zu knapp für die Uhr',
  'mark.hand': 'von Hand gestoppt', 'mark.corrected': 'berichtigt: von der Hauptanlage verpasst, von einer zweiten erfasst', 'mark.shared': 'totes Rennen: Der Platz ist geteilt',
  whence: 'Woher diese Zeit kommt', corrected_short: 'berichtigt: von der Hauptanlage verpasst', dead_heat: 'totes Rennen',
  prognosis_crews: 'nach {n} Mannschaften, die in diesem Wettbewerb schon gemessen wurden', prognosis_even: 'bei gleichmäßigem Tempo',

  'card.yellow': 'gelbe Karte', 'card.red': 'rote Karte', 'card_letter.yellow': 'G', 'card_letter.red': 'R', lane: 'Bahn', lane_n: 'Bahn {n}',
  waiting_server: 'Verbindung wird aufgebaut.', no_contact: 'Keine Verbindung seit {time}. Was hier steht, galt damals.', snapshot: 'Stand {time}. Die Live-Verbindung wird aufgebaut.',
  'problem.sign_in': 'Diese Seite verlangt eine Anmeldung.', 'problem.forbidden': 'Dieses Konto darf die Seite nicht sehen.', 'problem.replaced': 'Die Seite wurde anderswo geöffnet. Neu laden, um sie hier fortzusetzen.',
  'problem.too_old': 'Der Server ist neuer als diese Seite. Bitte neu laden.',

  under_review: 'Start wird geprüft', starts_again: 'Der Start wird wiederholt.', may_change: 'kann sich noch ändern', objection: 'Einspruch: Bahn {lanes}', behind: 'Rückstand',
  order_now: 'Reihenfolge unterwegs', result: 'Ergebnis', place: 'Platz', crew: 'Mannschaft', time: 'Zeit', marks: 'Zeichen', start_list: 'Startliste', cox: 'St.', change: 'Ummeldung',
  change_for: '{in} für {out}', nobody: 'niemand', not_drawn: 'Die Bahnen sind noch nicht ausgelost.', being_checked: 'Wird geprüft.',
  drift: 'Das besiegelte Ergebnis und die heutige Berechnung weichen voneinander ab.', about_result: 'Zu diesem Ergebnis', protests_until: 'Einsprüche bis {time}.', made_official: 'Offiziell',
  revision_n: 'Berichtigung {n}', rules: 'Regelwerk: {rules}',
  checkable: 'Zum Nachprüfen: Regelwerk und Siegel', sealed: 'Siegel {digest}', waiting_race: 'Der Lauf wird geladen.', no_such_race: 'Einen Lauf {n} gibt es im Programm nicht.',
  start_of: 'Start von {crew}', all_races: 'Alle Läufe', distance_race: '{n}-m-Rennen', all_in: 'Alle sind im Ziel', recall: 'Rückruf', page_of: '{from} bis {to} von {all}',
  'news.official': 'Lauf {n}: Das Ergebnis ist offiziell.', 'news.unofficial': 'Lauf {n}: inoffizielles Ergebnis.', 'news.revised': 'Lauf {n}: Das Ergebnis wurde berichtigt.',

  results: 'Ergebnisse', programme: 'Programm', races: 'Läufe', search: 'Suche', front_page: 'Startseite', no_race_yet: 'Noch steht kein Lauf im Programm.',
  waiting_programme: 'Das Programm wird geladen.', later_by: '{n} min später', earlier_by: '{n} min früher', share: 'Teilen', link_copied: 'Der Link ist kopiert.',
  copy_this: 'Diesen Link kopieren:',
  search_for: 'Mannschaft, Person, Verein oder Wettbewerb', 'found.crews': 'Mannschaften', 'found.people': 'Personen', 'found.clubs': 'Vereine', 'found.events': 'Wettbewerbe', nothing_found: 'Nichts gefunden für „{text}“.',
  search_hint: 'Eine Mannschaft wird gefunden, sobald die Bahnen eines ihrer Läufe ausgelost sind.', loading_crews: 'Die Mannschaften werden geladen …', more_found: '{n} weitere: mehr Buchstaben eingeben.',
  no_such_crew: 'Keine Mannschaft der bisher ausgelosten Läufe hat diese Nummer.', races_of_crew: 'Läufe dieser Mannschaft', no_such_event: 'Einen Wettbewerb „{event}“ gibt es im Programm nicht.',
  members: 'Im Boot', follow: 'Folgen', followed: 'Gefolgt', your_crews: 'Meine Mannschaften', next_race: 'Nächster Lauf', no_next_race: 'Kein weiterer Lauf ist ausgelost.',
  demo: 'Demo.', demo_results: 'Simulierte Mannschaften: kein echtes Ergebnis.',
  language: 'Sprache', theme: 'Aussehen', 'theme.auto': 'Wie das Gerät', 'theme.sun': 'Sonne', 'theme.night': 'Nacht',

  'front.no_meet': 'Noch ist keine Veranstaltung eröffnet: mit der Einrichtung beginnen',
  'front.claim': 'Zeitnahme und Ergebnisse, live', 'front.races': 'Läufe: {n}', 'front.demo': 'Simulierte Mannschaften und Geräte. Nichts davon ist ein echtes Ergebnis.',
  'front.demo_fast': 'Simulierte Mannschaften und Geräte, {n}-mal so schnell wie in Wirklichkeit. Nichts davon ist ein echtes Ergebnis.',
  'front.scheduled_for': 'Geplant für {time}', 'front.next': 'Als Nächstes: Lauf {n}, {title}, {time}', 'front.signed_in': 'Angemeldet als {name}, {role}.',
  'front.signed_in_as': 'Angemeldet als {name}.',
  'front.sign_out': 'Abmelden',
  'front.need_account': 'Die Seiten für Offizielle verlangen ein Konto.', 'front.sign_in': 'Anmelden',
  'front.everybody': 'Für alle', 'front.officials': 'Für Offizielle', 'front.broadcasters': 'Für Fernsehen und Stream',
  'door.results': 'Ergebnisse', 'says.results': 'Jeder Lauf, während er läuft: Programm, Zwischenzeiten, offizielle Ergebnisse.',
  'door.scoreboard': 'Anzeigetafel', 'says.scoreboard': 'Bildschirmfüllend für die große Tafel. Folgt dem laufenden Rennen.',
  'door.console': 'Zeitnahme', 'says.console': 'Start, Zeiten, Zielfoto, Ergebnis: der Tisch der Zeitnehmer.',
  'door.photo': 'Zielfoto', 'says.photo': 'Das Bild, eine Linie je Bahn, Auswertungen im Vergleich, totes Rennen.',
  'door.referee': 'Start und Fehlstarts', 'says.referee': 'Die Belege zum Start auf einer Zeitachse und die Entscheidung.',
  'door.programme': 'Programm', 'says.programme': 'Meldungen, Runden und Bahnen, Zeiten der Läufe: der Tisch der Veranstalter.',
  'door.announcer': 'Ansage', 'says.announcer': 'Was jetzt zu sagen ist: die Mannschaften, Abstände, wer weiterkommt, worum es geht.',
  'door.health': 'Zustand', 'says.health': 'Geräte, Uhren, Aufzeichnung: Ist alles in Ordnung?',
  'door.audit': 'Protokoll', 'says.audit': 'Wer was wann und warum getan hat: jeder Eintrag, zu suchen und zu prüfen.',
  'door.setup': 'Einrichten', 'says.setup': 'Der erste Start: Regatta, Geräte, Messpunkte, Personen.',
  'door.overlay': 'Einblendung', 'says.overlay': 'Grafiken für Fernsehen und Stream, über dem Bild oder einzeln. Ihre Adressen stehen unten.',
  'door.sync': 'Bildverzug', 'says.sync': 'Jede Sekunde ein Blitz und ein Ton: um wie viel das Bild nachhängt, und die Zahl für delay_ms.',

  scoreboard: 'Anzeigetafel', demo_board: 'Demo, simuliert', no_more_races: 'Kein weiterer Lauf im Programm.',

  announcer: 'Ansage', say_now: 'Jetzt sagen', stake: 'Worum es geht', so_far: 'Bisher', best: 'Bestzeit in diesem Wettbewerb',
  'call.next': '{title}. Lauf {n}, um {time}.', 'call.review': 'Der Start wird geprüft. Niemanden nennen.', 'call.recalled': 'Der Start wurde zurückgerufen. Er wird wiederholt.',
  'call.leads': 'Bei {n} m führt {crew}.', 'call.leads_by': 'Bei {n} m führt {crew}, {gap} vor {other}.', 'call.level': 'Bei {n} m sind {crew} und {other} gleichauf.',
  'call.line': 'Als Letzte käme jetzt {crew} weiter ({gap}); danach folgt {other} ({other_gap}).', 'call.first': 'führt', 'call.fastest': 'Am schnellsten von {from} bis {to} m: {crew}, {time}.',
  'call.wins': '{crew} gewinnt in {time}.', 'call.wins_by': '{crew} gewinnt in {time}, {gap} vor {other}.', 'call.dead_heat': 'Totes Rennen: {crew} und {other}, {time}.',
  'call.photo': 'Zu knapp. Das Zielfoto abwarten.', 'call.unofficial': 'Das Ergebnis ist noch nicht offiziell.', 'call.record': '{crew}: {record}.',
  'call.goes_on': 'Weiter ins {race}: {crews}.',
  ...event_words(names),
};
