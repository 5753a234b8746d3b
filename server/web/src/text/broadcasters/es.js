import roles from '../roles/es.js';

export default {
  'air.graphics': 'Gráficos: {n}, cada uno con su dirección', 'air.graphics_are': 'Para OBS, vMix o cualquier navegador: transparentes, 1920 × 1080. Cada uno entra y sale en su momento; con &when=always se queda, para quien lo conmuta él mismo.',
  'air.language': 'Idioma de los gráficos', 'air.delay': 'Retraso de la imagen, ms', 'air.usual': 'Los habituales juntos', 'air.copy': 'Copiar', 'air.copy_of': 'Copiar: {name}', 'air.copied': 'Copiado', 'air.marked': 'Marcado: cópielo',
  'graphic.title': 'Título', 'graphic.start-list': 'Lista de salida', 'graphic.clock': 'Cronómetro', 'graphic.split-ladder': 'Parciales', 'graphic.order-tower': 'Orden', 'graphic.margin-bar': 'Diferencias con el primero', 'graphic.lane-bug': 'Calles',
  'graphic.start-banner': 'Salida en falso y salida anulada', 'graphic.photo-finish': 'Foto finish', 'graphic.result': 'Resultado', 'graphic.medal-card': 'Medallas', 'graphic.next-race': 'Próxima carrera', 'graphic.status': 'No oficial u oficial', 'graphic.sync': 'Señal de sincronía',
  'air.feeds': 'Datos: para programas de gráficos y programadores', 'feed.live': 'Datos en directo', 'says.live': 'WebSocket, subprotocolo bowball.v1', 'feed.snapshot': 'Instantánea', 'says.snapshot': 'JSON de la carrera en curso', 'feed.log': 'Registro público', 'says.log': 'cada evento público, en orden',
  'air.polled': 'Para releer una y otra vez: vMix, hojas de cálculo. Cada uno como .json, .csv y .xml; delay_ms, race y rows van en la dirección.',
  'polled.board': 'Orden en carrera', 'polled.startlist': 'Lista de salida', 'polled.results': 'Resultados', 'polled.schedule': 'Programa', 'polled.clock': 'Cronómetro', 'polled.medals': 'Medallas',
  'air.token': 'TOKEN es una palabra solo suya. La crea quien lleva el servidor, en el ordenador del servidor, con la carpeta de sus datos:',
  'air.templates': 'Plantillas: CasparCG, SPX, OGraf', 'air.templates_are': 'Ficheros para copiar en la carpeta de su programa de gráficos; esta lista los nombra todos. Entre ellos, server.js lleva la dirección de este servidor.',
  'air.list_of_files': 'Lista de los ficheros', 'air.more': 'Todos los ajustes, las columnas y los clientes en tres lenguajes están en docs/broadcasters.md, un fichero en el ordenador del servidor.',
  'air.begin': 'Para empezar', 'air.begin_overlay': 'Ábrala como fuente de navegador sobre la imagen: entra y sale por sí sola.', 'air.begin_sync': 'Fílmela una vez: el número que muestra es el de delay_ms.',
  'air.begin_files': 'Cópielos donde los gráficos funcionan con CasparCG, SPX u OGraf.',
  ...roles,
};
