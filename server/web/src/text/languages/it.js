// Italian. Terms of rowing and athletics as the Italian federations use them; not read by a native speaker yet.
import names from '../event_names/it.js';
import { event_words } from '../event_names.js';

export default {
  locale: 'it-IT',

  'state.scheduled': 'In programma', 'state.called': 'Chiamata', 'state.at_start': 'Alla partenza', 'state.attention': 'Attenti', 'state.started': 'Partita',
  'state.running': 'In gara', 'state.recalled': 'Richiamata', 'state.finished': 'Conclusa', 'state.unofficial': 'Non ufficiale', 'state.official': 'Ufficiale',
  'state.revised': 'Rettificata', 'state.abandoned': 'Interrotta', 'state.postponed': 'Rinviata', 'state.cancelled': 'Annullata',
  revised_times: 'Rettificata ({n})',

  'status.DNS': 'non partito', 'status.DNF': 'non arrivato', 'status.EXC': 'escluso', 'status.DSQ': 'squalificato', 'status.BUW': 'barca sottopeso',
  'status.REL': 'retrocesso', 'status.SCR': 'ritirato',

  'phase.H': 'Batteria', 'phase.R': 'Recupero', 'phase.Q': 'Quarto di finale', 'phase.S': 'Semifinale', 'phase.F': 'Finale', 'phase.P': 'Preliminare',
  race: 'Gara', race_n: 'Gara {n}', start_n: 'partenza {n}',

  'way.by_place': 'qualificato per posizione', 'way.by_time': 'qualificato per il tempo', 'way.by_lot': 'qualificato per sorteggio', 'way.by_referee': "qualificato per decisione dell'arbitro", 'way.by_jury': 'qualificato per decisione della giuria', way_to: '{way}, in {race}',
  'seat.entry': 'iscritto', 'seat.by_place': 'Q', 'seat.by_time': 'q', 'seat.by_lot': 'sorteggio', 'seat.by_referee': 'qR', 'seat.by_jury': 'qJ', 'seat.rest': 'altri',
  'out.not_qualified': 'non qualificato', 'out.not_finished': 'non arrivato', 'out.not_started': 'non partito', 'out.excluded': 'escluso',
  'out.disqualified': 'squalificato', 'out.withdrawn': 'ritirato',
  progression: 'Come si prosegue', 'progression.open': 'da stabilire', 'progression.others': 'tutti gli altri', 'progression.times': 'per tempo: {n}', 'progression.out': 'Eliminati',
  'progression.places': 'Classifica della specialità',

  'record.world': 'Record del mondo', 'record.continental': 'Record continentale', 'record.national': 'Record nazionale', 'record.meet': 'Record della manifestazione',
  'record.personal': 'Primato personale', 'record.season': 'Primato stagionale',
  'medal.gold': 'Oro', 'medal.silver': 'Argento', 'medal.bronze': 'Bronzo',
  medals: 'Medaglie', total: 'Totale', points: 'Punti', first_places: 'Primi posti', rank: 'Posizione', team: 'Squadra', no_final_yet: 'Nessuna finale è ancora ufficiale.',
  waiting_medals: 'Caricamento delle medaglie.',

  wind: 'Vento {speed} m/s', wind_too_much: 'troppo per un record', backup: 'riserva {time}', backup_difference: 'riserva {time}, differenza {difference}',
  corrected_by: 'corretto di {time}', watch: 'cronometro {times}', watches: 'cronometri {times}', raw: 'misurato {time}', penalty: 'penalità {time}', penalty_s: 'penalità {time} s',
  handicap: 'handicap −{time}', points_of: '{points} punti', lot_n: 'sorteggio {n}', out_by_race: 'fuori per la gara {n}', too_close_decided: 'vicini: decisione dei giudici', too_close: 'troppo vicini',
  'mark.hand': 'preso a mano', 'mark.corrected': "corretto: il sistema principale l'ha perso, un secondo l'ha visto", 'mark.shared': 'a pari merito: il posto è condiviso',
  whence: 'Da dove viene questo tempo', corrected_short: "corretto: il sistema principale l'ha perso", dead_heat: 'pari merito',
  prognosis_crews: 'in base a {n} equipaggi già cronometrati in questa specialità', prognosis_even: 'a ritmo costante',

  'card.yellow': 'cartellino giallo', 'card.red': 'cartellino rosso', 'card_letter.yellow': 'G', 'card_letter.red': 'R', lane: 'Corsia', lane_n: 'Corsia {n}',
  waiting_server: 'In attesa del server.', no_contact: 'Nessun contatto dalle {time}. Quello che vedi risale ad allora.', snapshot: 'Situazione alle {time}. Collegamento in diretta in corso.',
  'problem.sign_in': 'Accedi per vedere questa pagina.', 'problem.forbidden': 'Questo account non può vedere la pagina.', 'problem.replaced': 'La pagina è stata aperta altrove. Ricaricala per riprenderla qui.',
  'problem.too_old': 'Il server è più recente di questa pagina. Ricaricala.',

  under_review: 'Partenza in esame', starts_again: 'La partenza sarà ripetuta.', may_change: 'può ancora cambiare', objection: 'Reclamo: corsia {lanes}', behind: 'Distacco',
  order_now: 'Ordine in gara', result: 'Risultato', place: 'Posto', crew: 'Equipaggio', time: 'Tempo', marks: 'Note', start_list: 'Ordine di partenza', cox: 'tim.', change: 'Sostituzione',
  change_for: '{in} per {out}', nobody: 'nessuno', not_drawn: 'Le corsie non sono ancora sorteggiate.', being_checked: 'In verifica.',
  drift: 'Il risultato sigillato e il calcolo di oggi sono diversi.', about_result: 'Su questo risultato', protests_until: 'Reclami fino alle {time}.', made_official: 'Reso ufficiale',
  revision_n: 'Rettifica {n}', rules: 'Regolamento: {rules}',
  checkable: 'Per verificare il risultato: regolamento e sigillo', sealed: 'sigillato {digest}', waiting_race: 'Caricamento della gara.', no_such_race: 'Non c’è una gara {n} nel programma.',
  start_of: 'Partenza di {crew}', all_races: 'Tutte le gare', distance_race: 'Gara di {n} m', all_in: 'Tutti sono arrivati', recall: 'Richiamo', page_of: '{from}–{to} di {all}',
  'news.official': 'Gara {n}: il risultato è ufficiale.', 'news.unofficial': 'Gara {n}: risultato non ufficiale.', 'news.revised': 'Gara {n}: il risultato è stato rettificato.',

  results: 'Risultati', programme: 'Programma', races: 'Gare', search: 'Cerca', front_page: 'Pagina iniziale', no_race_yet: 'Nessuna gara è ancora in programma.',
  waiting_programme: 'Caricamento del programma.', later_by: '{n} min più tardi', earlier_by: '{n} min prima', share: 'Condividi', link_copied: 'Link copiato.',
  copy_this: 'Copia questo link:',
  search_for: 'Equipaggio, persona, società o specialità', 'found.crews': 'Equipaggi', 'found.people': 'Persone', 'found.clubs': 'Società', 'found.events': 'Specialità', nothing_found: 'Nessun risultato per “{text}”.',
  search_hint: 'Un equipaggio si trova appena sono sorteggiate le corsie di una sua gara.', loading_crews: 'Caricamento degli equipaggi …', more_found: 'Altri {n}: scrivi più lettere.',
  no_such_crew: 'Nessun equipaggio delle gare già sorteggiate ha questo numero.', races_of_crew: 'Gare di questo equipaggio', no_such_event: 'Non c’è una specialità “{event}” nel programma.',
  members: 'In barca', follow: 'Segui', followed: 'Lo segui', your_crews: 'I tuoi equipaggi', next_race: 'Prossima gara', no_next_race: 'Nessun’altra gara è stata sorteggiata.',
  demo: 'Demo.', demo_results: 'Equipaggi simulati: non è un risultato vero.',
  language: 'Lingua', theme: 'Aspetto', 'theme.auto': 'Automatico', 'theme.sun': 'Pieno sole', 'theme.night': 'Notte',

  'front.no_meet': 'Nessuna regata è ancora aperta: comincia dalla configurazione',
  'front.claim': 'Cronometraggio e risultati in diretta', 'front.races': 'Gare: {n}', 'front.demo': 'Equipaggi e apparecchi simulati. Niente qui è un risultato vero.',
  'front.demo_fast': 'Equipaggi e apparecchi simulati, {n} volte più veloci della realtà. Niente qui è un risultato vero.',
  'front.scheduled_for': 'In programma alle {time}', 'front.next': 'Prossima: gara {n}, {title}, {time}', 'front.signed_in': 'Accesso come {name}, {role}.',
  'front.signed_in_as': 'Accesso come {name}.',
  'front.sign_out': 'Esci',
  'front.need_account': 'Le pagine degli ufficiali di gara richiedono un account.', 'front.sign_in': 'Accedi',
  'front.everybody': 'Per tutti', 'front.officials': 'Per gli ufficiali di gara', 'front.broadcasters': 'Per la regia',
  'door.results': 'Risultati', 'says.results': 'Ogni gara in diretta: programma, tempi intermedi, risultati ufficiali.',
  'door.scoreboard': 'Tabellone', 'says.scoreboard': 'A tutto schermo per il grande tabellone. Segue la gara in corso.',
  'door.console': 'Cronometraggio', 'says.console': 'Partenza, tempi, fotofinish, risultato: il tavolo dei cronometristi.',
  'door.photo': 'Fotofinish', 'says.photo': 'L’immagine, una linea per corsia, letture a confronto, pari merito.',
  'door.referee': 'Partenza e false partenze', 'says.referee': 'I riscontri della partenza su un solo asse, e la decisione.',
  'door.programme': 'Programma', 'says.programme': 'Iscrizioni, turni e corsie, orari: il tavolo degli organizzatori.',
  'door.announcer': 'Speaker', 'says.announcer': 'Che cosa dire adesso: equipaggi, distacchi, chi passa, la posta in gioco.',
  'door.health': 'Stato', 'says.health': 'Apparecchi, orologi, registrazione: va tutto bene?',
  'door.audit': 'Registro', 'says.audit': 'Chi ha fatto cosa, quando e perché: ogni voce, da cercare e verificare.',
  'door.setup': 'Configurazione', 'says.setup': 'Il primo avvio: regata, apparecchi, punti di misura, persone.',
  'door.overlay': 'Grafica', 'says.overlay': 'Grafiche per televisione e streaming, sopra l’immagine o da sole. Gli indirizzi sono qui sotto.',
  'door.sync': 'Sincronia', 'says.sync': 'Un lampo e un suono ogni secondo: quanto ritarda l’immagine, e il numero per delay_ms.',

  scoreboard: 'Tabellone', demo_board: 'Demo, simulata', no_more_races: 'Nessun’altra gara in programma.',

  announcer: 'Speaker', say_now: 'Da dire adesso', stake: 'La posta in gioco', so_far: 'Finora', best: 'Miglior tempo in questa specialità',
  'call.next': '{title}. Gara {n}, alle {time}.', 'call.review': 'La partenza è in esame. Non nominare nessuno.', 'call.recalled': 'La partenza è stata richiamata. Sarà ripetuta.',
  'call.leads': 'Ai {n} m è in testa {crew}.', 'call.leads_by': 'Ai {n} m è in testa {crew}, {gap} davanti a {other}.', 'call.level': 'Ai {n} m {crew} e {other} sono alla pari.',
  'call.line': 'Ultimo qualificato per ora: {crew} ({gap}); poi {other} ({other_gap}).', 'call.first': 'in testa', 'call.fastest': 'Parziale più veloce, dai {from} ai {to} m: {crew}, {time}.',
  'call.wins': 'Vince {crew} in {time}.', 'call.wins_by': 'Vince {crew} in {time}, {gap} davanti a {other}.', 'call.dead_heat': 'Pari merito: {crew} e {other}, {time}.',
  'call.photo': 'Troppo vicini. Attendi il fotofinish.', 'call.unofficial': 'Il risultato non è ancora ufficiale.', 'call.record': '{crew}: {record}.',
  'call.goes_on': 'Passano in {race}: {crews}.',
  ...event_words(names),
};
