import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { acceptStation } from '../../src/main/exchange/acceptStation.ts';
import { fingerprintOfCertificate, readCard } from '../../src/main/exchange/certificate.ts';
import { readIdentity } from '../../src/main/store/station.ts';
import { digestOf as independentDigest, readBundle } from '../independent/reader.ts';
import { attempted, contentsOf, digestOf, importDeps, imported, inspected, newStation, type Station } from '../main/exchange/testStation.ts';

const FOLDER = join(import.meta.dirname, 'golden');

const index = z.strictObject({
  recipient: z.unknown(),
  cards: z.array(z.string()),
  lateCards: z.array(z.string()),
  good: z.array(z.strictObject({ file: z.string(), what: z.string(), report: z.record(z.string(), z.unknown()), digest: z.string() })),
  malformed: z.array(z.strictObject({ file: z.string(), what: z.string(), type: z.string(), message: z.string() })),
}).parse(JSON.parse(readFileSync(join(FOLDER, 'index.json'), 'utf8')));

/** The station that the golden bundles are for, with an empty register. */
async function recipient(): Promise<Station> {
  const station = await newStation('uz-sa');
  station.db.prepare(`UPDATE meta SET value = ? WHERE key = 'station'`).run(JSON.stringify(index.recipient));
  station.identity = readIdentity(station.db);
  for (const card of index.cards) await accept(station, card);
  return station;
}

async function accept(station: Station, card: string): Promise<number> {
  const read = readCard(Buffer.from(card));
  const done = read.ok ? await acceptStation(importDeps(station), Buffer.from(card), fingerprintOfCertificate(read.value)) : read;
  if (!done.ok) throw new Error(done.error.message);
  return done.value.released;
}

describe('golden bundles', () => {
  it('are taken in as on the day they were made', async () => {
    const station = await recipient();
    for (const { file, what, report, digest } of index.good) {
      expect(await imported(station, join(FOLDER, file)), `${file}: ${what}`).toMatchObject(report);
      expect(digestOf(station), file).toBe(digest);
    }
    for (const card of index.lateCards) expect(await accept(station, card)).toBe(3);
    for (const { file } of index.good) expect(await imported(station, join(FOLDER, file))).toMatchObject({ entries: { new: 0 }, already: { by: 'Registrar' } });
  });

  it('that are plain are read by the independent reader with the same digest', () => {
    const plain = index.good.filter(({ file }) => file.endsWith('.zip'));
    expect(plain.length).toBe(2);
    const [first] = plain;
    expect(independentDigest(readBundle(readFileSync(join(FOLDER, first?.file ?? ''))).segments.flatMap((segment) => segment.lines))).toBe(first?.digest);
    for (const { file } of plain) expect(readBundle(readFileSync(join(FOLDER, file))).segments.every((segment) => segment.signed)).toBe(true);
  });

  it('that are malformed are refused for the same reason, with a sentence, and change nothing', async () => {
    const station = await recipient();
    const before = contentsOf(station);
    for (const { file, what, type } of index.malformed) {
      for (const done of [await inspected(station, join(FOLDER, file)), await attempted(station, join(FOLDER, file))]) {
        expect(done.ok ? 'taken in' : done.error, `${file}: ${what}`).toMatchObject({ type, message: expect.stringMatching(/^The bundle was refused\. [A-Za-z].*\. Nothing was changed\.$/) as unknown });
      }
    }
    expect(contentsOf(station)).toBe(before);
  });

  it('are all named in the index', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(['README.md', 'index.json', ...[...index.good, ...index.malformed].map(({ file }) => file)].sort());
  });
});
