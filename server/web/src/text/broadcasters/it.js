import roles from '../roles/it.js';

export default {
  'air.graphics': 'Grafiche: {n}, ciascuna con il suo indirizzo', 'air.graphics_are': 'Per OBS, vMix o qualsiasi browser: trasparenti, 1920 × 1080. Ciascuna entra ed esce al momento giusto; con &when=always resta, per chi la commuta da sé.',
  'air.language': 'Lingua delle grafiche', 'air.delay': 'Ritardo dell’immagine, ms', 'air.usual': 'Le solite insieme', 'air.copy': 'Copia', 'air.copy_of': 'Copia: {name}', 'air.copied': 'Copiato', 'air.marked': 'Selezionato: da copiare',
  'graphic.title': 'Titolo', 'graphic.start-list': 'Ordine di partenza', 'graphic.clock': 'Cronometro', 'graphic.split-ladder': 'Intermedi', 'graphic.order-tower': 'Ordine', 'graphic.margin-bar': 'Distacchi dal primo', 'graphic.lane-bug': 'Corsie',
  'graphic.start-banner': 'Falsa partenza e richiamo', 'graphic.photo-finish': 'Fotofinish', 'graphic.result': 'Risultato', 'graphic.medal-card': 'Medaglie', 'graphic.next-race': 'Prossima gara', 'graphic.status': 'Non ufficiale o ufficiale', 'graphic.sync': 'Segnale di sincronia',
  'air.feeds': 'Dati: per programmi di grafica e programmatori', 'feed.live': 'Dati in diretta', 'says.live': 'WebSocket, sottoprotocollo bowball.v1', 'feed.snapshot': 'Istantanea', 'says.snapshot': 'JSON della gara in corso', 'feed.log': 'Registro pubblico', 'says.log': 'ogni evento pubblico, in ordine',
  'air.polled': 'Da rileggere di continuo: vMix, fogli di calcolo. Ciascuno come .json, .csv e .xml; delay_ms, race e rows vanno nell’indirizzo.',
  'polled.board': 'Ordine in gara', 'polled.startlist': 'Ordine di partenza', 'polled.results': 'Risultati', 'polled.schedule': 'Programma', 'polled.clock': 'Cronometro', 'polled.medals': 'Medaglie',
  'air.token': 'TOKEN è una parola solo vostra. La crea chi gestisce il server, al computer del server, con la cartella dei suoi dati:',
  'air.templates': 'Modelli: CasparCG, SPX, OGraf', 'air.templates_are': 'File da copiare nella cartella del vostro programma di grafica; questo elenco li nomina tutti. Tra essi server.js riceve l’indirizzo di questo server.',
  'air.list_of_files': 'Elenco dei file', 'air.more': 'Tutte le impostazioni, le colonne e i client in tre linguaggi stanno in docs/broadcasters.md, un file sul computer del server.',
  'air.begin': 'Per cominciare', 'air.begin_overlay': 'Da aprire come sorgente browser sopra l’immagine: entra ed esce da sola.', 'air.begin_sync': 'Da filmare una volta: il numero mostrato è quello per delay_ms.',
  'air.begin_files': 'Da copiare dove le grafiche girano in CasparCG, SPX o OGraf.',
  ...roles,
};
