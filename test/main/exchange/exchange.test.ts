import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readView } from '../../../src/main/changes/apply.ts';
import { attach, attempted, befriend, bundleFor, contentsOf, digestOf, exported, imported, inspected, journalOf, newStation, send, trust, write } from './testStation.ts';

describe('an exchange between offices', () => {
  it('brings entries and documents over, sealed, and both hold the same register', async () => {
    const [a, b] = [await newStation('uz-a'), await newStation('uz-b')];
    await befriend(a, b);
    for (let i = 0; i < 20; i++) write(a, { titleForms: null, registerNo: String(i) });
    const scan = Buffer.from('%PDF-1.7 a scan');
    const sha256 = attach(a, scan);
    const path = await bundleFor(a, 'uz-b');
    expect(path).toMatch(/\/uz-a--uz-b--20260301T\d{6}Z--[0-9a-f]{8}\.bitim\.zip\.age$/);
    expect(readFileSync(path, 'latin1').startsWith('age-encryption.org/v1\n')).toBe(true);

    const before = contentsOf(b);
    const looked = await inspected(b, path);
    expect(contentsOf(b)).toBe(before);
    const report = await imported(b, path);
    expect(looked).toEqual({ ok: true, value: report });
    expect(report).toMatchObject({ from: 'uz-a', sequence: 1, kind: 'full', part: '1/1', entries: { new: 21, known: 0 }, documents: 1, lacking: 0, conflicts: 0, warnings: [], unknown: 0, quarantined: 0, missing: { bundles: [], ranges: [] } });
    expect(digestOf(b)).toBe(digestOf(a));
    const opened = b.blobs.open(sha256);
    expect(opened.ok && opened.value.read(0, scan.length)).toEqual(scan);
  });

  it('changes nothing the second time, and says when it was taken in and by whom', async () => {
    const [a, b] = [await newStation('uz-a'), await newStation('uz-b')];
    await befriend(a, b);
    write(a, { registerNo: '1' });
    const path = await bundleFor(a, 'uz-b');
    await imported(b, path);
    const before = contentsOf(b);
    const again = await imported(b, path);
    expect(again).toMatchObject({ entries: { new: 0, known: 1 }, documents: 0, already: { on: '2026-03-01T10:00:00+05:00', by: 'Registrar' } });
    expect(contentsOf(b)).toBe(before);
    expect(journalOf(b).length).toBe(1);
  });

  it('sends after an acknowledgement only what is new, and acknowledges with an empty bundle', async () => {
    const [a, b] = [await newStation('uz-a'), await newStation('uz-b')];
    await befriend(a, b);
    for (let i = 0; i < 5; i++) write(a, { registerNo: String(i) });
    await send(a, b);
    write(a, { registerNo: '5' });
    const unacknowledged = await exported(a, 'uz-b');
    expect(unacknowledged.files[0]).toMatchObject({ entries: 6, kind: 'full' });
    expect(await send(b, a)).toMatchObject({ entries: { new: 0, known: 0 } });
    write(a, { registerNo: '6' });
    const delta = await exported(a, 'uz-b');
    expect(delta.files[0]).toMatchObject({ entries: 2, kind: 'delta' });
    expect((await exported(a, 'uz-b', { full: true })).files[0]).toMatchObject({ entries: 7, kind: 'full' });
    expect(await imported(b, delta.files[0]?.path ?? '')).toMatchObject({ entries: { new: 2, known: 0 } });
    expect(digestOf(b)).toBe(digestOf(a));
  });

  it('forwards what others wrote, byte for byte, to a third office that knows them only by certificate', async () => {
    const [a, b, c] = [await newStation('uz-a'), await newStation('uz-b'), await newStation('uz-c')];
    await befriend(a, b);
    await befriend(b, c);
    write(a, { registerNo: 'from a' });
    attach(a, Buffer.from('scan of a'));
    await send(a, b);
    write(b, { registerNo: 'from b' });
    expect(await send(b, c)).toMatchObject({ entries: { new: 1, known: 0 }, quarantined: 2, documents: 1 });
    expect(digestOf(c)).not.toBe(digestOf(b));
    expect(await trust(c, a)).toMatchObject({ released: 2 });
    expect(digestOf(c)).toBe(digestOf(b));
    await befriend(a, c);
    expect(await send(c, a)).toMatchObject({ entries: { new: 1, known: 2 } });
    expect(digestOf(a)).toBe(digestOf(c));
  });

  it('shows a conflict where two offices changed one field, and settles it everywhere', async () => {
    const [a, b] = [await newStation('uz-a'), await newStation('uz-b')];
    await befriend(a, b);
    const { record, ref } = write(a, { registerNo: '1' });
    await send(a, b);
    write(a, { registerNo: '1a' }, { record, replaces: { registerNo: [ref] } });
    write(b, { registerNo: '1b' }, { record, replaces: { registerNo: [ref] } });
    expect(await send(a, b)).toMatchObject({ conflicts: 1, settled: 0 });
    const heads = readView(b.db, record)?.heads.get('registerNo') ?? [];
    write(b, { registerNo: '1b' }, { record, replaces: { registerNo: heads } });
    expect(await send(b, a)).toMatchObject({ conflicts: 0 });
    expect(readView(a.db, record)?.conflicts).toEqual([]);
    expect(digestOf(a)).toBe(digestOf(b));
  });

  it('never lets entries of scope local out', async () => {
    const [a, b] = [await newStation('uz-a'), await newStation('uz-b')];
    await befriend(a, b);
    write(a, { registerNo: 'canary' }, { scope: 'local' });
    write(a, { registerNo: 'shared' });
    const path = await bundleFor(a, 'uz-b', { plain: true });
    expect(await imported(b, path)).toMatchObject({ entries: { new: 1, known: 0 } });
    expect(readFileSync(path, 'latin1')).not.toContain('/local');
  });

  it('notices that a bundle never arrived and which entries are missing, and fills the hole later', async () => {
    const [a, b] = [await newStation('uz-a'), await newStation('uz-b')];
    await befriend(a, b);
    write(a, { registerNo: '1' });
    await send(a, b);
    await send(b, a);
    write(a, { registerNo: '2' });
    const lost = await bundleFor(a, 'uz-b');
    write(a, { registerNo: '3' });
    const third = await send(a, b);
    expect(third).toMatchObject({ entries: { new: 2 }, missing: { bundles: [2], ranges: [] }, warnings: ['No. 2 from uz-a never arrived.'] });
    expect(await imported(b, lost)).toMatchObject({ entries: { new: 0, known: 1 }, missing: { bundles: [], ranges: [] } });
  });

  it('refuses a stranger, a wrong recipient and what is not for this office, each with its reason and one line in the journal', async () => {
    const [a, b, c] = [await newStation('uz-a'), await newStation('uz-b'), await newStation('uz-c')];
    await befriend(a, c);
    await trust(a, b);
    write(a, { registerNo: '1' });
    const before = contentsOf(b);
    const typeOf = async (path: string): Promise<unknown> => {
      const done = await attempted(b, path);
      return done.ok ? 'taken in' : done.error.type;
    };
    expect(await typeOf(await bundleFor(a, 'uz-b'))).toBe('UnknownCarrier');
    await trust(b, a);
    const accepted = contentsOf(b);
    expect(await typeOf(await bundleFor(a, 'uz-c'))).toBe('NotSealedForThisStation');
    expect(await typeOf(await bundleFor(a, 'uz-c', { plain: true }))).toBe('BundleNotForUs');
    expect(await typeOf('/nowhere/at/all')).toBe('CannotReadFile');
    expect(contentsOf(b)).toBe(accepted);
    expect(accepted).not.toBe(before);
    expect(journalOf(b).map((line) => line.state)).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(journalOf(b)[0]?.message).toMatch(/^The bundle was refused\. tagmanifest-sha256\.txt: expected the signature of a trusted station, found key [0-9A-F]{16} of uz-a, whose certificate is not known here/);
  });
});
