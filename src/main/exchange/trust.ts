/** Whose signatures count here (docs/format.md, section 5). Judging is pure; the table keeps other stations' certificates byte for byte. */
import { err, ok, type Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/contract.ts';
import { compareText } from '../changes/order.ts';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import { claimedKeyId } from '../crypto/minisign.ts';
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
  const trust = new Map<string, KnownStation>(before);
  const byKey = keysOf(trust);
  const warnings: string[] = [];
  for (const signed of [...received].sort((a, b) => compareText(a.certificate.log, b.certificate.log))) {
    const { log, office } = signed.certificate;
    const rivals = rivalsOf(trust, byKey, signed);
    const vouched = isVouchedHere(trust, byKey, signed);
    if (rivals.some((rival) => rival.state !== 'pending') || (rivals.length > 0 && !vouched)) {
      warnings.push(`A certificate for log ${log} of ${office} was refused: another one with the same log or key id is known.`);
      continue;
    }
    for (const rival of rivals) {
      trust.delete(rival.signed.certificate.log);
      byKey.delete(rival.signed.keyId);
    }
    const known = trust.get(log);
    const state = known === undefined || known.state === 'pending' ? (vouched ? 'vouched' : 'pending') : known.state;
    if (known === undefined || (known.state !== 'own' && bringsVoucher(trust, byKey, known, signed))) trust.set(log, { signed, state });
    byKey.set(signed.keyId, log);
  }
  return changeOf(before, vouchAll(trust), warnings);
}

/** A person compared the fingerprint of a card. */
export function acceptCertificate(before: Trust, signed: SignedCertificate): Result<TrustChange, TrustError> {
  const { log, office } = signed.certificate;
  if (before.get(log)?.state === 'own') return err({ type: 'OwnCertificate', message: `The card was not accepted: it is this store's own. Nothing was changed.` });
  const rivals = rivalsOf(before, keysOf(before), signed);
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

/** Key id -> log. No two certificates that are kept have one key id. */
const keysOf = (trust: Trust): Map<string, string> => new Map([...trust].map(([log, { signed }]) => [signed.keyId, log]));

/** Others with the same log but other bytes, or with the same key id for another log. */
function rivalsOf(trust: Trust, byKey: ReadonlyMap<string, string>, signed: SignedCertificate): readonly KnownStation[] {
  const { log } = signed.certificate;
  const sameLog = trust.get(log);
  const sameKey = trust.get(byKey.get(signed.keyId) ?? log);
  return [
    ...(sameLog !== undefined && !sameLog.signed.line.equals(signed.line) ? [sameLog] : []),
    ...(sameKey !== undefined && sameKey !== sameLog ? [sameKey] : []),
  ];
}

/** True if a certificate that is valid here vouches. */
function isVouchedHere(trust: Trust, byKey: ReadonlyMap<string, string>, signed: SignedCertificate): boolean {
  const earlier = trust.get(byKey.get(voucherOf(signed)) ?? '');
  return earlier !== undefined && isValid(earlier) && isVouchedBy(signed, earlier.signed);
}

/** The key id that a certificate says vouches for it; empty if there is none. */
const voucherOf = ({ prior }: SignedCertificate): string => (prior === null ? '' : (claimedKeyId(prior) ?? ''));

/** The same certificate with a voucher that counts, where the one kept has none or a worthless one: a carrier can put any text there. */
const bringsVoucher = (trust: Trust, byKey: ReadonlyMap<string, string>, known: KnownStation, signed: SignedCertificate): boolean =>
  isVouchedHere(trust, byKey, signed) ? !isVouchedHere(trust, byKey, known.signed) : known.state === 'pending' && known.signed.prior === null && signed.prior !== null;

/** Derives `vouched` and `pending` anew from what is own and accepted. Each voucher is checked once, however many a hostile bundle brings. */
function vouchAll(trust: Trust): Map<string, KnownStation> {
  const judged = new Map([...trust].map(([log, station]): [string, KnownStation] => [log, station.state === 'vouched' ? { ...station, state: 'pending' } : station]));
  const waiting = Map.groupBy([...judged.values()].filter((station) => station.state === 'pending'), (station) => voucherOf(station.signed));
  const valid = [...judged.values()].filter(isValid);
  for (const earlier of valid) {
    for (const { signed } of waiting.get(earlier.signed.keyId) ?? []) {
      if (!isVouchedBy(signed, earlier.signed)) continue;
      const station: KnownStation = { signed, state: 'vouched' };
      judged.set(signed.certificate.log, station);
      valid.push(station);
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
