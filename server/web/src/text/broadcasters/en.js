// English: the whole truth. What the front page says to broadcasters.
import roles from '../roles/en.js';

export default {
  'air.graphics': 'Graphics: {n}, each with its address', 'air.graphics_are': 'For OBS, vMix or any browser: transparent, 1920 × 1080. Each comes and goes when its moment does; with &when=always it stays, for whoever switches it.',
  'air.language': 'Language of the graphics', 'air.delay': 'Delay of the picture, ms', 'air.usual': 'The usual ones together', 'air.copy': 'Copy', 'air.copy_of': 'Copy: {name}', 'air.copied': 'Copied', 'air.marked': 'Marked: copy it',
  'graphic.title': 'Title', 'graphic.start-list': 'Start list', 'graphic.clock': 'Running clock', 'graphic.split-ladder': 'Splits', 'graphic.order-tower': 'Order', 'graphic.margin-bar': 'Gaps to the leader', 'graphic.lane-bug': 'Lanes',
  'graphic.start-banner': 'False start and recall', 'graphic.photo-finish': 'Photo finish', 'graphic.result': 'Result', 'graphic.medal-card': 'Medals', 'graphic.next-race': 'Next race', 'graphic.status': 'Unofficial or official', 'graphic.sync': 'Sync signal',
  'air.feeds': 'Feeds: for graphics programs and programmers', 'feed.live': 'Live feed', 'says.live': 'WebSocket, subprotocol bowball.v1', 'feed.snapshot': 'Snapshot', 'says.snapshot': 'JSON of the race that is on', 'feed.log': 'Log', 'says.log': 'every public event, in order',
  'air.polled': 'To be fetched again and again: vMix, spreadsheets. Each as .json, .csv and .xml; delay_ms, race and rows go into the address.',
  'polled.board': 'Live order', 'polled.startlist': 'Start list', 'polled.results': 'Results', 'polled.schedule': 'Programme', 'polled.clock': 'Clock', 'polled.medals': 'Medals',
  'air.token': "TOKEN is a word of your own. Whoever runs the server makes it, at the server's computer, with the folder of its data:",
  'air.templates': 'Templates: CasparCG, SPX, OGraf', 'air.templates_are': 'Files to be copied into the folder of your graphics program; this list names them all. server.js among them takes the address of this server.',
  'air.list_of_files': 'List of the files', 'air.more': 'All settings, columns and clients in three programming languages stand in docs/broadcasters.md, a file on the computer of the server.',
  'air.begin': 'To begin with', 'air.begin_overlay': 'Open it as a browser source over the picture: it comes and goes by itself.', 'air.begin_sync': 'Film it once, and take the number that it shows for delay_ms.',
  'air.begin_files': 'Copy them where graphics run in CasparCG, SPX or OGraf.',
  ...roles,
};
