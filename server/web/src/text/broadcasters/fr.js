import roles from '../roles/fr.js';

export default {
  'air.graphics': 'Graphismes : {n}, chacun avec son adresse', 'air.graphics_are': "Pour OBS, vMix ou tout navigateur : transparents, 1920 × 1080. Chacun vient et s'en va au bon moment ; avec &when=always il reste, pour qui le commute lui-même.",
  'air.language': 'Langue des graphismes', 'air.delay': "Retard de l'image, ms", 'air.usual': 'Les habituels ensemble', 'air.copy': 'Copier', 'air.copy_of': 'Copier : {name}', 'air.copied': 'Copié', 'air.marked': 'Sélectionné : à copier',
  'graphic.title': 'Titre', 'graphic.start-list': 'Liste de départ', 'graphic.clock': 'Chronomètre', 'graphic.split-ladder': 'Temps intermédiaires', 'graphic.order-tower': 'Ordre', 'graphic.margin-bar': 'Écarts avec la tête', 'graphic.lane-bug': 'Couloirs',
  'graphic.start-banner': 'Faux départ et rappel', 'graphic.photo-finish': 'Photo-finish', 'graphic.result': 'Résultat', 'graphic.medal-card': 'Médailles', 'graphic.next-race': 'Prochaine course', 'graphic.status': 'Non officiel ou officiel', 'graphic.sync': 'Signal de synchro',
  'air.feeds': 'Flux : pour logiciels graphiques et programmeurs', 'feed.live': 'Flux en direct', 'says.live': 'WebSocket, sous-protocole bowball.v1', 'feed.snapshot': 'Instantané', 'says.snapshot': 'JSON de la course en cours', 'feed.log': 'Journal public', 'says.log': "chaque événement public, dans l'ordre",
  'air.polled': "À relire sans cesse : vMix, tableurs. Chacun en .json, .csv et .xml ; delay_ms, race et rows vont dans l'adresse.",
  'polled.board': 'Ordre en course', 'polled.startlist': 'Liste de départ', 'polled.results': 'Résultats', 'polled.schedule': 'Programme', 'polled.clock': 'Chronomètre', 'polled.medals': 'Médailles',
  'air.token': "TOKEN est un mot pour vous seul. Qui gère le serveur le crée, sur l'ordinateur du serveur, avec le dossier de ses données :",
  'air.templates': 'Modèles : CasparCG, SPX, OGraf', 'air.templates_are': "Fichiers à copier dans le dossier de votre logiciel graphique ; cette liste les nomme tous. server.js parmi eux reçoit l'adresse de ce serveur.",
  'air.list_of_files': 'Liste des fichiers', 'air.more': 'Tous les réglages, colonnes et clients en trois langages se trouvent dans docs/broadcasters.md, un fichier sur l’ordinateur du serveur.',
  'air.begin': 'Pour commencer', 'air.begin_overlay': 'À ouvrir comme source navigateur par-dessus l’image : cela apparaît et disparaît tout seul.', 'air.begin_sync': 'À filmer une fois ; le nombre affiché est celui de delay_ms.',
  'air.begin_files': 'À copier là où les graphismes passent par CasparCG, SPX ou OGraf.',
  ...roles,
};
