/** Whose signatures count here (docs/format.md, section 5). Judging is pure; the table keeps other stations' certificates byte for byte. */
import { err, ok, type Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/contract.ts';
import { compareText } from '../changes/merge.ts';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import { fingerprintOfCertificate, isVouchedBy, readCard, readCertificate, type CertificateError, type SignedCertificate } from './certificate.ts';
import type { StationIdentity } from './identity.ts';

/** `own`: of this store; `accepted`: a person compared the fingerprint; `vouched`: an earlier valid key of the office vouches. These three are valid here. */
export type TrustState = 'own' | 'accepted' | 'vouched' | 'pending' | 'revoked';

export interface KnownStation {
  readonly signed: SignedCertificate;
  readonly state: TrustState;
}

/** Log -> what is known of it. */
export type Trust = ReadonlyMap<string, KnownStation>;

export type TrustError = CertificateError | Failure<'WrongFingerprint' | 'OwnCertificate' | 'CertificateConflict' | 'StationUnknown'>;

export const isValid = (station: KnownStation | undefined): boolean => station !== undefined && station.state !== 'pending' && station.state !== 'revoked';

/** The certificate of a log, if it is valid here. */
export const validCertificate = (trust: Trust, log: string): SignedCertificate | null => {
  const station = trust.get(log);
  return station !== undefined && isValid(station) ? station.signed : null;
};

/** Certificates of an office that are valid here, sorted by log. */
export const validStationsOf = (trust: Trust, office: string): readonly KnownStation[] =>
  [...trust.values()].filter((station) => isValid(station) && station.signed.certificate.office === office).sort(byLog);

/**
 * Stations of an office that still write: valid, and not followed by another certificate that they vouched for after a restore or a fork.
 */
export function activeStationsOf(trust: Trust, office: string): readonly KnownStation[] {
  const all = validStationsOf(trust, office);
  return all.filter((station) => !all.some((later) => later !== station && later.signed.certificate.reason !== 'setup' && isVouchedBy(later.signed, station.signed)));
}

/** What a change of trust did, to be written down and told. */
export interface TrustChange {
  readonly trust: Trust;
  /** Logs that are valid now and were not before. */
  readonly newlyValid: readonly string[];
  /** Logs whose certificate is kept now and was not before, without being valid. */
  readonly pending: readonly string[];
  /** One sentence for each certificate that was refused. */
  readonly warnings: readonly string[];
}

/**
 * Takes in certificates that came with a bundle: kept as pending, valid if vouched for. Refused, with a warning, are one that differs
 * from the known one of its log and one whose key id another log has. Neither displaces what a person accepted; one that is
 * vouched for displaces a pending one.
 */
export function receiveCertificates(before: Trust, received: readonly SignedCertificate[]): TrustChange {
  let trust = new Map<string, KnownStation>(before);
  const warnings: string[] = [];
  for (const signed of [...received].sort((a, b) => compareText(a.certificate.log, b.certificate.log))) {
    const rivals = rivalsOf(trust, signed);
    const vouched = isVouchedHere(trust, signed);
    if (rivals.some((rival) => rival.state !== 'pending') || (rivals.length > 0 && !vouched)) {
      warnings.push(`A certificate for log ${signed.certificate.log} of ${signed.certificate.office} was refused: another one with the same log or key id is known.`);
      continue;
    }
    for (const rival of rivals) trust.delete(rival.signed.certificate.log);
    const known = trust.get(signed.certificate.log);
    if (known === undefined) trust.set(signed.certificate.log, { signed, state: 'pending' });
    else if (known.state !== 'own' && bringsVoucher(trust, known, signed)) trust.set(signed.certificate.log, { signed, state: known.state });
    trust = vouchAll(trust);
  }
  return changeOf(before, trust, warnings);
}

/** A person compared the fingerprint of a card. */
export function acceptCertificate(before: Trust, signed: SignedCertificate): Result<TrustChange, TrustError> {
  const { log, office } = signed.certificate;
  if (before.get(log)?.state === 'own') return err({ type: 'OwnCertificate', message: `The card was not accepted: it is this store's own. Nothing was changed.` });
  const rivals = rivalsOf(before, signed);
  const rival = rivals.find((station) => station.state !== 'pending');
  if (rival !== undefined) {
    return err({
      type: 'CertificateConflict',
      message: `The card of ${office} was not accepted: expected a log and a key that no other certificate has, found those of ${rival.signed.certificate.office} (${rival.signed.certificate.log}, key ${rival.signed.keyId}). Nothing was changed.`,
    });
  }
  const trust = new Map(before);
  for (const { signed: pending } of rivals) trust.delete(pending.certificate.log);
  trust.set(log, { signed, state: 'accepted' });
  return ok(changeOf(before, vouchAll(trust), []));
}

/** From now on signatures of this station do not count; what it wrote before stays. Whom only it vouched for becomes pending. */
export function revokeCertificate(before: Trust, log: string): Result<TrustChange, TrustError> {
  const known = before.get(log);
  if (known === undefined) return err({ type: 'StationUnknown', message: `Nothing was revoked: no station with log ${log} is known. Nothing was changed.` });
  if (known.state === 'own') return err({ type: 'OwnCertificate', message: `Nothing was revoked: ${log} is this store's own log. Nothing was changed.` });
  return ok(changeOf(before, vouchAll(new Map(before).set(log, { ...known, state: 'revoked' })), []));
}

/** Others with the same log but other bytes, or with the same key id for another log. */
const rivalsOf = (trust: Trust, signed: SignedCertificate): readonly KnownStation[] =>
  [...trust.values()].filter(({ signed: other }) => (other.certificate.log === signed.certificate.log ? !other.line.equals(signed.line) : other.keyId === signed.keyId));

/** True if a certificate that is valid here vouches. */
const isVouchedHere = (trust: Trust, signed: SignedCertificate): boolean => [...trust.values()].some((station) => isValid(station) && isVouchedBy(signed, station.signed));

/** The same certificate with a voucher that counts, where the one kept has none or a worthless one: a carrier can put any text there. */
const bringsVoucher = (trust: Trust, known: KnownStation, signed: SignedCertificate): boolean =>
  isVouchedHere(trust, signed) ? !isVouchedHere(trust, known.signed) : known.state === 'pending' && known.signed.prior === null && signed.prior !== null;

/** Derives `vouched` and `pending` anew from what is own and accepted. */
function vouchAll(trust: ReadonlyMap<string, KnownStation>): Map<string, KnownStation> {
  const judged = new Map([...trust].map(([log, station]): [string, KnownStation] => [log, station.state === 'vouched' ? { ...station, state: 'pending' } : station]));
  for (let grew = true; grew;) {
    grew = false;
    for (const [log, station] of judged) {
      if (station.state !== 'pending') continue;
      if (!isVouchedHere(judged, station.signed)) continue;
      judged.set(log, { ...station, state: 'vouched' });
      grew = true;
    }
  }
  return judged;
}

function changeOf(before: Trust, trust: Trust, warnings: readonly string[]): TrustChange {
  const logs = [...trust.keys()].sort(compareText);
  return {
    trust,
    newlyValid: logs.filter((log) => isValid(trust.get(log)) && !isValid(before.get(log))),
    pending: logs.filter((log) => trust.get(log)?.state === 'pending' && !before.has(log)),
    warnings,
  };
}

const byLog = (a: KnownStation, b: KnownStation): number => compareText(a.signed.certificate.log, b.signed.certificate.log);

/** Everything known here: our own certificates and the table's. */
export function readTrust(db: ReadableDB, identity: StationIdentity): Trust {
  const trust = new Map<string, KnownStation>();
  const rows = db.prepare('SELECT line, signature, prior, state FROM certificate ORDER BY log').all() as { line: Buffer; signature: string; prior: string | null; state: TrustState }[];
  for (const row of rows) {
    const read = readCertificate(row.line, row.signature, row.prior);
    if (!read.ok) throw new Error(read.error.message);
    trust.set(read.value.certificate.log, { signed: read.value, state: row.state });
  }
  for (const signed of [...identity.former, identity.signed]) trust.set(signed.certificate.log, { signed, state: 'own' });
  return trust;
}

/** Writes what a change made of the certificates, in the caller's transaction. @param at a time stamp. */
export function writeTrust(db: WritableDB, before: Trust, trust: Trust, at: string): void {
  for (const log of before.keys()) if (!trust.has(log)) db.prepare('DELETE FROM certificate WHERE log = ?').run(log);
  const put = db.prepare(`INSERT INTO certificate (log, office, key_id, line, signature, prior, state, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (log) DO UPDATE SET key_id = excluded.key_id, line = excluded.line, signature = excluded.signature, prior = excluded.prior, state = excluded.state, changed_at = excluded.changed_at`);
  for (const [log, station] of trust) {
    if (station.state === 'own' || same(before.get(log), station)) continue;
    const { signed } = station;
    put.run(log, signed.certificate.office, signed.keyId, signed.line, signed.signature, signed.prior, station.state, at);
  }
}

const same = (a: KnownStation | undefined, b: KnownStation): boolean => a?.state === b.state && a.signed.line.equals(b.signed.line) && a.signed.prior === b.signed.prior;

/** Reads a card and compares its fingerprint with the twelve words that a person heard from the other office. */
export function checkCard(bytes: Buffer, words: string): Result<SignedCertificate, TrustError> {
  const card = readCard(bytes);
  if (!card.ok) return card;
  const found = fingerprintOfCertificate(card.value);
  const heard = words.toLowerCase().split(/[^a-z]+/).filter((word) => word !== '').join(' ');
  if (heard === found) return card;
  return err({
    type: 'WrongFingerprint',
    message: `The card of ${card.value.certificate.office} was not accepted: the twelve words given are not those of the card. Ask the office for its words again, by another way than the card came. Nothing was changed.`,
  });
}
