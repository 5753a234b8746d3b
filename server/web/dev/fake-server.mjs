// A twin of the server for looking at the pages and for their tests: the built files, the live feed with invented views,
// and an answer to every order. Loopback only. By hand:
//   node dev/fake-server.mjs [folder of built pages] [port]   then open /dev/racing_1500 and any page
import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { WebSocketServer } from 'ws';
import { public_frames } from './journal.mjs';
import { entry_report } from './progression.mjs';
import { Regatta, moments } from './regatta.mjs';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.json': 'application/json',
};
// As strict as a real deployment may be: whatever needs more than this is a fault of the pages.
const policy = "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; frame-ancestors 'self'";

export class FakeServer {
  orders = [];
  passwords = [];
  /** Lists of entries that came, and what is answered to an acceptance: [status, data]; null: accepted. */
  lists = [];
  list_answer = null;
  /** Not null: lists are not answered; each leaves here a function that takes its answer, [status, data]. */
  hold_lists = null;
  is_cut = false;
  /** False: pages learn nothing of its clock but what frames say. */
  answers_probes = true;
  /** Of its clock that came. */
  probes = 0;
  /** What it says of its own heartbeats, which come every five seconds. A page whose clock a test moves by hand would miss them. */
  heartbeat_ms = 5000;
  seq = 100;
  moment = 'racing_1500';
  options = {};
  /** What a real server sent once, played again: {views: {topic: data}, http: {path: data}}; null: the invented regatta. */
  recording = null;
  /** What views hold beside that: {topic: {key: value}}. */
  more = {};
  /** An InventedJournal; null: there is none, and the log is empty. */
  journal = null;
  /** False: its lines are nowhere to be read, as of a server whose journal is in memory. */
  has_journal_file = true;
  /** The archive that any start has as its case, or null. */
  case_file = null;
  /** A file that the videos of this server are; null: there are no files. */
  video_file = null;
  lists_videos = true;
  /** The photo-finish picture's file; null: it is no longer in its folder. */
  picture_file = null;
  /** As if the file were another than the one that was read. */
  picture_is_changed = false;
  /** Of the picture instead of the invented ones: width, height, lines_per_s, column_0_us, lanes. */
  picture = null;
  /** Of these instead of the invented ones: frame, position_us, frame_us. */
  video_moment = {};
  /** The instant that was last asked about. */
  asked_us = null;
  /** Paths of the journal and the log that were asked for. */
  asked_journal = [];
  /** What the set-up page is told; null: a demo, where there is nothing to set up. What it sent: [path, text]. */
  setup = {
    file: '/srv/regatta/bowball.toml', exists: false, is_used: false, data_dir: 'data', text: '', problem: '', devices: [], channels: [],
    rule_sets: [{ id: 'canoe_sprint', title: 'Canoe sprint', sport: 'canoe' }, { id: 'rowing', title: 'Rowing, World Rowing style', sport: 'rowing' }],
    drivers: [
      { name: 'alge_timy', title: 'ALGE Timy, TdC 8000/8001', maturity: 'proven', default_link: 'serial:///dev/ttyUSB0?baud=38400', minimums: 'Two impulses of one channel within 50 ms are one.' },
      { name: 'finishlynx', title: 'FinishLynx result files', maturity: 'proven', default_link: 'folder:///srv/lynx?pattern=*.lif', minimums: '' },
    ],
    ports: [{ path: '/dev/ttyUSB1', description: 'USB 0403:6001 FTDI USB Serial Converter', hint: 'Likely an ALGE Timy: driver alge_timy, 38400 baud.' }],
  };
  /** What officials chose for the scoreboards, as the view of the meet has it; null: these go round by themselves. */
  board = null;
  setups = [];
  /** Why a configuration is refused; null: it is in order. */
  setup_refusal = null;
  accounts = [{ name: 'admin', role: 'admin' }];
  me = { name: 'A. Moreau', role: 'referee' };
  /** Who is signed in where, as the account dialog shows it. */
  sessions = [];
  /** Whether signing out reaches it. */
  signs_out = true;
  doors = { secure: false, port: 8080, tls_port: 0, officials_need_tls: false, root_sha256: '', names: [] };
  /** Not null: it wants this password before it takes an order or a list of accounts. */
  locked_by = null;
  unlocks = [];
  /** What a standby says of itself, and why it was told to take over; null: this server leads. */
  standby = null;
  takeovers = [];
  answer = () => ({ kind: 'accepted' });
  #http;
  #sockets;
  #clients = new Set();
  #tickets = new Set();

  constructor(folder) {
    this.folder = folder;
    this.#http = createServer((request, response) => this.#serve(request, response));
    this.#sockets = new WebSocketServer({ server: this.#http, path: '/live', handleProtocols: () => 'bowball.v1', verifyClient: () => !this.is_cut });
    this.#sockets.on('connection', (socket, request) => this.#join(socket, request));
  }

  /** Opens on loopback; port 0 lets the system choose. Returns the address. */
  async listen(port = 0) {
    await new Promise((done) => this.#http.listen(port, '127.0.0.1', done));
    return `http://127.0.0.1:${this.#http.address().port}`;
  }

  async close() {
    for (const { socket } of this.#clients) socket.terminate();
    this.#http.closeAllConnections();
    await new Promise((done) => this.#http.close(done));
  }

  /** How many pages follow. */
  get connections() {
    return this.#clients.size;
  }

  /** Turns every connected page to another moment. */
  show(moment, options = {}) {
    this.moment = moment;
    this.options = options;
    this.seq += 1;
    for (const client of this.#clients) for (const pattern of client.topics) for (const topic of this.#topics_of(pattern)) this.#send_view(client, topic);
  }

  /** As if the cable were pulled: who is connected is lost, and nobody comes back before mend(). */
  cut() {
    this.is_cut = true;
    for (const { socket } of this.#clients) socket.terminate();
  }

  mend() {
    this.is_cut = false;
  }

  /** Turns the scoreboards, as officials do. A text as server/engine/scoreboard.cpp leaves it, where nothing in it is hidden. */
  steer({ shows, text = '' }) {
    const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
    this.board = shows === 'automatic' ? null : { shows, ...(lines.length > 0 ? { text: lines.join('\n') } : {}) };
    this.seq += 1;
    for (const client of this.#clients) if (client.topics.has('meet')) this.#send_view(client, 'meet');
  }

  /** Another entry in the journal: everybody who follows the log hears of it. */
  enter(...entry) {
    this.seq = this.journal.add(...entry);
    for (const client of this.#clients) if (client.topics.has('log')) for (const { frame } of public_frames(this.journal.rows).slice(-1)) client.socket.send(frame);
  }

  /** The race time that its frames say, microseconds. */
  now_us() {
    return now_us();
  }

  regatta() {
    return new Regatta(this.moment, now_us(), { ...this.options, picture: this.picture, board: this.board });
  }

  /** Each is good once; a page that brings none, or that nobody signed in at, is the public's. */
  #give_ticket(json) {
    if (!this.me) return json(401, { code: 'not_signed_in', text: 'Sign in first.' });
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return json(200, { ticket });
  }

  #join(socket, request) {
    const ticket = new URL(request.url, 'http://here').searchParams.get('ticket');
    if (ticket !== null && !this.#tickets.delete(ticket)) return socket.close(4001);
    const client = { socket, topics: new Set(), is_official: ticket !== null };
    this.#clients.add(client);
    const send = (frame) => socket.send(JSON.stringify({ v: 1, ...frame }));
    send({ kind: 'hello', product: 'bowball', version: '0.1.0', epoch: 'TWIN', seq: this.seq, heartbeat_ms: this.heartbeat_ms, sent_us: now_us(), speed: 1 });
    const beat = setInterval(() => send({ kind: 'heartbeat', sent_us: now_us(), seq: this.seq }), 5000);
    socket.on('close', () => {
      clearInterval(beat);
      this.#clients.delete(client);
    });
    socket.on('message', (text) => this.#take(client, JSON.parse(text), send));
  }

  #take(client, message, send) {
    const received_us = now_us();
    if (message.kind === 'ping') this.probes += 1;
    if (message.kind === 'ping' && this.answers_probes) send({ kind: 'pong', t0: message.t0, t1_us: received_us, t2_us: now_us() });
    if (message.kind === 'unsubscribe') for (const topic of message.topics) client.topics.delete(topic);
    if (message.kind === 'subscribe') {
      for (const topic of message.topics) {
        // As the hub does: a refused topic is said, the others stand.
        if (!(this.me && client.is_official) && /^(health|redundancy|inputs|meet\/reactions)$|\/(referee|console)$/.test(topic)) {
          send({ kind: 'error', topic, code: 'not_allowed', text: `Sign in to see ${topic}.` });
          continue;
        }
        client.topics.add(topic);
        for (const one of this.#topics_of(topic)) this.#send_view(client, one);
      }
    }
    if (message.kind === 'command') {
      this.orders.push(message);
      this.seq += 1;
      if (this.locked_by !== null && message.command !== 'recall_race') return send({ kind: 'refused', id: message.id, code: 'not_signed_in', text: 'Nobody gave an order here for 30 minutes. Enter your password again.' });
      const answer = this.answer(message);
      if (answer.kind === 'accepted' && message.command === 'show_on_board') this.steer(message.data);
      send({ id: message.id, seq: this.seq, ...answer });
    }
  }

  /** Of a pattern for all races, those of the programme. */
  #topics_of(pattern) {
    const [, name] = /^race\/\*\/(\w+)$/.exec(pattern) ?? [];
    return name ? this.regatta().meet().races.map(({ race }) => `race/${race}/${name}`) : [pattern];
  }

  data_of(topic) {
    const plain = this.recording?.views[topic] ?? this.regatta().view(topic);
    return this.more[topic] ? { ...plain, ...this.more[topic] } : plain;
  }

  #send_view(client, topic) {
    const data = this.data_of(topic);
    if (data === undefined) return;
    client.socket.send(JSON.stringify({ v: 1, kind: 'view', topic, epoch: 'TWIN', seq: this.seq, sent_us: now_us(), edge_us: null, data }));
  }

  #serve(request, response) {
    const url = new URL(request.url, 'http://here');
    const json = (status, data) => this.#send(request, response, status, { 'content-type': 'application/json' }, JSON.stringify(data));
    if (url.pathname === '/api/v1/me') return this.me ? json(200, { locked: this.locked_by !== null, ...this.me }) : json(401, { code: 'not_signed_in', text: 'Sign in first.' });
    if (url.pathname.startsWith('/api/v1/traces/')) {
      const data = this.recording?.http[url.pathname];
      if (!this.me) return json(401, { code: 'not_signed_in', text: 'Sign in to see this.' });
      return data ? json(200, data) : json(404, { code: 'not_found', text: 'There is no such trace.' });
    }
    if (url.pathname === '/api/v1/health') return json(200, { ok: true, epoch: 'TWIN', seq: this.journal?.rows.length ?? this.seq });
    if (url.pathname === '/api/v1/log' || url.pathname.startsWith('/api/v1/journal')) return this.#journal(url, request, response, json);
    if (/^\/api\/v1\/races\/\d+\/starts\/\d+\/case$/.test(url.pathname)) {
      if (!this.me) return json(401, { code: 'not_signed_in', text: 'Sign in to see this.' });
      return this.case_file ? this.#send(request, response, 200, { 'content-type': 'application/x-tar' }, this.case_file) : json(404, { code: 'not_found', text: 'This server keeps no journal file, and makes no case of one.' });
    }
    if (url.pathname.startsWith('/api/v1/races/')) {
      const data = this.recording?.http[url.pathname + url.search];
      return data ? json(200, data) : json(400, { code: 'bad_input', text: `The recording holds no answer to ${url.search}.` });
    }
    if (url.pathname.startsWith('/api/v1/entries/')) return this.#entries(url, request, json);
    if (/^\/api\/v1\/(setup|accounts)/.test(url.pathname)) return this.#set_up(url.pathname, request, json);
    if (url.pathname === '/api/v1/tickets') return this.#give_ticket(json);
    if (url.pathname === '/api/v1/sign-in') return this.#sign_in(request, json);
    if (url.pathname === '/api/v1/password') return this.#set_password(request, json);
    if (url.pathname.startsWith('/api/v1/views/')) {
      const topic = url.pathname.slice('/api/v1/views/'.length);
      const data = this.data_of(topic);
      return data ? json(200, { v: 1, kind: 'view', topic, epoch: 'TWIN', seq: this.seq, sent_us: now_us(), edge_us: null, data }) : json(404, { code: 'not_found', text: `There is no view "${topic}".` });
    }
    if (url.pathname === '/api/v1/videos/at') return this.me ? json(200, this.#videos_at(Number(url.searchParams.get('time_us')))) : json(401, { code: 'not_signed_in', text: 'Sign in to see this.' });
    if (url.pathname === '/api/v1/videos' && !this.lists_videos) return json(200, []);
    if (url.pathname === '/api/v1/videos') return this.me ? json(200, this.#videos_at(0).videos.map(({ name, title, point, url: address }) => ({ name, title, point, url: address }))) : json(401, { code: 'not_signed_in', text: 'Sign in to see this.' });
    if (url.pathname.startsWith('/api/v1/videos/') && this.video_file) return this.#video(request, response);
    if (url.pathname.startsWith('/api/v1/pictures/')) return this.#picture(response, json);
    if (url.pathname === '/api/v1/standby') return this.standby ? json(200, this.standby) : json(404, { code: 'not_found', text: 'This server is no standby: it leads.' });
    if (url.pathname === '/api/v1/standby/take_over') return this.#with_body(request, ({ reason }) => {
      if (this.locked_by !== null) return json(401, { code: 'not_signed_in', text: 'Enter your password again.' });
      this.takeovers.push(reason);
      return json(200, { seq: 67 });
    });
    if (url.pathname === '/api/v1/doors') return json(200, this.doors);
    if (url.pathname === '/api/v1/sessions') return json(200, { sessions: this.sessions });
    if (url.pathname === '/api/v1/sessions/end') return this.#with_body(request, ({ id }) => {
      this.sessions = this.sessions.filter((one) => one.id !== id);
      json(200, { sessions: this.sessions });
    });
    if (url.pathname === '/api/v1/unlock') return this.#with_body(request, ({ password }) => {
      this.unlocks.push(password);
      if (password !== this.locked_by) return json(403, { code: 'not_allowed', text: 'The password is wrong.' });
      this.locked_by = null;
      return json(200, {});
    });
    if (url.pathname === '/api/v1/sign-out' && !this.signs_out) return request.destroy();
    if (url.pathname === '/api/v1/sign-out') {
      this.me = null;
      return json(200, {});
    }
    const turn = /^\/dev\/(\w+)$/.exec(url.pathname);
    if (turn && moments[turn[1]]) {
      this.show(turn[1], { simulated: url.searchParams.has('simulated'), recorded: !url.searchParams.has('not_recorded') });
      return json(200, { moment: turn[1] });
    }
    return this.#file(url.pathname, request, response);
  }

  /** As the server does: the public log in a thousand at a time; the lines themselves, five hundred at a time, for officials. */
  #journal(url, request, response, json) {
    this.asked_journal.push(url.pathname + url.search);
    const since = Number((url.searchParams.get('since') ?? ':0').split(':')[1]);
    const body = (text) => this.#send(request, response, 200, { 'content-type': 'application/json' }, text);
    if (url.pathname === '/api/v1/log') return body(`[${public_frames(this.journal?.rows ?? []).filter(({ seq }) => seq > since).slice(0, 1000).map(({ frame }) => frame).join(',')}]`);
    if (!this.me) return json(401, { code: 'not_signed_in', text: 'Sign in to see this.' });
    if (!this.journal || !this.has_journal_file) return json(404, { code: 'not_found', text: 'This server keeps no journal file.' });
    const number = Number(url.pathname.split('/')[4] ?? 0);
    if (number > 0) return json(200, { v: 1, epoch: 'TWIN', ...this.journal.rows[number - 1] });
    return json(200, { v: 1, epoch: 'TWIN', rows: this.journal.rows.slice(since, since + 500) });
  }

  /** As if both had begun a minute before. */
  #videos_at(time_us) {
    this.asked_us = time_us;
    const video = (name, title, point, address, more) => ({ name, title, point, url: address, frame: 3000, position_us: 60_010_000, frame_us: 20_000, ...more });
    return {
      time_us,
      videos: [
        video('start', 'Start line', 'start_signal', '/api/v1/videos/start', { uncertainty_us: 11_500, ...this.video_moment }),
        ...(this.video_file ? [video('finish', 'Finish line', 'finish', '/api/v1/videos/finish', { uncertainty_us: 11_500, ...this.video_moment })] : []),
        video('gates', 'Gates, lanes 1 to 3', 'gate_release', 'http://127.0.0.1:9/gates.mp4', { frame: 14_985, frame_us: 4_004, uncertainty_us: 1_017_000 }),
      ],
    };
  }

  /** As the server does: the part that is asked for, of which at most 2 MB are sent. */
  #video(request, response) {
    const size = statSync(this.video_file).size;
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    if (!range) {
      response.writeHead(200, { 'content-type': 'video/webm', 'cache-control': 'private, no-store', 'content-length': size, 'accept-ranges': 'bytes' });
      return createReadStream(this.video_file).pipe(response);
    }
    const first = Number(range[1]);
    const last = Math.min(range[2] ? Number(range[2]) : size - 1, size - 1, first + 2 * 1024 * 1024 - 1);
    response.writeHead(206, { 'content-type': 'video/webm', 'cache-control': 'private, no-store', 'accept-ranges': 'bytes', 'content-length': last - first + 1, 'content-range': `bytes ${first}-${last}/${size}` });
    return createReadStream(this.video_file, { start: first, end: last }).pipe(response);
  }

  #with_body(request, take) {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => take(JSON.parse(body)));
  }

  /** As the server does: the file comes with both, and nothing of it is kept. */
  #entries(url, request, json) {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const parameters = Object.fromEntries(url.searchParams);
      this.lists.push({ path: url.pathname, parameters, text: Buffer.concat(chunks).toString() });
      if (this.me?.role !== 'admin') return json(403, { code: 'not_allowed', text: 'A referee may not change the programme.' });
      if (this.hold_lists) return this.hold_lists.push((answer) => json(...answer));
      if (url.pathname.endsWith('/check')) return json(200, entry_report);
      return this.list_answer ? json(...this.list_answer) : json(200, { kind: 'accepted', id: parameters.id, seq: 101 });
    });
  }

  #set_up(path, request, json) {
    if (this.me?.role !== 'admin') return json(this.me ? 403 : 401, { code: 'not_allowed', text: `Only an admin sets the venue up. You are signed in as ${this.me?.role}.` });
    if (request.method === 'GET') return path.endsWith('accounts') ? json(200, { accounts: this.accounts }) : this.setup ? json(200, this.setup) : json(404, { code: 'not_found', text: 'This server has no configuration to write: it is a demo. Start `bowball serve` for a venue.' });
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      if (this.locked_by !== null) return json(401, { code: 'not_signed_in', text: 'Enter your password again.' });
      this.setups.push([path, body]);
      if (path.endsWith('/accounts')) {
        const { name, role } = JSON.parse(body);
        this.accounts = [...this.accounts, { name, role }];
      } else if (path.endsWith('/remove')) this.accounts = this.accounts.filter(({ name }) => name !== JSON.parse(body).name);
      else if (this.setup_refusal) return json(400, { code: 'bad_input', text: this.setup_refusal });
      if (path.includes('accounts')) return json(200, { accounts: this.accounts });
      return json(200, path.endsWith('/write') ? { file: this.setup.file, backup: '', is_used: false } : { devices: (body.match(/\[\[devices\]\]/g) ?? []).length, channels: (body.match(/\[\[channels\]\]/g) ?? []).length });
    });
  }

  #picture(response, json) {
    if (!this.me) return json(401, { code: 'not_signed_in', text: 'Sign in to see this.' });
    if (!this.picture_file) return json(404, { code: 'not_found', text: 'The file of picture "finish_12.png" is no longer in the folder.' });
    if (this.picture_is_changed) return json(409, { code: 'corrupt', text: 'The file of picture "finish_12.png" is not the one that was read: it was changed since, as the digest in the journal shows. Look for a copy.' });
    response.writeHead(200, { 'content-type': 'image/png', 'content-length': statSync(this.picture_file).size, 'cache-control': 'private, no-store' });
    return createReadStream(this.picture_file).pipe(response);
  }

  #sign_in(request, json) {
    this.#body(request, ({ password, code, name }) => {
      if (code !== undefined && code !== 'GOOD-CODE') return json(401, { kind: 'error', code: 'not_signed_in', text: 'The code is wrong or was used already.' });
      if (code === undefined && password !== 'regatta') return json(401, { kind: 'error', code: 'not_signed_in', text: 'Name or password is wrong.' });
      this.me = code === undefined ? { name, role: 'referee' } : { name: 'admin', role: 'admin' };
      return json(200, this.me);
    });
  }

  #set_password(request, json) {
    this.#body(request, ({ password }) => {
      if (!this.me) return json(401, { code: 'not_signed_in', text: 'Sign in first.' });
      if (password.length < 8) return json(400, { code: 'bad_input', text: 'A password has at least eight characters.' });
      this.passwords.push(password);
      return json(200, {});
    });
  }

  #body(request, take) {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => take(JSON.parse(body)));
  }

  /** Compressed for who takes it so; whoever asks for a part does not. */
  #send(request, response, status, headers, body) {
    const takes_gzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(status, takes_gzip ? { ...headers, 'content-encoding': 'gzip' } : headers);
    response.end(takes_gzip ? gzipSync(body) : body);
  }

  #file(path, request, response) {
    const wanted = normalize(path === '/' ? '/index.html' : path);
    const file = [wanted, `${wanted}.html`].map((name) => join(this.folder, name)).find((name) => existsSync(name) && statSync(name).isFile());
    if (!file) {
      response.writeHead(404);
      return response.end();
    }
    const headers = { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy };
    if (extname(file) === '.woff2') {
      response.writeHead(200, headers);
      return createReadStream(file).pipe(response);
    }
    return this.#send(request, response, 200, headers, readFileSync(file));
  }
}

function now_us() {
  return Math.round((performance.timeOrigin + performance.now()) * 1000);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url));
  const server = new FakeServer(folder);
  console.log(`Pages of the invented regatta: ${await server.listen(Number(process.argv[3] ?? 8090))}/`);
}
