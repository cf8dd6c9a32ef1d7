import canonicalize from 'canonicalize';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { sha256 } from './hash.ts';

// store.json: one line of canonical JSON ended by LF.
//   format      "bitim-store/1"
//   id          UUID of the store
//   kdf         Argon2id version 1.3: name, memoryMiB, passes, lanes, salt (16 bytes)
//   passphrase  nonce (12 bytes), box (48): the master key under AES-256-GCM with Argon2id(passphrase in NFC);
//               additional data: canonical {format, id, kdf, slot: "passphrase", nonce}
//   recovery    salt (16), nonce (12), box (48): the same under HKDF-SHA-256(256 recovery bits, salt, "bitim store recovery key");
//               additional data: canonical {format, id, salt, slot: "recovery", nonce}
//   mac         HMAC-SHA-256 under HKDF(master key, "bitim/header/1") over the canonical header without mac and check:
//               whoever lacks the master key can alter nothing unnoticed, the other slot included
//   check       first 16 hex digits of SHA-256 over the canonical header without check: tells damage from a wrong passphrase
// Bytes are in base64. Every later format keeps `format` and `check`.

export interface Kdf {
  readonly memoryMiB: number; // 19 to 1,024
  readonly passes: number; // 2 to 16
  readonly lanes: number; // 1 to 16
}

export const kdfLimits = { memoryMiB: [19, 1_024], passes: [2, 16], lanes: [1, 16] } as const;

const base64Of = (bytes: number) => z.string().refine((text) => Buffer.from(text, 'base64').length === bytes && Buffer.from(text, 'base64').toString('base64') === text);
const count = z.int().min(1);

const schema = z.strictObject({
  check: z.string(),
  format: z.literal('bitim-store/1'),
  id: z.uuid(),
  kdf: z.strictObject({ lanes: count, memoryMiB: count, name: z.literal('argon2id'), passes: count, salt: base64Of(16) }),
  mac: base64Of(32),
  passphrase: z.strictObject({ box: base64Of(48), nonce: base64Of(12) }),
  recovery: z.strictObject({ box: base64Of(48), nonce: base64Of(12), salt: base64Of(16) }),
});

export type VaultHeader = Readonly<z.infer<typeof schema>>;
export type HeaderError = { readonly type: 'HeaderDamaged' | 'StoreNewer'; readonly message: string };

export const damagedHeader = (why: string): Result<never, HeaderError> =>
  err({ type: 'HeaderDamaged', message: `The store's header is damaged: ${why}. The store was not opened and nothing was changed; put the header back from a backup.` });

/** Strict: exactly what `writeHeader` writes. Errors: `HeaderDamaged`, `StoreNewer`. */
export function readHeader(bytes: Buffer): Result<VaultHeader, HeaderError> {
  const text = bytes.toString('utf8');
  const value = bytes.length > 65_536 ? undefined : parseObject(text);
  if (value === undefined) return damagedHeader('it is not a JSON object');
  const { check, ...rest } = value;
  if (canonical(value) + '\n' !== text || check !== checkOf(rest)) return damagedHeader('its check does not agree with its content');
  const version = /^bitim-store\/([1-9][0-9]{0,5})$/.exec(String(value['format']))?.[1];
  if (version === undefined) return damagedHeader('it is not that of a store of Bitim');
  if (version !== '1') return err({ type: 'StoreNewer', message: `The store is of version ${version}; this program knows version 1. It was not opened and nothing was changed: install the newer program.` });
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : damagedHeader(`its field ${parsed.error.issues[0]?.path.join('.') ?? ''} is not as expected`);
}

export function writeHeader(header: Omit<VaultHeader, 'check'>): Buffer {
  return Buffer.from(`${canonical({ ...header, check: checkOf(header) })}\n`);
}

/** RFC 8785. */
export function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('Not a value of JSON.');
  return text;
}

const checkOf = (rest: object): string => sha256(Buffer.from(canonical(rest))).toString('hex').slice(0, 16);

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
