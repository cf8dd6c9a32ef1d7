import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { headHash } from '../../../src/main/changes/segmentHead.ts';
import { sign } from '../../../src/main/crypto/minisign.ts';
import { fingerprintOfCertificate, issueCertificate, renderCard, type SignedCertificate } from '../../../src/main/exchange/certificate.ts';
import { accept, addAgreement, befriend, bundleFrom, digestOf, fileWith, problemsOf, send, takeIn } from '../../support/exchange.ts';
import { certificateFilesOf, entryLine, forgeSegment, paperStation, posted, signedAs, withFiles, withoutSegments } from '../../support/forgeSegment.ts';
import { newOffice, type Office } from '../../support/office.ts';
import { rngOf } from '../../support/rng.ts';
import { canonical, unpack, type Files } from './forge.ts';

const rng = rngOf('trust');
let carrier: Office;
let victim: Office;
/** A genuine bundle from the carrier to the victim, without segments. */
let genuine: Files;

beforeAll(async () => {
  carrier = await newOffice('uz-bu');
  victim = await newOffice('uz-sa');
  await befriend(carrier, victim);
  await addAgreement(victim, 'ours');
  genuine = withoutSegments(await bundleFrom(carrier, victim, { plain: true }));
});

const carrierKey = () => carrier.store().identity().signingKey;

/** The carrier brings these files along. */
const brought = (...files: readonly Files[]): string => posted(withFiles(genuine, ...files), carrierKey());

const stationOf = async (log: string): Promise<{ readonly state: string } | undefined> => (await victim.do('trust.list', {})).stations.find((station) => station.log === log);

const tryCard = (card: Buffer, fingerprint: string) => victim.try('trust.accept', { card: fileWith(card, 'a.bitim-card'), fingerprint });

async function refusedCard(card: Buffer, fingerprint: string, type: string, message: RegExp): Promise<void> {
  const before = await victim.do('trust.list', {});
  expect(await tryCard(card, fingerprint)).toMatchObject({ ok: false, error: { type, message: expect.stringMatching(message) as string } });
  expect(await victim.do('trust.list', {})).toEqual(before);
}

async function refusedBundle(path: string, type: string, message: RegExp): Promise<void> {
  const before = await victim.do('trust.list', {});
  expect(await victim.try('bundles.import', { file: path })).toMatchObject({ ok: false, error: { type, message: expect.stringMatching(message) as string } });
  expect(await victim.do('trust.list', {})).toEqual(before);
}

/** A card whose certificate's text was changed, the signature left as it was. */
const bentCard = (signed: SignedCertificate, from: string, to: string): Buffer =>
  Buffer.from(`${canonical({ certificate: signed.line.toString('utf8').replace(from, to), format: 'bitim-card/1', prior: signed.prior, signature: signed.signature })}\n`);

describe('trust', () => {
  let before = '';
  beforeEach(async () => { before = await digestOf(victim); });
  afterEach(async () => { expect(await problemsOf(victim)).toEqual([]); });

  const unchanged = async (): Promise<void> => { expect(await digestOf(victim)).toBe(before); };

  it('attack 73: a genuine card with a wrong fingerprint', async () => {
    const { signed } = await paperStation(rng, 'uz-na');
    const words = fingerprintOfCertificate(signed);
    const wrong = [fingerprintOfCertificate((await paperStation(rng, 'uz-na')).signed), words.split(' ').slice(1).join(' '), words.split(' ').reverse().join(' '), `${words} abandon`, words.replaceAll(' ', ''), '-'];
    for (const other of wrong) await refusedCard(renderCard(signed), other, 'WrongFingerprint', /card of uz-na was not accepted: the twelve words given are not those of the card/);
    expect(await tryCard(renderCard(signed), words.toUpperCase().replaceAll(' ', ', '))).toMatchObject({ ok: true, value: { office: 'uz-na' } });
    await unchanged();
  });

  it('attack 74: a card with another seal recipient put in', async () => {
    const { signed } = await paperStation(rng, 'uz-na');
    const mallory = await paperStation(rng, 'uz-na');
    const words = fingerprintOfCertificate(signed);
    const { ageRecipient } = mallory.signed.certificate;
    const bent = bentCard(signed, signed.certificate.ageRecipient, ageRecipient);
    await refusedCard(bent, words, 'CertificateMalformed', /not signed by its own key/);
    const resigned = issueCertificate({ ...signed.certificate, ageRecipient }, mallory.key, null);
    await refusedCard(renderCard(resigned), words, 'WrongFingerprint', /uz-na/);
    await refusedCard(renderCard({ ...signed, signature: resigned.signature }), words, 'CertificateMalformed', /not signed by its own key/);
    await unchanged();
  });

  it('attack 75: a certificate with the key id, the key or the log of another', async () => {
    const known = carrier.store().identity().signed;
    const mallory = await paperStation(rng, 'uz-na');
    const mixed = Buffer.concat([Buffer.from(known.certificate.signKey, 'base64').subarray(0, 10), mallory.key.publicKey]).toString('base64');
    await refusedCard(bentCard(mallory.signed, mallory.signed.certificate.signKey, mixed), fingerprintOfCertificate(mallory.signed), 'CertificateMalformed', /key id/);

    const sameKey = issueCertificate({ ...mallory.signed.certificate }, carrierKey(), null);
    await refusedCard(renderCard(sameKey), fingerprintOfCertificate(sameKey), 'CertificateConflict', new RegExp(`found those of uz-bu \\(${known.certificate.log}, key ${known.keyId}\\)`));
    const sameLog = issueCertificate({ ...known.certificate }, mallory.key, null);
    await refusedCard(renderCard(sameLog), fingerprintOfCertificate(sameLog), 'CertificateConflict', /card of uz-bu was not accepted/);

    for (const signed of [sameKey, sameLog]) {
      const report = await takeIn(victim, brought(certificateFilesOf(signed)));
      expect(report.warnings.join()).toContain(`A certificate for log ${signed.certificate.log} of ${signed.certificate.office} was refused: another one with the same log or key id is known.`);
    }
    expect(await stationOf(known.certificate.log)).toMatchObject({ state: 'accepted', keyId: known.keyId });
    expect(await stationOf(sameKey.certificate.log)).toBeUndefined();
    await unchanged();
  });

  it('attack 76: a certificate vouched for by another office', async () => {
    const forged = await paperStation(rng, 'uz-qa', { reason: 'restore' }, carrierKey());
    await takeIn(victim, brought(certificateFilesOf(forged.signed)));
    expect(await stationOf(forged.signed.certificate.log)).toMatchObject({ state: 'pending' });
    await refusedBundle(posted(withFiles(genuine, certificateFilesOf(forged.signed)), forged.key, signedAs(forged)), 'UnknownCarrier', /of uz-qa, whose certificate was not accepted here/);
    await unchanged();
  });

  it('attack 77: a forged vouching, alone or in place of the right one', async () => {
    const mallory = await paperStation(rng, 'uz-bu');
    const restored = await paperStation(rng, 'uz-bu', { reason: 'restore' }, carrierKey());
    const { log } = restored.signed.certificate;
    const forgeries = [
      issueCertificate(restored.signed.certificate, restored.key, mallory.key).prior,
      issueCertificate(restored.signed.certificate, restored.key, restored.key).prior,
      sign(carrierKey(), `${log}.json`, Buffer.from('another certificate')),
      sign(carrierKey(), 'another.json', restored.signed.line),
    ];
    for (const prior of forgeries) {
      const forged = { ...restored.signed, prior };
      await takeIn(victim, brought(certificateFilesOf(forged)));
      expect(await stationOf(log)).toMatchObject({ state: 'pending' });
      await refusedBundle(posted(withFiles(genuine, certificateFilesOf(forged)), restored.key, signedAs(restored)), 'UnknownCarrier', /of uz-bu, whose certificate was not accepted here/);
    }
    await refusedBundle(brought(certificateFilesOf({ ...restored.signed, prior: 'x'.repeat(5_000) })), 'BundleDamaged', new RegExp(`${log}\\.json: .*not a signature`));

    await takeIn(victim, brought(certificateFilesOf(restored.signed)));
    expect(await stationOf(log)).toMatchObject({ state: 'vouched' });
    await takeIn(victim, brought(certificateFilesOf({ ...restored.signed, prior: forgeries[0] ?? null })));
    expect(await stationOf(log)).toMatchObject({ state: 'vouched' });
    await unchanged();
  });

  it('attack 78: a segment of an unknown origin, forwarded', async () => {
    const origin = await paperStation(rng, 'uz-xo');
    const { log } = origin.signed.certificate;
    const record = rng.id();
    const line = entryLine(rng, log, 1, { r: record, d: { registerNo: 'of an unknown origin' } });
    const segment = forgeSegment(origin.key, log, [line]);
    const lie = forgeSegment({ ...carrierKey(), keyId: origin.key.keyId }, log, [entryLine(rng, log, 2, { r: record, d: { registerNo: 'a lie' } })], 2, segment.hash);
    expect(await takeIn(victim, brought(segment.files, lie.files))).toMatchObject({ quarantined: 2, entries: { new: 0 } });
    await unchanged();
    expect(await victim.try('record.show', { id: record })).toMatchObject({ ok: false, error: { type: 'RecordUnknown' } });
    expect((await victim.do('record.list', { kind: 'agreement' })).total).toBe(1);
    expect(await problemsOf(victim)).toEqual([]);

    const accepted = await tryCard(renderCard(origin.signed), fingerprintOfCertificate(origin.signed));
    expect(accepted).toMatchObject({ ok: true, value: { released: 1, warnings: [`Entries 2-2 of ${log} were dropped: they are not signed by the certificate of that log.`] } });
    expect((await victim.do('record.show', { id: record })).registerNo).toBe('of an unknown origin');
    await refusedBundle(brought(lie.files), 'BundleDamaged', /0000000002-0000000002\.head\.json\.minisig: /);
  });

  it('attack 79: a second station for a known office, unvouched', async () => {
    const second = await paperStation(rng, 'uz-bu');
    const { log } = second.signed.certificate;
    const record = rng.id();
    const segment = forgeSegment(second.key, log, [entryLine(rng, log, 1, { r: record })]);
    const own = posted(withFiles(genuine, certificateFilesOf(second.signed), segment.files), second.key, signedAs(second));
    await refusedBundle(own, 'UnknownCarrier', new RegExp(`found key ${second.key.keyId} of uz-bu, whose certificate is not known here`));
    expect(await takeIn(victim, brought(certificateFilesOf(second.signed), segment.files))).toMatchObject({ quarantined: 1, entries: { new: 0 } });
    expect(await stationOf(log)).toMatchObject({ state: 'pending', office: 'uz-bu' });
    await refusedBundle(own, 'UnknownCarrier', /was not accepted here/);
    await unchanged();

    const sealedFor = readFileSync(await bundleFrom(victim, carrier), 'latin1').split('\n').filter((part) => part.startsWith('-> X25519 '));
    expect(await tryCard(renderCard(second.signed), fingerprintOfCertificate(second.signed))).toMatchObject({ ok: true, value: { released: 1 } });
    expect((await victim.do('record.show', { id: record })).registerNo).toBe('1');
    const afterwards = readFileSync(await bundleFrom(victim, carrier), 'latin1').split('\n').filter((part) => part.startsWith('-> X25519 '));
    expect(afterwards.length).toBe(sealedFor.length + 1);
  });

  it('attack 80: a certificate for a log of another office', async () => {
    const forged = await paperStation(rng, 'uz-qa', { log: 'uz-bu.abcdefghijklmnop' });
    await refusedCard(renderCard(forged.signed), fingerprintOfCertificate(forged.signed), 'CertificateMalformed', /log uz-bu\.abcdefghijklmnop is not of office uz-qa/);
    await refusedBundle(brought(certificateFilesOf(forged.signed)), 'BundleDamaged', /stations\/uz-bu\.abcdefghijklmnop\.json: log uz-bu\.abcdefghijklmnop is not of office uz-qa/);
    const another = certificateFilesOf((await paperStation(rng, 'uz-qa')).signed);
    const renamed = new Map([...another].map(([name, bytes]) => [name.replace(/uz-qa\.[a-z2-7]{16}/, 'uz-bu.abcdefghijklmnop'), bytes]));
    await refusedBundle(brought(renamed), 'BundleDamaged', /stations\/uz-bu\.abcdefghijklmnop\.json: /);
    await unchanged();
  });

  it('attack 81: a receipt that lies about what it holds', async () => {
    const third = await newOffice('uz-ng');
    const friend = await newOffice('uz-fa');
    await befriend(third, friend);
    await accept(third, carrier);
    await accept(carrier, third);
    const id = await addAgreement(third, 'what the liar says it holds');
    const sent = unpack(readFileSync(await bundleFrom(third, carrier, { plain: true })));
    const head = [...sent].find(([name]) => name.endsWith('.head.json'));
    if (head === undefined) throw new Error('No segment was sent');
    const hash = headHash(head[1]);
    const { log } = third.store().identity();
    const liar = withoutSegments(await bundleFrom(carrier, third, { plain: true }));
    const have = (streams: object): Files => new Map([['data/have.json', Buffer.from(`${canonical({ format: 'bitim-have/1', lacks: [], streams })}\n`)]]);
    const thirdBefore = await digestOf(third);

    await takeIn(third, posted(withFiles(liar, have({ [`${log}/all`]: [{ from: 1, head: hash, to: 1 }], 'uz-na.aaaaaaaaaaaaaaaa/all': [{ from: 1, head: 'e'.repeat(64), to: 9_999_999_999 }] })), carrierKey(), (text) => text.replace(/^Bitim-Sequence: .*$/m, 'Bitim-Sequence: 2')));
    const listed = async (to: string, full: boolean): Promise<boolean> => [...unpack(readFileSync(await bundleFrom(third, to, { plain: true, full }))).keys()].includes(head[0]);
    expect(await listed('uz-bu', false)).toBe(false);
    expect(await listed('uz-fa', false)).toBe(true);
    expect(await listed('uz-bu', true)).toBe(true);
    expect(await send(third, carrier, { full: true })).toMatchObject({ entries: { new: 1 } });
    expect((await carrier.do('record.show', { id })).registerNo).toBe('what the liar says it holds');

    const boast = await takeIn(third, posted(withFiles(liar, have({ [`${log}/all`]: [{ from: 1, head: 'e'.repeat(64), to: 5 }] })), carrierKey(), (text) => text.replace(/^Bitim-Sequence: .*$/m, 'Bitim-Sequence: 3')));
    expect(boast.warnings.join()).toMatch(/Another office holds entries of our own log that are not here.*A new log, uz-ng\.[a-z2-7]{16}, was started here/);
    expect(await digestOf(third)).toBe(thirdBefore);
    expect(await problemsOf(third)).toEqual([]);
    const local = posted(withFiles(liar, have({ [`${log}/local`]: [{ from: 1, head: hash, to: 1 }] })), carrierKey());
    expect(await third.try('bundles.import', { file: local })).toMatchObject({ ok: false, error: { type: 'BundleDamaged', message: expect.stringContaining(`data/have.json: expected streams <log>/<scope> that are shared, found "${log}/local"`) as string } });
  });
});
