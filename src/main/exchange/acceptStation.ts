/** Accepting and revoking stations, with what follows: certificates vouched for become valid, waiting entries are applied. */
import { err, ok, type Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/contract.ts';
import type { Log } from '../changes/log.ts';
import type { WritableDB } from '../db/open.ts';
import { releaseQuarantined } from './applySegments.ts';
import type { StationIdentity } from './identity.ts';
import { acceptCertificate, checkCard, readTrust, revokeCertificate, writeTrust, type TrustError } from './trust.ts';
import { openTurns, Stopped, type TurnDeps } from './turns.ts';

export interface TrustDeps extends TurnDeps {
  readonly db: WritableDB;
  readonly log: Log;
  readonly identity: StationIdentity;
  readonly wallClock: () => string;
}

export interface AcceptedStation {
  readonly office: string;
  readonly log: string;
  /** Logs that became valid by this. */
  readonly newlyValid: readonly string[];
  /** Entries that had waited for this and were applied now. */
  readonly released: number;
  readonly warnings: readonly string[];
}

/** A person gives a card and the twelve words heard from the office. Errors: `WrongFingerprint`, `CertificateMalformed`, `CertificateConflict`, `OwnCertificate`. */
export async function acceptStation(deps: TrustDeps, card: Buffer, words: string): Promise<Result<AcceptedStation, TrustError | Failure<'Cancelled'>>> {
  const signed = checkCard(card, words);
  if (!signed.ok) return signed;
  const before = readTrust(deps.db, deps.identity);
  const change = acceptCertificate(before, signed.value);
  if (!change.ok) return change;
  deps.db.exec('BEGIN IMMEDIATE');
  try {
    writeTrust(deps.db, before, change.value.trust, deps.wallClock());
    const released = await releaseQuarantined({ db: deps.db, log: deps.log, turns: openTurns(deps) }, change.value.trust, change.value.newlyValid);
    deps.db.exec('COMMIT');
    const { office, log } = signed.value.certificate;
    return ok({ office, log, newlyValid: change.value.newlyValid, released: released.summary.fresh, warnings: released.warnings });
  } catch (cause) {
    if (deps.db.inTransaction) deps.db.exec('ROLLBACK');
    if (cause instanceof Stopped) return err({ type: 'Cancelled', message: 'The card was not accepted: it was stopped. Nothing was changed.' });
    throw cause;
  }
}

/** What the station wrote before stays; bundles it carries are refused and new entries of its log wait. */
export function revokeStation(deps: Pick<TrustDeps, 'db' | 'identity' | 'wallClock'>, log: string): Result<{ readonly log: string; readonly revoked: true }, TrustError> {
  const before = readTrust(deps.db, deps.identity);
  const change = revokeCertificate(before, log);
  if (!change.ok) return change;
  deps.db.transaction(() => { writeTrust(deps.db, before, change.value.trust, deps.wallClock()); }).immediate();
  return ok({ log, revoked: true });
}
