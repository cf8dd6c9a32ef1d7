/** Who this store is: its keys and certificates, kept inside the encrypted database; and the start of a new log. */
import { z } from 'zod';
import { generateAgeKey } from '../crypto/age.ts';
import { generateSigningKey, signingKeyFromSeed } from '../crypto/minisign.ts';
import { sealSegments } from '../changes/segments.ts';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import { issueCertificate, readCertificate, type SignedCertificate } from '../exchange/certificate.ts';
import { sealerOf, type StationIdentity } from '../exchange/identity.ts';

/** What an office says of itself at set-up. */
export interface OfficeDetails {
  readonly office: string;
  readonly name: string;
  readonly country: string | null;
  readonly region: string | null;
}

export interface StationDeps {
  readonly random: (bytes: number) => Buffer;
  readonly wallClock: () => string;
}

const keptShape = z.object({
  seed: z.string(),
  ageIdentities: z.array(z.string()).min(1),
  certificates: z.array(z.object({ line: z.string(), signature: z.string(), prior: z.string().nullable() })).min(1),
});

type Kept = z.infer<typeof keptShape>;

/** Sets a new store's identity up: keys, log, certificate. */
export async function createIdentity(db: WritableDB, details: OfficeDetails, deps: StationDeps): Promise<StationIdentity> {
  const age = await generateAgeKey();
  const key = generateSigningKey(deps.random);
  const signed = issueCertificate({
    ...details, ageRecipient: age.recipient, from: deps.wallClock(), log: newLogId(details.office, deps), numberLetters: '', reason: 'setup', station: randomBase32(10, deps),
  }, key, null);
  keep(db, { seed: key.seed.toString('base64'), ageIdentities: [age.identity], certificates: [stored(signed)] });
  return readIdentity(db);
}

/** @throws if the store has no identity: every store has one from its first transaction on. */
export function readIdentity(db: ReadableDB): StationIdentity {
  const kept = readKept(db);
  const [signed, ...former] = kept.certificates.map((certificate) => {
    const read = readCertificate(Buffer.from(certificate.line, 'utf8'), certificate.signature, certificate.prior);
    if (!read.ok) throw new Error(read.error.message);
    return read.value;
  });
  if (signed === undefined) throw new Error('The store has no certificate');
  const { office, station, log } = signed.certificate;
  return { office, station, log, signed, former, signingKey: signingKeyFromSeed(Buffer.from(kept.seed, 'base64')), ageIdentities: kept.ageIdentities };
}

/**
 * Ends the log that this store wrote and starts another, with new keys and a certificate that the old key vouches for.
 * What was not sealed yet is sealed first, so that nothing written in the old log stays behind.
 *
 * @param reason `restore`: this is another installation from now on; `fork`: the same one, whose log was continued elsewhere.
 */
export async function startNewLog(db: WritableDB, reason: 'restore' | 'fork', deps: StationDeps): Promise<StationIdentity> {
  const before = readIdentity(db);
  const age = await generateAgeKey();
  const key = generateSigningKey(deps.random);
  const { office, name, country, region, numberLetters } = before.signed.certificate;
  const station = reason === 'restore' ? randomBase32(10, deps) : before.station;
  const signed = issueCertificate({
    office, name, country, region, numberLetters, station, reason, ageRecipient: age.recipient, from: deps.wallClock(), log: newLogId(office, deps),
  }, key, before.signingKey);
  db.transaction(() => {
    sealSegments(db, sealerOf(before), 'all');
    const kept = readKept(db);
    keep(db, { seed: key.seed.toString('base64'), ageIdentities: [age.identity, ...kept.ageIdentities], certificates: [stored(signed), ...kept.certificates] });
  }).immediate();
  return readIdentity(db);
}

const newLogId = (office: string, deps: StationDeps): string => `${office}.${randomBase32(10, deps)}`;

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Ten random bytes are sixteen characters. */
function randomBase32(bytes: number, deps: StationDeps): string {
  let bits = '';
  for (const byte of deps.random(bytes)) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('');
}

const stored = (signed: SignedCertificate): Kept['certificates'][number] => ({ line: signed.line.toString('utf8'), signature: signed.signature, prior: signed.prior });

function readKept(db: ReadableDB): Kept {
  const text = db.prepare(`SELECT value FROM meta WHERE key = 'station'`).pluck().get() as string | undefined;
  if (text === undefined) throw new Error('The store has no identity');
  return keptShape.parse(JSON.parse(text));
}

function keep(db: WritableDB, kept: Kept): void {
  db.prepare(`INSERT INTO meta (key, value) VALUES ('station', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`).run(JSON.stringify(kept));
}

