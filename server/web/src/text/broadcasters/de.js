import roles from '../roles/de.js';

export default {
  'air.graphics': 'Grafiken: {n}, jede mit ihrer Adresse', 'air.graphics_are': 'Für OBS, vMix oder irgendeinen Browser: durchsichtig, 1920 × 1080. Jede kommt und geht zu ihrer Zeit; mit &when=always bleibt sie, für wen sie selbst schaltet.',
  'air.language': 'Sprache der Grafiken', 'air.delay': 'Verzögerung des Bildes, ms', 'air.usual': 'Die üblichen zusammen', 'air.copy': 'Kopieren', 'air.copy_of': 'Kopieren: {name}', 'air.copied': 'Kopiert', 'air.marked': 'Markiert: bitte kopieren',
  'graphic.title': 'Titel', 'graphic.start-list': 'Startliste', 'graphic.clock': 'Laufende Uhr', 'graphic.split-ladder': 'Zwischenzeiten', 'graphic.order-tower': 'Reihenfolge', 'graphic.margin-bar': 'Rückstände', 'graphic.lane-bug': 'Bahnen',
  'graphic.start-banner': 'Fehlstart und Rückruf', 'graphic.photo-finish': 'Zielfoto', 'graphic.result': 'Ergebnis', 'graphic.medal-card': 'Medaillen', 'graphic.next-race': 'Nächster Lauf', 'graphic.status': 'Inoffiziell oder offiziell', 'graphic.sync': 'Signal zum Abgleich',
  'air.feeds': 'Daten: für Grafikprogramme und Programmierer', 'feed.live': 'Live-Daten', 'says.live': 'WebSocket, Unterprotokoll bowball.v1', 'feed.snapshot': 'Momentaufnahme', 'says.snapshot': 'JSON des laufenden Rennens', 'feed.log': 'Protokoll', 'says.log': 'jedes öffentliche Ereignis, der Reihe nach',
  'air.polled': 'Immer wieder abzurufen: vMix, Tabellen. Jedes als .json, .csv und .xml; delay_ms, race und rows kommen in die Adresse.',
  'polled.board': 'Stand des Rennens', 'polled.startlist': 'Startliste', 'polled.results': 'Ergebnisse', 'polled.schedule': 'Programm', 'polled.clock': 'Uhr', 'polled.medals': 'Medaillen',
  'air.token': 'TOKEN ist ein Wort nur für Sie. Wer den Server betreibt, erzeugt es an dessen Rechner, mit dem Ordner seiner Daten:',
  'air.templates': 'Vorlagen: CasparCG, SPX, OGraf', 'air.templates_are': 'Dateien für den Ordner Ihres Grafikprogramms; diese Liste nennt sie alle. In server.js darunter kommt die Adresse dieses Servers.',
  'air.list_of_files': 'Liste der Dateien', 'air.more': 'Alle Einstellungen, Spalten und Clients in drei Programmiersprachen stehen in docs/broadcasters.md, einer Datei auf dem Rechner des Servers.',
  'air.begin': 'Für den Anfang', 'air.begin_overlay': 'Als Browserquelle über das Bild legen: sie kommt und geht von selbst.', 'air.begin_sync': 'Einmal filmen und die Zahl, die dort steht, für delay_ms nehmen.',
  'air.begin_files': 'Kopieren, wo Grafiken in CasparCG, SPX oder OGraf laufen.',
  ...roles,
};
