import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { revokeStation } from '../../../src/main/exchange/acceptStation.ts';
import { exportBundles } from '../../../src/main/exchange/exportBundle.ts';
import { importBundle } from '../../../src/main/exchange/importBundle.ts';
import { BUNDLE_LIMITS } from '../../../src/main/exchange/limits.ts';
import { temporaryName } from '../../../src/main/exchange/journal.ts';
import { attach, attempted, befriend, bundleFor, cloneOf, contentsOf, digestOf, exportDeps, exported, importDeps, imported, inspected, journalOf, newStation, send, startLogAnew, trust, write, type Station } from './testStation.ts';

async function pair(): Promise<readonly [Station, Station]> {
  const stations = [await newStation('uz-a'), await newStation('uz-b')] as const;
  await befriend(...stations);
  return stations;
}

describe('quarantine', () => {
  it('keeps entries of an unknown origin until its card is accepted, and does not send them on before', async () => {
    const [a, b, c, d] = [await newStation('uz-a'), await newStation('uz-b'), await newStation('uz-c'), await newStation('uz-d')];
    await befriend(a, b);
    await befriend(b, c);
    await befriend(c, d);
    write(a, { registerNo: '1' });
    await send(a, b);
    expect(await send(b, c)).toMatchObject({ entries: { new: 0, known: 0 }, quarantined: 1 });
    expect(await send(c, d)).toMatchObject({ entries: { new: 0, known: 0 }, quarantined: 0 });
    expect(await send(b, c)).toMatchObject({ quarantined: 0, entries: { new: 0, known: 1 } });
    expect(await trust(c, a)).toMatchObject({ released: 1 });
    expect(digestOf(c)).toBe(digestOf(a));
    expect(await send(c, d)).toMatchObject({ quarantined: 1 });
  });

  it('takes in nothing more of a revoked station, keeps what it wrote, and goes on when it is accepted again', async () => {
    const [a, b] = await pair();
    const c = await newStation('uz-c');
    await befriend(b, c);
    write(a, { registerNo: '1' });
    await send(a, b);
    expect(revokeStation({ db: b.db, identity: b.identity, wallClock: () => '2026-03-01T10:00:00Z' }, a.identity.log).ok).toBe(true);
    write(a, { registerNo: '2' });
    const path = await bundleFor(a, 'uz-b');
    const refused = await attempted(b, path);
    expect(refused.ok ? '' : `${refused.error.type}: ${refused.error.message}`).toMatch(/^UnknownCarrier: .* was revoked here/);
    await befriend(a, c);
    await send(a, c);
    expect(await send(c, b)).toMatchObject({ entries: { new: 0, known: 1 }, quarantined: 1 });
    expect(await trust(b, a)).toMatchObject({ released: 1 });
    expect(digestOf(b)).toBe(digestOf(a));
  });

  it('drops what turns out not to be signed by the station it names, so that the true entries can arrive', async () => {
    const [a, b, c] = [await newStation('uz-a'), await newStation('uz-b'), await newStation('uz-c')];
    await befriend(a, b);
    await befriend(b, c);
    write(a, { registerNo: '1' });
    await send(a, b);
    await send(b, c);
    c.db.prepare(`UPDATE segment SET signature = replace(signature, 'bitim', 'bytim')`).run();
    expect(await trust(c, a)).toMatchObject({ released: 0, warnings: [`Entries 1-1 of ${a.identity.log} were dropped: they are not signed by the certificate of that log.`] });
    await send(c, b);
    expect(await send(b, c)).toMatchObject({ entries: { new: 1, known: 0 } });
    expect(digestOf(c)).toBe(digestOf(a));
  });
});

describe('lives of a log', () => {
  it('goes on after a new log, whose certificate the old key vouches for and the bundle itself carries', async () => {
    const [a, b] = await pair();
    write(a, { registerNo: '1' });
    await send(a, b);
    await startLogAnew(a, 'restore');
    write(a, { registerNo: '2' });
    expect(await send(a, b)).toMatchObject({ entries: { new: 1, known: 1 }, sequence: 1 });
    expect(digestOf(b)).toBe(digestOf(a));
    write(b, { registerNo: '3' });
    expect(await send(b, a)).toMatchObject({ entries: { new: 1 } });
    write(a, { registerNo: '4' });
    expect((await exported(a, 'uz-b')).files[0]).toMatchObject({ entries: 1, kind: 'delta' });
  });

  it('notices a log that was continued twice, keeps both, and forwards both', async () => {
    const [a, b] = await pair();
    const c = await newStation('uz-c');
    await befriend(a, b, c);
    write(a, { registerNo: '1' });
    await send(a, b);
    const twin = cloneOf(a);
    write(a, { registerNo: 'one way' });
    await send(a, b);
    write(twin, { registerNo: 'another way' });
    write(twin, { registerNo: 'and on' });
    write(twin, { registerNo: 'and further' });
    const report = await send(twin, b);
    expect(report).toMatchObject({ forked: [a.identity.log], warnings: expect.arrayContaining([`Log ${a.identity.log} was continued twice; both continuations were kept.`]) as unknown });
    await send(b, c);
    expect(digestOf(c)).toBe(digestOf(b));
    const back = await send(b, a);
    expect(back).toMatchObject({ ownLogContinued: true, forked: [a.identity.log] });
    expect(digestOf(a)).toBe(digestOf(b));
  });

  it('notices from a receipt, and from our own entries coming back, that our store was put back to an older state', async () => {
    const [a, b] = await pair();
    const [older, oldest] = [cloneOf(a), cloneOf(a)];
    write(a, { registerNo: '1' });
    await send(a, b);
    const report = await send(b, older);
    expect(report).toMatchObject({ ownLogContinued: true, forked: [], entries: { new: 0, known: 0 } });
    expect(report.warnings[0]).toMatch(/put back to an older state/);
    await startLogAnew(older, 'fork');
    await send(older, b);
    expect(await send(b, older)).toMatchObject({ ownLogContinued: false, entries: { new: 1, known: 0 } });
    expect(digestOf(older)).toBe(digestOf(a));
    const whole = await bundleFor(b, 'uz-a', { full: true });
    expect(await imported(oldest, whole)).toMatchObject({ ownLogContinued: true, forked: [], entries: { new: 1, known: 0 } });
  });
});

describe('an office with two stations', () => {
  it('gets every bundle sealed for both, and a delta starts from what both acknowledged', async () => {
    const [a, b1, b2] = [await newStation('uz-a'), await newStation('uz-b', 'one'), await newStation('uz-b', 'two')];
    await befriend(a, b1, b2);
    write(a, { registerNo: '1' });
    const path = await bundleFor(a, 'uz-b');
    expect([(await imported(b1, path)).entries.new, (await imported(b2, path)).entries.new]).toEqual([1, 1]);
    await send(b1, a);
    expect((await exported(a, 'uz-b')).files[0]).toMatchObject({ entries: 1, kind: 'full' });
    await send(b2, a);
    expect((await exported(a, 'uz-b')).files[0]).toMatchObject({ entries: 0, kind: 'delta' });
    write(b1, { registerNo: 'of b' });
    expect(await imported(b2, await bundleFor(b1, 'uz-b'))).toMatchObject({ from: 'uz-b', entries: { new: 1 } });
    expect(digestOf(b1)).toBe(digestOf(b2));
  });
});

describe('documents', () => {
  it('that are missing are named, asked for, and sent when somebody has them', async () => {
    const [a, b] = await pair();
    const sha256 = attach(a, Buffer.from('scan'));
    rmSync(documentFile(a));
    const first = await exported(a, 'uz-b');
    expect(first).toMatchObject({ documents: 0, entries: 1 });
    expect(await imported(b, first.files[0]?.path ?? '')).toMatchObject({ documents: 0, lacking: 1 });
    await send(b, a);
    a.blobs.putSync([Buffer.from('scan')], sha256);
    a.blobs.settle();
    const second = await exported(a, 'uz-b');
    expect(second.files[0]).toMatchObject({ documents: 1, entries: 0, kind: 'delta' });
    expect(await imported(b, second.files[0]?.path ?? '')).toMatchObject({ documents: 1 });
    expect(b.blobs.verify(sha256).ok).toBe(true);
    await send(b, a);
    expect(await exported(a, 'uz-b')).toMatchObject({ documents: 0, entries: 0 });
  });

  it('that cannot be read any more are left out with a warning, and the bundle is whole', async () => {
    const [a, b] = await pair();
    const good = attach(a, Buffer.from('good'));
    const bad = attach(a, Buffer.alloc(200_000, 'bad'));
    const file = a.blobs.nameOf(bad);
    const path = join(documentFolder(a), file.slice(0, 2), file.slice(2));
    const bytes = readFileSync(path);
    bytes.writeUInt8((bytes[100] ?? 0) ^ 1, 100);
    writeFileSync(path, bytes);
    const done = await exported(a, 'uz-b');
    expect(done.warnings.length).toBe(1);
    expect(done.warnings[0]).toContain(bad);
    expect(done.files[0]).toMatchObject({ documents: 1, sequence: 1 });
    expect(await imported(b, done.files[0]?.path ?? '')).toMatchObject({ documents: 1, lacking: 1 });
    expect(b.blobs.has(good)).toBe(true);
    expect(readdirSync(a.out).length).toBe(1);
  });

  it('of any size and number arrive the same', async () => {
    const [a, b] = await pair();
    const sizes = [0, 1, 65_535, 65_536, 65_537, 1_048_576, 9_000_000];
    const all = sizes.map((size) => attach(a, Buffer.alloc(size, `${String(size)} `)));
    expect(await send(a, b)).toMatchObject({ documents: sizes.length });
    expect(all.map((sha256) => b.blobs.verify(sha256).ok && b.blobs.size(sha256))).toEqual(sizes);
  });
});

const documentFolder = (station: Station): string => join(station.out, '..', 'documents');

function documentFile(station: Station): string {
  const [name = ''] = station.blobs.names();
  return join(documentFolder(station), name.slice(0, 2), name.slice(2));
}

describe('splitting', () => {
  it('makes parts of at most the size asked for, which may arrive in any order', async () => {
    const [a, b] = await pair();
    for (let i = 0; i < 200; i++) write(a, { registerNo: String(i), notes: a.rng.bytes(600).toString('base64') });
    for (let i = 0; i < 12; i++) attach(a, randomBytes(150_000), `scan ${String(i)}.pdf`);
    for (const plain of [false, true]) {
      const done = await exported(a, 'uz-b', { split: 500_000, plain, full: true });
      expect(done.files.length).toBeGreaterThan(3);
      expect(done.files.every((file) => file.bytes <= 500_000 && statSync(file.path).size === file.bytes)).toBe(true);
      expect(done.files.map((file) => file.part)).toEqual(done.files.map((_, i) => `${String(i + 1)}/${String(done.files.length)}`));
      expect(done).toMatchObject({ entries: 212, documents: 12 });
      if (plain) continue;
      for (const file of [...done.files].reverse()) await imported(b, file.path);
      expect(digestOf(b)).toBe(digestOf(a));
      expect(b.blobs.names().length).toBe(12);
    }
  });

  it('leaves out a document that fits into no part, and refuses a size that no segment fits into', async () => {
    const [a] = await pair();
    attach(a, Buffer.alloc(300_000, 7));
    const done = await exported(a, 'uz-b', { split: 200_000 });
    expect(done).toMatchObject({ documents: 0, entries: 1 });
    expect(done.warnings.length).toBe(1);
    const refused = await exportBundles(exportDeps(a), { to: ['uz-b'], out: a.out, full: false, plain: false, split: 10_000 });
    expect(refused.ok ? '' : refused.error.type).toBe('SplitTooSmall');
  });
});

describe('when something goes wrong', () => {
  it('an export to an unknown office or into no folder writes nothing', async () => {
    const [a] = await pair();
    const typeOf = async (to: string, out: string): Promise<string> => {
      const done = await exportBundles(exportDeps(a), { to: [to], out, full: false, plain: false, split: null });
      return done.ok ? 'done' : done.error.type;
    };
    expect([await typeOf('uz-x', a.out), await typeOf('uz-a', a.out), await typeOf('uz-b', join(a.out, 'nowhere'))]).toEqual(['RecipientUnknown', 'RecipientUnknown', 'FolderUnwritable']);
    expect([readdirSync(a.out), journalOf(a)]).toEqual([[], []]);
  });

  it('an export that was stopped leaves no file and no number', async () => {
    const [a] = await pair();
    for (let i = 0; i < 30; i++) attach(a, a.rng.bytes(2_000));
    const stop = new AbortController();
    const done = await exportBundles({ ...exportDeps(a), signal: stop.signal, progress: (what) => { if (what === 'writing documents') stop.abort(); } }, { to: ['uz-b'], out: a.out, full: false, plain: false, split: null });
    expect(done.ok ? '' : done.error.type).toBe('Cancelled');
    expect([readdirSync(a.out), journalOf(a)]).toEqual([[], []]);
    expect((await exported(a, 'uz-b')).files[0]?.sequence).toBe(1);
  });

  it('an import that was stopped changes nothing and leaves no line', async () => {
    const [a, b] = await pair();
    for (let i = 0; i < 50; i++) write(a, { registerNo: String(i) });
    const path = await bundleFor(a, 'uz-b');
    const before = contentsOf(b);
    const stop = new AbortController();
    const done = await importBundle({ ...importDeps(b), signal: stop.signal, progress: (what) => { if (what === 'taking in entries') stop.abort(); } }, path);
    expect(done.ok ? '' : done.error.type).toBe('Cancelled');
    expect([contentsOf(b), journalOf(b)]).toEqual([before, []]);
    expect((await imported(b, path)).entries.new).toBe(50);
  });

  it('an import that breaks off in the middle of the transaction leaves the old state', async () => {
    const [a, b] = await pair();
    for (let i = 0; i < 300; i++) write(a, { registerNo: String(i) });
    const path = await bundleFor(a, 'uz-b');
    const before = contentsOf(b);
    let calls = 0;
    const breaking = importBundle({ ...importDeps(b), touched: () => { if (++calls === 2) throw new Error('the power went'); } }, path);
    await expect(breaking).rejects.toThrow('the power went');
    expect([contentsOf(b), b.db.inTransaction]).toEqual([before, false]);
    expect((await imported(b, path)).entries.new).toBe(300);
  });

  it('a bundle that got its name before a crash counts as sent, one that did not gives its number back', async () => {
    const [a] = await pair();
    write(a, { registerNo: '1' });
    const first = await exported(a, 'uz-b');
    a.db.prepare(`UPDATE bundle SET state = 'writing', bytes = NULL, sha256 = NULL`).run();
    const lost = join(a.out, 'lost.bitim.zip.age');
    writeFileSync(temporaryName(lost), 'half');
    a.db.prepare(`INSERT INTO bundle (state, at, author, file, office, station, sequence) VALUES ('writing', '', '', ?, 'uz-b', ?, 2)`).run(lost, a.identity.station);
    const second = await exported(a, 'uz-b');
    expect(second.files[0]?.sequence).toBe(2);
    expect(existsSync(temporaryName(lost))).toBe(false);
    expect(a.db.prepare('SELECT state, sequence, bytes, sha256 FROM bundle ORDER BY id').all()).toEqual([
      { state: 'sent', sequence: 1, bytes: first.files[0]?.bytes, sha256: first.files[0]?.sha256 },
      { state: 'sent', sequence: 2, bytes: second.files[0]?.bytes, sha256: second.files[0]?.sha256 },
    ]);
  });

  it('a disk that is too full, and a bundle that is too great, are refused before anything is read', async () => {
    const [a, b] = await pair();
    write(a, { registerNo: '1' });
    const path = await bundleFor(a, 'uz-b');
    const full = await importBundle({ ...importDeps(b), freeBytes: () => 1_000 }, path);
    expect(full.ok ? '' : full.error.type).toBe('NotEnoughSpace');
    const great = await importBundle({ ...importDeps(b), limits: { ...BUNDLE_LIMITS, bundleBytes: 100 } }, path);
    expect(great.ok ? '' : great.error.type).toBe('BundleTooLarge');
  });

  it('every cut and many flipped bits of a bundle, plain and sealed, are refused and change nothing', async () => {
    const [a, b] = await pair();
    write(a, { registerNo: '1' });
    attach(a, Buffer.from('scan'));
    const before = contentsOf(b);
    for (const plain of [true, false]) {
      const whole = readFileSync(await bundleFor(a, 'uz-b', { plain }));
      const broken = join(a.out, 'broken');
      const places = Array.from({ length: 60 }, () => a.rng.int(whole.length));
      for (const at of places) {
        const flipped = Buffer.from(whole);
        flipped.writeUInt8((flipped[at] ?? 0) ^ (1 << a.rng.int(8)), at);
        for (const bytes of [flipped, whole.subarray(0, at)]) {
          writeFileSync(broken, bytes);
          const done = await inspected(b, broken);
          expect(done.ok ? `byte ${String(at)} taken in` : done.error.message).toMatch(/^The bundle was refused\. .* Nothing was changed\.$/);
        }
      }
    }
    expect(contentsOf(b)).toBe(before);
  });
});
