import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JournalCopy } from '../../src/feed/journal_copy.js';

/** A server with so many entries, of which every third is not public. */
class Server {
  asked = [];
  epoch = 'E1';
  status = { journal: 200 };
  answer_at_most = 500;
  dropped = 0;

  constructor(length) {
    this.length = length;
  }

  fetch = async (path) => {
    this.asked.push(path);
    const answer = (status, data) => ({ status, text: async () => JSON.stringify(data) });
    if (this.is_away) throw new TypeError('no network');
    if (path === '/api/v1/health') return answer(200, { ok: true, epoch: this.epoch, seq: this.length });
    const [, source, epoch, since] = /^\/api\/v1\/(\w+)\?since=(\w+)%3A(\d+)$/.exec(path);
    if (source === 'journal' && this.status.journal !== 200) return answer(this.status.journal, { text: 'Sign in to see this.' });
    if (epoch !== this.epoch) return answer(404, { text: 'This is another journal.' });
    const seqs = Array.from({ length: this.length }, (_, k) => k + 1).filter((seq) => seq > Number(since));
    if (source === 'log' && Number(since) < this.dropped) return answer(410, { first: this.dropped });
    if (source === 'log') return answer(200, seqs.filter((seq) => seq % 3 > 0).slice(0, 1000).map((seq) => ({ seq, data: { wall_us: 1, role: 'judge', reason: '', kind: 'race_called', data: { race: 1 } } })));
    return answer(200, { rows: seqs.slice(0, this.answer_at_most).map((seq) => ({ seq, hash: 'ab', is_whole: true, entry: JSON.stringify({ seq, wall_us: 1, actor: { name: 'A', role: 'judge' }, reason: '', kind: 'race_called', data: { race: 1 } }) })) });
  };
}

let server;
const real = globalThis.fetch;
beforeEach(() => {
  server = new Server(1200);
  globalThis.fetch = server.fetch;
});
afterEach(() => (globalThis.fetch = real));

const seqs = (copy) => copy.entries.map(({ seq }) => seq);
const from_to = (first, last) => Array.from({ length: last - first + 1 }, (_, k) => first + k);

describe('A copy of the journal', () => {
  test('has the newest first, then the older ones, each once and in order', async () => {
    const copy = new JournalCopy();
    await copy.open();
    expect(seqs(copy)).toEqual(from_to(701, 1200));
    await Promise.all([copy.older(), copy.older(), copy.older()]);
    expect(seqs(copy)).toEqual(from_to(1, 1200));
    expect(copy.is_all_here).toBe(true);
    expect(copy.entries[0]).toMatchObject({ person: 'A', role: 'judge', hash: 'ab' });
  });
  test('takes as many answers as a step needs', async () => {
    server.answer_at_most = 7;
    const copy = new JournalCopy();
    await copy.open();
    expect(seqs(copy)).toEqual(from_to(701, 1200));
  });
  test('goes on as entries come, and waits for one that is not on the disk yet', async () => {
    const copy = new JournalCopy();
    await copy.open();
    server.length = 1202;
    await copy.follow(1204);
    expect(seqs(copy).slice(-2)).toEqual([1201, 1202]);
    server.length = 1204;
    await Promise.all([copy.follow(1204), copy.follow(1204)]);
    expect(seqs(copy)).toEqual(from_to(701, 1204));
  });
  test('reads the public log where there is no journal for this visitor', async () => {
    server.status.journal = 401;
    const copy = new JournalCopy();
    await copy.open();
    for (let k = 0; k < 3; k += 1) await copy.older();
    expect(copy.source).toBe('log');
    expect(seqs(copy)).toEqual(from_to(1, 1200).filter((seq) => seq % 3 > 0));
    expect(copy.entries[0]).toMatchObject({ person: '', role: 'judge', line: null });
  });
  test('begins where the log’s ring begins', async () => {
    server.status.journal = 404;
    server.dropped = 900;
    const copy = new JournalCopy();
    await copy.open();
    await copy.older();
    expect(seqs(copy)).toEqual(from_to(901, 1200).filter((seq) => seq % 3 > 0));
  });
  test('says that there is no contact, and goes on when there is', async () => {
    server.is_away = true;
    const copy = new JournalCopy();
    await copy.open();
    expect(copy.text).toContain('No contact');
    server.is_away = false;
    await copy.follow(1200);
    expect(copy.text).toBe('');
    expect(seqs(copy)).toEqual(from_to(701, 1200));
    server.is_away = true;
    await copy.older();
    expect(copy.text).toContain('No contact');
    expect(copy.is_all_here).toBe(false);
  });
  test('a signed-in official whose session ends does not get a copy without names', async () => {
    const copy = new JournalCopy();
    await copy.open();
    server.status.journal = 401;
    await copy.older();
    expect(copy.source).toBe('journal');
    expect(copy.text).toBe('Sign in to see this.');
  });
  test('begins anew with another journal', async () => {
    const copy = new JournalCopy();
    await copy.open();
    server.epoch = 'E2';
    server.length = 3;
    await copy.open();
    expect(seqs(copy)).toEqual([1, 2, 3]);
  });
});
