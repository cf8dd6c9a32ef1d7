import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { readView } from '../../../src/main/changes/apply.ts';
import { readClock } from '../../../src/main/changes/log.ts';
import type { BundleError } from '../../../src/main/exchange/bundleError.ts';
import { befriend, bundleFor, contentsOf, digestOf, imported, newStation, send, write } from '../../main/exchange/testStation.ts';
import { bytesOf, changed, refusedBy, relined, resealed, scene, unpack, withSegment, written, type Files, type Scene, type SegmentChange } from './forge.ts';

let stage: Scene;
beforeAll(async () => {
  stage = await scene('segment');
});

/** A trusted sender lies in its own segment. */
const lying = (change: SegmentChange, of: Scene = stage): Files => {
  const { signingKey } = of.sender.identity;
  return resealed(withSegment(of.files, signingKey, change), signingKey);
};
/** The path of such a bundle under an id of its own. */
const anew = (change: SegmentChange, of: Scene, id: number): string =>
  written(resealed(lying(change, of), of.sender.identity.signingKey, { info: (text) => text.replace(/^External-Identifier: .*$/m, `External-Identifier: 01963f2c-9a40-7000-8000-0000000000${String(id)}`) }));
const lie = (change: SegmentChange): Promise<BundleError> => refusedBy(stage.victim, lying(change));
const damaged = (message: RegExp): object => ({ type: 'BundleDamaged', message: expect.stringMatching(message) as string });

describe('segments', () => {
  it('attack 51: a carrier alters a forwarded entry and signs the segment with its own key', async () => {
    const origin = await newStation('uz-na', 'attack 51 origin');
    const carrier = await newStation('uz-bu', 'attack 51 carrier');
    const victim = await newStation('uz-sa', 'attack 51 victim');
    await befriend(origin, carrier, victim);
    const { record } = write(origin, { registerNo: 'as the origin wrote it' });
    await send(origin, carrier);
    const key = carrier.identity.signingKey;
    const files = unpack(readFileSync(await bundleFor(carrier, 'uz-sa', { plain: true, full: true })));
    const lines = (all: readonly string[]): readonly string[] => all.map((line) => line.replace('as the origin wrote it', 'as the carrier likes it'));
    expect(await refusedBy(victim, resealed(withSegment(files, key, { lines }), key))).toMatchObject(damaged(/head\.json: expected key [0-9A-F]{16} of the certificate of uz-na/));
    expect(await refusedBy(victim, resealed(withSegment(files, key, { lines, head: { key: origin.identity.signingKey.keyId } }), key))).toMatchObject(damaged(/head\.json\.minisig/));
    await imported(victim, written(files));
    expect(readView(victim.db, record)?.fields.get('registerNo')).toBe('as the origin wrote it');
  });

  it('attack 52: the text of another segment under a head', async () => {
    write(stage.sender, { registerNo: 'later' });
    const two = unpack(readFileSync(await bundleFor(stage.sender, 'uz-sa', { plain: true, full: true })));
    const [first = '', second = ''] = [...two.keys()].filter((name) => name.endsWith('.jsonl.gz'));
    const swapped = changed(two, { [first]: bytesOf(two, second), [second]: bytesOf(two, first) });
    expect(await refusedBy(stage.victim, resealed(swapped, stage.sender.identity.signingKey))).toMatchObject(damaged(/jsonl\.gz: expected/));
  });

  it('attack 53: a right hash with a wrong Merkle root', async () => {
    expect(await lie({ head: { root: 'a'.repeat(64) } })).toMatchObject(damaged(/a Merkle root of a{64}, found/));
    expect(await lie({ head: { sha256: 'a'.repeat(64) } })).toMatchObject(damaged(/SHA-256 a{64}/));
    expect(await lie({ head: { clock: 'ffffffffffff-ffff' } })).toMatchObject(damaged(/a greatest clock value of/));
  });

  it('attack 54: a number left out, twice or out of order', async () => {
    const orders: readonly ((lines: readonly string[]) => readonly string[])[] = [(all) => all.toSpliced(1, 1), (all) => [...all].reverse(), (all) => [...all, ...all.slice(-1)], (all) => all.map((line) => relined(line, { n: 1 }))];
    for (const lines of orders) expect(await lie({ lines })).toMatchObject(damaged(/expected entry \d+ of/));
    expect(await lie({ head: { to: 4 } })).toMatchObject(damaged(/expected 4 lines, found 5/));
  });

  it('attack 55: a range that overlaps one we hold, with other entries', async () => {
    const scene55 = await scene('attack 55');
    await imported(scene55.victim, scene55.path);
    const lines = (all: readonly string[]): readonly string[] => all.map((line) => line.replace('"1/26"', '"666/26"'));
    const report = await imported(scene55.victim, anew({ lines }, scene55, 55));
    expect(report).toMatchObject({ forked: [scene55.sender.identity.log], entries: { new: 1 }, conflicts: 1 });
    expect(report.warnings.join()).toContain('continued twice');
    const view = readView(scene55.victim.db, scene55.records[0] ?? '');
    expect(view?.conflicts.flatMap(({ values }) => values.map(({ value }) => value)).sort()).toEqual(['1/26', '666/26']);
  });

  it('attack 56: a range that does not follow what came before', async () => {
    const scene56 = await scene('attack 56');
    const start = 100;
    const lines = (all: readonly string[]): readonly string[] => all.map((line, i) => relined(line, { n: start + i }));
    const report = await imported(scene56.victim, anew({ lines, head: { from: start, to: start + 4, prev: 'e'.repeat(64) } }, scene56, 56));
    const { log } = scene56.sender.identity;
    expect(report.missing.ranges).toEqual([{ log, scope: 'all', from: 1, to: start - 1 }]);
    await imported(scene56.victim, scene56.path);
    const severed = (all: readonly string[]): readonly string[] => all.slice(0, 1).map((line) => relined(line, { n: 6 }));
    expect((await imported(scene56.victim, anew({ lines: severed, head: { from: 6, to: 6, prev: 'e'.repeat(64) } }, scene56, 57))).missing.ranges).toEqual([{ log, scope: 'all', from: 5, to: 5 }, { log, scope: 'all', from: 7, to: start - 1 }]);
    expect(await lie({ head: { prev: 'e'.repeat(64) } })).toMatchObject(damaged(/prev is given for the first segment/));
    expect(await lie({ lines, head: { from: start, to: start + 4, prev: null } })).toMatchObject(damaged(/prev is missing/));
  });

  it('attack 57: a head of one log in the folder of another', async () => {
    const { log } = stage.sender.identity;
    const other = 'uz-na.aaaaaaaaaaaaaaaa';
    expect(await lie({ path: (path) => path.replace(log, other) })).toMatchObject(damaged(/the head of the log, scope and range that its name says/));
    expect(await lie({ head: { log: other } })).toMatchObject(damaged(/is not of office|certificate|log/));
    expect(await lie({ path: (path) => path.replace('0000000005', '0000000006') })).toMatchObject(damaged(/that its name says/));
    expect(await lie({ path: (path) => path.replace('/all/', '/other/') })).toMatchObject(damaged(/that its name says/));
  });

  it('attack 58: an entry of another log or scope inside', async () => {
    for (const change of [{ l: 'uz-na.aaaaaaaaaaaaaaaa' }, { l: stage.victim.identity.log }, { s: 'other' }, { s: 'local' }]) {
      expect(await lie({ lines: (all) => all.map((line, i) => (i === 2 ? relined(line, change) : line)) })).toMatchObject(damaged(/line 3/));
    }
  });

  it('attack 59: entries of scope local', async () => {
    expect(await lie({ lines: (all) => all.map((line) => relined(line, { s: 'local' })), head: { scope: 'local' } })).toMatchObject(damaged(/local, which never leaves a store/));
  });

  it('attack 67: a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 2 ** 20, 0x20));
    expect(bomb.length).toBeLessThan(2 ** 20);
    const begun = process.memoryUsage().rss;
    expect(await lie({ gz: () => bomb })).toMatchObject(damaged(/a single gzip member of \d+ bytes/));
    expect(process.memoryUsage().rss - begun).toBeLessThan(100 * 2 ** 20);
    expect(await lie({ gz: () => bomb, head: { bytes: 2 ** 40 } })).toMatchObject(damaged(/bytes/));
  });

  it('attack 68: a second gzip member, optional fields or bytes behind it', async () => {
    const bends: readonly ((text: Buffer) => Buffer)[] = [
      (text) => Buffer.concat([gzipSync(text), gzipSync(Buffer.from('hidden'))]),
      (text) => Buffer.concat([gzipSync(text), Buffer.from('hidden')]),
      (text) => Buffer.concat([gzipSync(text.subarray(0, 10)), gzipSync(text.subarray(10))]),
      (text) => { const named = gzipSync(text); named[3] = 8; return Buffer.concat([named.subarray(0, 10), Buffer.from('name\0'), named.subarray(10)]); },
      (text) => gzipSync(text).subarray(0, -1),
      (text) => { const wrong = gzipSync(text); wrong[wrong.length - 8] = (wrong[wrong.length - 8] ?? 0) ^ 1; return wrong; },
      (text) => text,
      () => Buffer.alloc(0),
    ];
    for (const gz of bends) expect(await lie({ gz })).toMatchObject(damaged(/a single gzip member/));
  });

  it('attack 69: an unknown signature suite', async () => {
    expect(await lie({ head: { suite: 'none' } })).toMatchObject({ type: 'BundleNewer', message: expect.stringContaining('cannot be verified') as string });
  });

  it('attack 70: a clock years ahead, to win every conflict for ever', async () => {
    const scene70 = await scene('attack 70');
    const ahead = `${(scene70.victim.clock + 50 * 365 * 86_400_000).toString(16).padStart(12, '0')}-0000`;
    const report = await imported(scene70.victim, written(lying({ lines: (all) => all.map((line) => relined(line, { h: ahead })) }, scene70)));
    expect(report.warnings.join()).toMatch(/The clock of uz-bu is ahead by \d+ hours/);
    expect(readClock(scene70.victim.db) < ahead).toBe(true);
    write(scene70.victim, { registerNo: 'afterwards' });
    expect(readClock(scene70.victim.db) < ahead).toBe(true);
  });

  it('leaves what the victim holds as it is, whatever was tried', () => {
    expect([contentsOf(stage.victim), digestOf(stage.victim)].every((hash) => hash.length === 64)).toBe(true);
    expect(stage.records.every((record) => readView(stage.victim.db, record) === null)).toBe(true);
  });
});
