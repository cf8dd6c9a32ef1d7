import type { Sealer } from '../changes/segments.ts';
import { sign, type SigningKey } from '../crypto/minisign.ts';
import type { SignedCertificate } from './certificate.ts';

/** Who this store is to other offices. The secret keys never leave the store. */
export interface StationIdentity {
  readonly office: string;
  readonly station: string;
  readonly log: string;
  readonly signed: SignedCertificate;
  readonly signingKey: SigningKey;
  /** Certificates of this store's earlier logs: valid here, and sent along so that others can check the segments signed then. */
  readonly former: readonly SignedCertificate[];
  /** The age key of the certificate first, then earlier ones, for bundles that were under way at a change of keys. */
  readonly ageIdentities: readonly string[];
}

/** Seals segments with this station's key. */
export const sealerOf = (identity: StationIdentity): Sealer => ({
  log: identity.log, office: identity.office, keyId: identity.signingKey.keyId, sign: (name, bytes) => sign(identity.signingKey, name, bytes),
});
