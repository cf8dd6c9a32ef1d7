/** Stations' certificates and the office card that carries one to a person. See docs/format.md, section 5. */
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { LOG_ID, OFFICE_ID } from '../changes/entry.ts';
import { claimedKeyId, decodePublicKey, encodePublicKey, keyIdOf, sign, verify, type SigningKey } from '../crypto/minisign.ts';
import { fingerprintOf } from '../crypto/words.ts';

const shape = z.strictObject({
  ageRecipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
  country: z.string().regex(/^[A-Z]{2}$/).nullable(),
  format: z.literal('bitim-certificate/1'),
  from: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/),
  log: z.string().regex(LOG_ID),
  name: z.string().min(1).max(200),
  numberLetters: z.string().regex(/^[A-Z]{0,4}$/),
  office: z.string().regex(OFFICE_ID),
  reason: z.enum(['setup', 'restore', 'fork']),
  region: z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/).nullable(),
  signKey: z.string(),
  station: z.string().regex(/^[a-z2-7]{16}$/),
});

export type Certificate = Readonly<z.infer<typeof shape>>;

/** A certificate with its exact bytes and signatures, as it is kept and forwarded. */
export interface SignedCertificate {
  readonly certificate: Certificate;
  /** The line with its LF. */
  readonly line: Buffer;
  readonly publicKey: Buffer;
  readonly keyId: string;
  /** By its own key. */
  readonly signature: string;
  /** By an earlier key of the office, if it was vouched for. */
  readonly prior: string | null;
}

export type CertificateError = { readonly type: 'CertificateMalformed'; readonly message: string };

export const certificateFileName = (log: string): string => `${log}.json`;

/** Makes a station's certificate, signed by its key and, after a restore or a fork, by the key it had before. */
export function issueCertificate(content: Omit<Certificate, 'format' | 'signKey'>, key: SigningKey, prior: SigningKey | null): SignedCertificate {
  const certificate: Certificate = { ...content, format: 'bitim-certificate/1', signKey: encodePublicKey(key.publicKey) };
  const line = renderLine(certificate);
  const name = certificateFileName(certificate.log);
  return { certificate, line, publicKey: key.publicKey, keyId: key.keyId, signature: sign(key, name, line), prior: prior === null ? null : sign(prior, name, line) };
}

/** Reads a certificate strictly: canonical, complete, signed by its own key. Who vouches for it is judged elsewhere. */
export function readCertificate(line: Buffer, signature: string, prior: string | null): Result<SignedCertificate, CertificateError> {
  const parsed = shape.safeParse(parseJson(line));
  if (!parsed.success) return malformed(`${parsed.error.issues[0]?.path.join('.') ?? ''}: ${parsed.error.issues[0]?.message ?? 'wrong shape'}`);
  const certificate = parsed.data;
  if (!renderLine(certificate).equals(line)) return malformed('it is not canonical JSON ended by a line feed');
  if (!certificate.log.startsWith(`${certificate.office}.`)) return malformed(`log ${certificate.log} is not of office ${certificate.office}`);
  if (certificate.name.normalize('NFC') !== certificate.name) return malformed('its name is not in normalisation form C');
  const publicKey = decodePublicKey(certificate.signKey);
  if (!publicKey.ok) return malformed(publicKey.error.message);
  const own = verify(publicKey.value, certificateFileName(certificate.log), line, signature);
  if (!own.ok) return malformed(`it is not signed by its own key (${own.error.message})`);
  if (prior !== null && claimedKeyId(prior) === null) return malformed('what should vouch for it is not a signature');
  return ok({ certificate, line, publicKey: publicKey.value, keyId: keyIdOf(publicKey.value), signature, prior });
}

/** True if the earlier key vouches for the certificate. */
export const isVouchedBy = (signed: SignedCertificate, earlier: Pick<SignedCertificate, 'publicKey' | 'certificate'>): boolean =>
  signed.prior !== null && earlier.certificate.office === signed.certificate.office
  && verify(earlier.publicKey, certificateFileName(signed.certificate.log), signed.line, signed.prior).ok;

/** The twelve words that people compare. */
export const fingerprintOfCertificate = (signed: Pick<SignedCertificate, 'line'>): string => fingerprintOf(signed.line);

const cardShape = z.strictObject({ certificate: z.string(), format: z.literal('bitim-card/1'), prior: z.string().nullable(), signature: z.string() });

/** The office card: what one office hands another so that it can be trusted. */
export const renderCard = (signed: SignedCertificate): Buffer =>
  canonicalLine({ certificate: signed.line.toString('utf8'), format: 'bitim-card/1', prior: signed.prior, signature: signed.signature });

export function readCard(bytes: Buffer): Result<SignedCertificate, CertificateError> {
  if (bytes.length > 65_536) return malformed('a card has at most 65,536 bytes');
  const parsed = cardShape.safeParse(parseJson(bytes));
  if (!parsed.success) return malformed('it is not an office card');
  if (!canonicalLine(parsed.data).equals(bytes)) return malformed('the card is not canonical JSON ended by a line feed');
  return readCertificate(Buffer.from(parsed.data.certificate, 'utf8'), parsed.data.signature, parsed.data.prior);
}

const malformed = (what: string): Result<never, CertificateError> => err({ type: 'CertificateMalformed', message: `The certificate was not accepted: ${what}. Nothing was changed.` });

const renderLine = (certificate: Certificate): Buffer => canonicalLine(certificate);

const canonicalLine = (value: unknown): Buffer => Buffer.from(`${canonicalize(value) ?? ''}\n`, 'utf8');

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
