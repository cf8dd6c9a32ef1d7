import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { restoreBackup } from '../../../src/main/store/restore.ts';
import { accept, addAgreement, befriend, bundleFrom, digestOf, fileWith, problemsOf, send, takeIn } from '../../support/exchange.ts';
import { entryLine, forgeSegment, posted, withFiles, withoutSegments } from '../../support/forgeSegment.ts';
import { newOffice, openOffice, storeDeps, TEST_PASSPHRASE, type Office } from '../../support/office.ts';
import { rngOf } from '../../support/rng.ts';
import { tempFolder } from '../../support/temp.ts';

const officesOf = (...ids: readonly string[]): Promise<readonly Office[]> => Promise.all(ids.map((id) => newOffice(id)));

async function three(): Promise<readonly [Office, Office, Office]> {
  const [a, b, c] = await officesOf('uz-a', 'uz-b', 'uz-c');
  if (a === undefined || b === undefined || c === undefined) throw new Error('Three offices were expected');
  return [a, b, c];
}

async function agree(...offices: readonly Office[]): Promise<void> {
  const digests = new Set(await Promise.all(offices.map(digestOf)));
  expect(digests.size).toBe(1);
  for (const office of offices) expect(await problemsOf(office)).toEqual([]);
}

const stateOf = async (office: Office, log: string): Promise<string | undefined> => (await office.do('trust.list', {})).stations.find((station) => station.log === log)?.state;

/** Heads, signatures and texts of a log's segments, as they are kept. */
const segmentsOf = (office: Office, log: string): readonly unknown[] => office.store().reader.prepare('SELECT hash, head, signature, body FROM segment WHERE log = ? ORDER BY hash').all(log);

describe('entries that reach an office through another', () => {
  it('wait while their origin is unknown, are applied when its card is accepted, and are byte for byte what the origin wrote', async () => {
    const [a, b, c] = await three();
    await befriend(a, b);
    await befriend(b, c);
    const id = await addAgreement(a, 'of a');
    await send(a, b);
    await addAgreement(b, 'of b');
    expect(await send(b, c)).toMatchObject({ entries: { new: 1, known: 0 }, quarantined: 1 });
    expect(await c.try('record.show', { id })).toMatchObject({ ok: false, error: { type: 'RecordUnknown' } });
    expect(await problemsOf(c)).toEqual([]);
    expect(await accept(c, a)).toBe(1);
    expect((await c.do('record.show', { id })).registerNo).toBe('of a');
    const { log } = a.store().identity();
    expect(segmentsOf(c, log)).toEqual(segmentsOf(a, log));
    await accept(a, c);
    expect(await send(c, a)).toMatchObject({ entries: { new: 1, known: 1 } });
    await agree(a, b, c);
  });

  it('wait again when their origin was revoked; what it wrote before stays', async () => {
    const [a, b, c] = await three();
    await befriend(a, b, c);
    const before = await addAgreement(a, 'before');
    await send(a, b);
    await send(b, c);
    const { log } = a.store().identity();
    await c.do('trust.revoke', { log });
    const after = await addAgreement(a, 'after');
    const direct = await c.try('bundles.import', { file: await bundleFrom(a, c) });
    expect(direct).toMatchObject({ ok: false, error: { type: 'UnknownCarrier', message: expect.stringContaining('whose certificate was revoked here') as string } });
    await send(a, b);
    expect(await send(b, c)).toMatchObject({ entries: { new: 0 }, quarantined: 1 });
    expect((await c.do('record.show', { id: before })).registerNo).toBe('before');
    expect((await c.try('record.show', { id: after })).ok).toBe(false);
    expect(await problemsOf(c)).toEqual([]);
    expect(await accept(c, a)).toBe(1);
    await agree(a, b, c);
  });

  it('are accepted from a restored backup without asking: its new certificate is vouched for, also at an office that only hears of it', async () => {
    const [a, b, c] = await three();
    await befriend(a, b, c);
    await addAgreement(a, 'in the backup');
    await send(a, b);
    await send(b, c);
    const file = join(tempFolder(), 'a.bitim-backup');
    await a.do('store.backup', { out: file });
    await a.close();
    const folder = join(tempFolder(), 'restored');
    const restored = await restoreBackup(file, folder, { passphrase: TEST_PASSPHRASE }, storeDeps());
    expect(restored).toMatchObject({ ok: true });
    const anew = await openOffice('uz-a', folder);
    const { log } = anew.store().identity();
    await addAgreement(anew, 'after the restore');
    expect(await send(anew, b)).toMatchObject({ entries: { new: 1 }, warnings: [], quarantined: 0, forked: [] });
    expect(await stateOf(b, log)).toBe('vouched');
    await addAgreement(b, 'for the new station');
    expect(await send(b, c)).toMatchObject({ entries: { new: 2 }, quarantined: 0 });
    expect(await stateOf(c, log)).toBe('vouched');
    expect(await send(b, anew)).toMatchObject({ entries: { new: 1 } });
    await agree(anew, b, c);
  });

  it('are kept on both sides where a folder was copied back silently; it is told, new logs are started, and all agree in the end', async () => {
    const [a, b] = await three();
    await befriend(a, b);
    const id = await addAgreement(a, 'common');
    await send(a, b);
    await send(b, a);
    const { log } = a.store().identity();
    await a.close();
    const copy = join(tempFolder(), 'copy');
    cpSync(a.folder, copy, { recursive: true });
    await a.reopen();
    const again = await openOffice('uz-a', copy);
    expect(again.store().identity().log).toBe(log);

    const [first, second] = [await addAgreement(a, 'here'), await addAgreement(again, 'there')];
    await a.do('record.set', { id, fields: { registerNo: 'changed here' } });
    await again.do('record.set', { id, fields: { registerNo: 'changed there' } });
    expect(await send(a, b)).toMatchObject({ entries: { new: 2 }, forked: [] });
    const told = await send(again, b);
    expect(told).toMatchObject({ entries: { new: 2 }, forked: [log], conflicts: 1 });
    expect(told.warnings).toContain(`Log ${log} was continued twice; both continuations were kept.`);

    const back = await send(b, again);
    expect(back.ownLogContinued).toBe(true);
    expect(back.warnings.join(' ')).toMatch(/A new log, uz-a\.[a-z2-7]{16}, was started here\./);
    expect(again.store().identity().log).not.toBe(log);
    for (let round = 0; round < 3; round++) {
      await send(again, b);
      await send(b, a);
      await send(a, b);
      await send(b, again);
    }
    expect(a.store().identity().log).not.toBe(log);
    await agree(a, b, again);
    for (const office of [a, b, again]) {
      for (const [record, registerNo] of [[first, 'here'], [second, 'there']] as const) expect((await office.do('record.show', { id: record })).registerNo).toBe(registerNo);
      const { conflicts } = await office.do('conflicts.list', {});
      expect(conflicts.map(({ field, values }) => [field, values.map(({ value }) => value).sort()])).toEqual([['registerNo', ['changed here', 'changed there']]]);
    }
    await addAgreement(again, 'in the new log');
    expect(await send(again, b)).toMatchObject({ entries: { new: 1 }, forked: [], warnings: [] });
  });
});

describe('what is missing', () => {
  it('names a lost bundle by its number; its entries come with the next one', async () => {
    const [a, b] = await three();
    await befriend(a, b);
    await addAgreement(a, '1');
    await send(a, b);
    const id = await addAgreement(a, '2');
    rmSync(await bundleFrom(a, b));
    await addAgreement(a, '3');
    expect(await send(a, b)).toMatchObject({ sequence: 3, entries: { new: 2 }, missing: { bundles: [], ranges: [] } });
    expect((await b.do('record.show', { id })).registerNo).toBe('2');
    await send(b, a);
    await addAgreement(a, '4');
    rmSync(await bundleFrom(a, b));
    const fifth = await send(a, b);
    expect(fifth).toMatchObject({ kind: 'delta', sequence: 5, entries: { new: 1 }, missing: { bundles: [4], ranges: [] }, warnings: ['No. 4 from uz-a never arrived.'] });
    await agree(a, b);
  });

  it('lists a document that the sender lacks, asks for it, and gets it later, also through another', async () => {
    const [a, b, c] = await three();
    await befriend(a, b, c);
    const id = await addAgreement(a, 'with a scan');
    const scan = fileWith('%PDF-1.7 the only copy', 'scan.pdf');
    const { attached } = await a.do('documents.attach', { id, files: [scan] });
    const sha256 = attached[0]?.sha256 ?? '';
    const lost = a.store().blobs.names().map((name) => join(a.store().paths.documents, name.slice(0, 2), name.slice(2)));
    for (const path of lost) rmSync(path);

    expect(await send(a, b)).toMatchObject({ documents: 0, lacking: 1 });
    expect(await send(b, c)).toMatchObject({ documents: 0, lacking: 1 });
    expect(await b.try('documents.copyOut', { sha256, out: join(tempFolder(), 'x.pdf') })).toMatchObject({ ok: false, error: { type: 'DocumentMissing' } });
    await send(c, b);
    expect(await send(b, a)).toMatchObject({ lacking: 0 });
    await a.do('documents.attach', { id, files: [scan] });
    expect(await send(a, b)).toMatchObject({ documents: 1, lacking: 0 });
    expect(await send(b, c)).toMatchObject({ documents: 1, lacking: 0 });
    const out = join(tempFolder(), 'scan.pdf');
    await c.do('documents.copyOut', { sha256, out });
    expect(readFileSync(out, 'utf8')).toBe('%PDF-1.7 the only copy');
    expect(await send(b, c)).toMatchObject({ documents: 0, lacking: 0 });
    await agree(a, b, c);
  });
});

describe('what a newer version wrote', () => {
  it('is kept, counted, forwarded byte for byte, and does no harm', async () => {
    const [a, b, c] = await three();
    await befriend(a, b, c);
    const rng = rngOf('newer');
    const { log, signingKey } = a.store().identity();
    const known = rng.id();
    const lines = [
      entryLine(rng, log, 1, { k: 'treatyRoom', d: { colour: 'green', 'chairs[1].legs': 4, table: { shape: ['oval'] } }, v: 9 }),
      entryLine(rng, log, 2, { r: known, d: { registerNo: 'known', hologram: { depth: 3 }, 'holograms[x].light': 'soft' }, v: 9 }),
      entryLine(rng, log, 3, { t: 'move', d: { to: 'elsewhere' }, r: known, v: 9 }),
      entryLine(rng, log, 4, { zz: { later: [1, 2] }, v: 9 }),
      entryLine(rng, log, 5, { k: 'treatyRoom', s: 'all', d: { $void: { reason: 'torn down', seen: [] } }, v: 9 }),
    ];
    const segment = forgeSegment(signingKey, log, lines);
    const report = await takeIn(b, posted(withFiles(withoutSegments(await bundleFrom(a, b, { plain: true })), segment.files), signingKey));
    expect(report).toMatchObject({ entries: { new: 5, known: 0 }, unknown: 4, conflicts: 0, warnings: [] });
    expect(await send(b, c)).toMatchObject({ entries: { new: 5 }, unknown: 4 });
    expect(segmentsOf(c, log)).toEqual(segmentsOf(b, log));
    const kept = c.store().reader.prepare('SELECT line FROM entry JOIN stream ON stream.id = entry.stream WHERE log = ? ORDER BY n').pluck().all(log);
    expect(kept).toEqual(lines);
    const shown = await c.do('record.show', { id: known });
    expect(shown).toMatchObject({ registerNo: 'known', other: { hologram: { depth: 3 }, 'holograms[x].light': 'soft' } });
    expect(shown.warnings).toContainEqual({ code: 'fieldUnknown', path: 'hologram', sentence: 'The field hologram needs a newer version of the program.' });
    const before = await digestOf(c);
    expect(await c.do('store.rebuild', {})).toMatchObject({ digest: before });
    await agree(b, c);
  });
});
