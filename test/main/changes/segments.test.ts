import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { leafHash, sha256Hex } from '../../../src/main/crypto/hash.ts';
import { merkleRoot } from '../../../src/main/changes/merkle.ts';
import { headHash, MAX_SEGMENT_BYTES, MAX_SEGMENT_ENTRIES, parseHead, SEGMENT_CLOSE_BYTES, type SegmentHead } from '../../../src/main/changes/segmentHead.ts';
import { inflateSegment, insertSegment, rangeName, readSegment, sealSegments, segmentMetas, type Sealer } from '../../../src/main/changes/segments.ts';
import type { Log } from '../../../src/main/changes/log.ts';
import type { WritableDB } from '../../../src/main/db/open.ts';
import { migration as logTables } from '../../../src/main/db/migrations/0010-log.ts';
import { migration as actionTable } from '../../../src/main/db/migrations/0100-actions.ts';
import { fileDatabase, memoryDatabase, reopened } from '../../support/database.ts';
import { appended, logId, openTestLog } from '../../support/log.ts';
import { rngOf } from '../../support/rng.ts';

const LOG = logId('uz-bu', 0);
const sealer: Sealer = { log: LOG, office: 'uz-bu', keyId: '0123456789ABCDEF', sign: (name, bytes) => `${name} ${sha256Hex(bytes)}` };
const ids = rngOf('segments');

/** Appends entries in actions of 500, each with a text of that many characters. */
function write(log: Log, count: number, length: number, scope = 'all'): void {
  for (let done = 0; done < count; done += 500) {
    appended(log, { changes: Array.from({ length: Math.min(500, count - done) }, () => ({ record: ids.id(), kind: 'thing', scope, fields: { text: 'x'.repeat(length) } })) });
  }
}

const headsOf = (db: WritableDB): SegmentHead[] => segmentMetas(db).map((meta) => {
  const head = parseHead(readSegment(db, meta.id)?.head ?? Buffer.alloc(0));
  if (!head.ok) throw new Error(head.error.message);
  return head.value;
});
const rangesOf = (db: WritableDB): [string, number, number][] => segmentMetas(db).map((meta) => [meta.scope, meta.first, meta.last]);

describe('Sealing', () => {
  it('puts everything into one segment whose head tells of its text', () => {
    const db = memoryDatabase([logTables, actionTable]);
    write(openTestLog(db), 3, 10);
    expect(sealSegments(db, sealer, 'all')).toBe(1);
    const segment = readSegment(db, segmentMetas(db)[0]?.id ?? 0);
    const lines = db.prepare('SELECT line FROM entry ORDER BY n').pluck().all() as string[];
    const text = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    expect(gunzipSync(segment?.body ?? Buffer.alloc(0)).equals(text)).toBe(true);
    expect(headsOf(db)).toEqual([{
      bytes: text.length, clock: lines.map((line) => (JSON.parse(line) as { h: string }).h).sort().at(-1), format: 'bitim-segment/1', from: 1, key: '0123456789ABCDEF', log: LOG, office: 'uz-bu', prev: null,
      root: merkleRoot(lines.map((line) => leafHash(Buffer.from(line)))).toString('hex'), scope: 'all', sha256: sha256Hex(text), suite: 'ed25519-blake2b512', to: 3,
    }]);
    expect([segment?.hash, segment?.signature, segment?.state]).toEqual([headHash(segment?.head ?? Buffer.alloc(0)), `0000000001-0000000003.head.json ${segment?.hash ?? ''}`, 'applied']);
  });

  it('seals nothing twice, and links each segment to the one before', () => {
    const db = memoryDatabase([logTables, actionTable]);
    const log = openTestLog(db);
    write(log, 2, 10);
    write(log, 1, 10, 'local');
    expect([sealSegments(db, sealer, 'all'), sealSegments(db, sealer, 'all')]).toEqual([2, 0]);
    write(log, 3, 10);
    expect([sealSegments(db, sealer, 'all'), sealSegments(db, sealer, 'all')]).toEqual([1, 0]);
    expect(rangesOf(db)).toEqual([['all', 1, 2], ['all', 3, 5], ['local', 1, 1]]);
    const [first, second] = segmentMetas(db);
    expect([second?.prev, headsOf(db)[1]?.prev]).toEqual([first?.hash, first?.hash]);
  });

  it('seals only full segments until it is asked for all', () => {
    const db = memoryDatabase([logTables, actionTable]);
    const log = openTestLog(db);
    write(log, MAX_SEGMENT_ENTRIES - 1, 1);
    expect(sealSegments(db, sealer, 'full')).toBe(0);
    write(log, 1, 1);
    expect(sealSegments(db, sealer, 'full')).toBe(1);
    write(log, 2, 1);
    expect([sealSegments(db, sealer, 'full'), sealSegments(db, sealer, 'all')]).toEqual([0, 1]);
    expect(rangesOf(db)).toEqual([['all', 1, MAX_SEGMENT_ENTRIES], ['all', MAX_SEGMENT_ENTRIES + 1, MAX_SEGMENT_ENTRIES + 2]]);
  });

  it('cuts a long tail at 10,000 entries', () => {
    const db = memoryDatabase([logTables, actionTable]);
    write(openTestLog(db), 2 * MAX_SEGMENT_ENTRIES + 1, 1);
    expect(sealSegments(db, sealer, 'full')).toBe(2);
    expect(sealSegments(db, sealer, 'all')).toBe(1);
    expect(rangesOf(db)).toEqual([['all', 1, 10_000], ['all', 10_001, 20_000], ['all', 20_001, 20_001]]);
  });

  it('closes a segment when its text reaches 8 MiB, never beyond the greatest length', () => {
    const db = memoryDatabase([logTables, actionTable]);
    const log = openTestLog(db);
    write(log, 8, 1_000_000);
    expect(sealSegments(db, sealer, 'full')).toBe(0);
    write(log, 2, 1_000_000);
    expect([sealSegments(db, sealer, 'full'), sealSegments(db, sealer, 'all')]).toEqual([1, 1]);
    const [full] = headsOf(db);
    expect(rangesOf(db)).toEqual([['all', 1, 9], ['all', 10, 10]]);
    expect([(full?.bytes ?? 0) >= SEGMENT_CLOSE_BYTES, (full?.bytes ?? 0) <= MAX_SEGMENT_BYTES]).toEqual([true, true]);
  });

  it('does not touch entries of another log', () => {
    const db = memoryDatabase([logTables, actionTable]);
    write(openTestLog(db, { log: logId('uz-bu', 1) }), 2, 1);
    expect(sealSegments(db, sealer, 'all')).toBe(0);
  });

  it('is taken back with the transaction around it', () => {
    const db = memoryDatabase([logTables, actionTable]);
    write(openTestLog(db), 2, 1);
    expect(() => db.transaction(() => {
      sealSegments(db, sealer, 'all');
      throw new Error('stop');
    })()).toThrow('stop');
    expect([segmentMetas(db).length, sealSegments(db, sealer, 'all')]).toEqual([0, 1]);
  });

  it('keeps its bytes across closing and opening, and goes on from there', () => {
    const { db, path } = fileDatabase([logTables, actionTable]);
    write(openTestLog(db), 5, 10);
    sealSegments(db, sealer, 'all');
    const before = readSegment(db, 1);
    db.close();
    const again = reopened(path);
    expect([readSegment(again, 1), sealSegments(again, sealer, 'all')]).toEqual([before, 0]);
    write(openTestLog(again, { seed: 'again' }), 1, 10);
    sealSegments(again, sealer, 'all');
    expect(rangesOf(again)).toEqual([['all', 1, 5], ['all', 6, 6]]);
    again.close();
  });
});

describe('The store of segments', () => {
  it('keeps a segment once, and two of one range side by side', () => {
    const db = memoryDatabase([logTables, actionTable]);
    write(openTestLog(db), 2, 1);
    sealSegments(db, sealer, 'all');
    const segment = readSegment(db, 1);
    if (segment === null) throw new Error('No segment');
    expect([insertSegment(db, segment), insertSegment(db, { ...segment, hash: 'f'.repeat(64), state: 'quarantined' })]).toEqual([null, 2]);
    expect(segmentMetas(db).map((meta) => [meta.first, meta.last, meta.state])).toEqual(expect.arrayContaining([[1, 2, 'applied'], [1, 2, 'quarantined']]));
  });

  it('inflates a text of exactly the length that is declared', () => {
    const db = memoryDatabase([logTables, actionTable]);
    write(openTestLog(db), 2, 1);
    sealSegments(db, sealer, 'all');
    const { body } = readSegment(db, 1) ?? { body: Buffer.alloc(0) };
    const bytes = headsOf(db)[0]?.bytes ?? 0;
    const types = [bytes, bytes - 1, bytes + 1, MAX_SEGMENT_BYTES + 1].map((declared) => {
      const text = inflateSegment(body, declared);
      return text.ok ? text.value.length : text.error.type;
    });
    expect(types).toEqual([bytes, 'SegmentMalformed', 'SegmentMalformed', 'SegmentMalformed']);
  });

  it('names ranges with ten digits', () => {
    expect(rangeName(1, 10_000)).toBe('0000000001-0000010000');
  });
});
