import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  changePassphrase,
  createVault,
  defaultKdf,
  delayAfter,
  lowestKdf,
  renewRecoveryKey,
  subKeys,
  unlockWithPassphrase,
  unlockWithRecoveryKey,
} from '../../../src/main/crypto/vault.ts';

const id = '0196a1c2-0000-7000-8000-000000000001';
const passphrase = 'kelishuvlar daftari';
type Vault = { readonly header: Buffer; readonly master: Buffer; readonly recoveryKey: string };

async function newVault(words = passphrase): Promise<Vault> {
  const vault = await createVault({ passphrase: words, kdf: lowestKdf, random: randomBytes, id });
  if (!vault.ok) throw new Error(vault.error.message);
  return vault.value;
}

let vault: Vault;
let other: Vault;
beforeAll(async () => {
  vault = await newVault();
  other = await newVault();
});

const typeOf = (result: { ok: true } | { ok: false; error: { type: string } }): string => (result.ok ? 'unlocked' : result.error.type);
const byPassphrase = async (header: Buffer, words = passphrase): Promise<string> => typeOf(await unlockWithPassphrase(header, words));
const byRecoveryKey = async (header: Buffer, key = vault.recoveryKey): Promise<string> => typeOf(await unlockWithRecoveryKey(header, key));

type Fields = Record<string, unknown> & { kdf: Record<string, unknown>; passphrase: Record<string, unknown>; recovery: Record<string, unknown> };
/** The header with fields changed by somebody who knows the format, and so puts the check right again. */
function forged(header: Buffer, change: (fields: Fields) => void): Buffer {
  const { check: _, ...fields } = JSON.parse(header.toString()) as Fields;
  change(fields);
  const check = createHash('sha256').update(canonicalize(fields) ?? '').digest('hex').slice(0, 16);
  return Buffer.from(`${canonicalize({ ...fields, check })}\n`);
}

describe('a vault', () => {
  it('gives its master key for the passphrase and for the recovery key', async () => {
    const expected = { ok: true, value: { master: vault.master, id } };
    expect([await unlockWithPassphrase(vault.header, passphrase), await unlockWithRecoveryKey(vault.header, vault.recoveryKey)]).toEqual([expected, expected]);
  });

  it('tells a wrong passphrase, a wrong recovery key and a mistyped one apart', async () => {
    expect([await byPassphrase(vault.header, 'kelishuvlar daftarI'), await byPassphrase(vault.header, ''), await byRecoveryKey(vault.header, other.recoveryKey), await byRecoveryKey(vault.header, passphrase)]).toEqual([
      'WrongPassphrase', 'WrongPassphrase', 'WrongRecoveryKey', 'RecoveryKeyMistyped',
    ]);
  });

  it('has a header of one line of canonical JSON with nothing secret in it', () => {
    const text = vault.header.toString();
    expect(text).toBe(`${canonicalize(JSON.parse(text))}\n`);
    expect(JSON.parse(text)).toMatchObject({ format: 'bitim-store/1', id, kdf: { name: 'argon2id', memoryMiB: 19, passes: 2, lanes: 1 } });
    expect([text.includes(vault.master.toString('base64')), text.includes(passphrase)]).toEqual([false, false]);
  });

  it('takes a passphrase in whichever form of Unicode it is typed', async () => {
    const composed = await newVault('o\u02BBzbekis\u0301ton\u00e9');
    expect([await byPassphrase(composed.header, 'o\u02BBzbeki\u015Bton' + 'e\u0301'), await byPassphrase(composed.header, 'ozbekistone')]).toEqual(['unlocked', 'WrongPassphrase']);
  });

  it('asks for eight characters, counted as a person counts them', async () => {
    const made = async (words: string): Promise<string> => typeOf(await createVault({ passphrase: words, kdf: lowestKdf, random: randomBytes, id }));
    expect([await made('1234567'), await made('e\u0301'.repeat(7)), await made('\u{1F511}'.repeat(7)), await made('12345678')]).toEqual(['PassphraseTooShort', 'PassphraseTooShort', 'PassphraseTooShort', 'unlocked']);
  });

  it('is not made with a derivation below the floor or above the ceiling', async () => {
    const made = async (kdf: Partial<typeof defaultKdf>): Promise<string> => typeOf(await createVault({ passphrase, kdf: { ...lowestKdf, ...kdf }, random: randomBytes, id }));
    expect(await Promise.all([{ memoryMiB: 18 }, { passes: 1 }, { lanes: 0 }, { memoryMiB: 19.5 }, { memoryMiB: NaN }, { memoryMiB: 1_025 }, { passes: 17 }, { lanes: 17 }].map(made))).toEqual([
      ...Array<string>(5).fill('KdfTooWeak'), ...Array<string>(3).fill('KdfTooExpensive'),
    ]);
  });

  it('made by an earlier program opens for decades', async () => {
    let n = 0;
    const counting = (length: number): Buffer => Buffer.from(Array.from({ length }, () => n++ & 0xff));
    const made = await createVault({ passphrase, kdf: lowestKdf, random: counting, id });
    if (!made.ok) throw new Error(made.error.message);
    expect(made.value.header.toString()).toMatchInlineSnapshot(`
      "{"check":"3f01e0ef2abd293d","format":"bitim-store/1","id":"0196a1c2-0000-7000-8000-000000000001","kdf":{"lanes":1,"memoryMiB":19,"name":"argon2id","passes":2,"salt":"ICEiIyQlJicoKSorLC0uLw=="},"mac":"1tQ9dpd7Fs+43+KeXHpkM688gxI+E4EK+2K0iA3f9co=","passphrase":{"box":"XxZwsJAetdlSAMg0nc31gt+hcUXHoizqsie8vCB3I75CZFhtQ7peHV94HrC5RJzq","nonce":"MDEyMzQ1Njc4OTo7"},"recovery":{"box":"nT37JV6MdYpwTe2W/q/f5PaL7CxLTpCVIYX4QaLjGP3arBuMkoGcRbj1HaE9ZvpB","nonce":"bG1ub3BxcnN0dXZ3","salt":"XF1eX2BhYmNkZWZnaGlqaw=="}}
      "
    `);
    expect(made.value.recoveryKey).toMatchInlineSnapshot(`"7GYK-WFT0-8514-6H25-8S3M-GJAA-9D64-TKJF-A18N-4MTM-ANB5-EP2S-B9DG-26A8"`);
  });

  it('derives by 256 MiB, three passes and four lanes unless asked otherwise', () => {
    expect(defaultKdf).toEqual({ memoryMiB: 256, passes: 3, lanes: 4 });
  });
});

describe('changing what unlocks', () => {
  it('keeps the master key and lets only the new passphrase in', async () => {
    const changed = await changePassphrase(vault.header, vault.master, 'yangi parol so\u02BBzi', randomBytes, { memoryMiB: 20, passes: 3, lanes: 4 });
    if (!changed.ok) throw new Error(changed.error.message);
    expect([await byPassphrase(changed.value), await byPassphrase(changed.value, 'yangi parol so\u02BBzi'), await byRecoveryKey(changed.value)]).toEqual(['WrongPassphrase', 'unlocked', 'unlocked']);
    expect(JSON.parse(changed.value.toString())).toMatchObject({ id, kdf: { memoryMiB: 20, passes: 3, lanes: 4 } });
  });

  it('refuses a short passphrase and leaves the header', async () => {
    expect(typeOf(await changePassphrase(vault.header, vault.master, 'short', randomBytes))).toBe('PassphraseTooShort');
  });

  it('to a new recovery key shuts the old one out and keeps the passphrase', async () => {
    const renewed = renewRecoveryKey(vault.header, vault.master, randomBytes);
    if (!renewed.ok) throw new Error(renewed.error.message);
    const { header, recoveryKey } = renewed.value;
    expect([await byRecoveryKey(header), await byRecoveryKey(header, recoveryKey), await byPassphrase(header)]).toEqual(['WrongRecoveryKey', 'unlocked', 'unlocked']);
  });

  it('is refused with the master key of another store', async () => {
    expect([typeOf(await changePassphrase(vault.header, other.master, passphrase, randomBytes)), typeOf(renewRecoveryKey(vault.header, other.master, randomBytes))]).toEqual(['HeaderDamaged', 'HeaderDamaged']);
  });
});

describe('an attack on the header', () => {
  it('that flips any single bit is refused before anything is derived', async () => {
    for (let bit = 0; bit < vault.header.length * 8; bit++) {
      const changed = Buffer.from(vault.header);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(await byPassphrase(changed), `bit ${bit}`).toBe('HeaderDamaged');
      expect(await byRecoveryKey(changed), `bit ${bit}`).toBe('HeaderDamaged');
    }
  });

  it('that cuts, adds, reorders or respells it is refused', async () => {
    const text = vault.header.toString();
    const reordered = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse()));
    for (const changed of ['', '{}', 'null', '[]', text.slice(0, -1), text.slice(0, 100), `${text}\n`, ` ${text}`, text.replace(':', ': '), `${reordered}\n`, text.replace('{', '{"x":1,'), '{"'.repeat(9_000), text.repeat(200)])
      expect(await byPassphrase(Buffer.from(changed))).toBe('HeaderDamaged');
  });

  it('that asks for more memory than is accepted is refused at once', async () => {
    const started = performance.now();
    expect(await byPassphrase(forged(vault.header, ({ kdf }) => (kdf['memoryMiB'] = 1_025)))).toBe('KdfTooExpensive');
    expect(await byPassphrase(forged(vault.header, ({ kdf }) => (kdf['memoryMiB'] = 4_000_000)))).toBe('KdfTooExpensive');
    expect(await byPassphrase(forged(vault.header, ({ kdf }) => (kdf['passes'] = 1_000_000)))).toBe('KdfTooExpensive');
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('that lowers the derivation is refused, below the floor without deriving', async () => {
    const strong = await createVault({ passphrase, kdf: { memoryMiB: 21, passes: 3, lanes: 2 }, random: randomBytes, id });
    if (!strong.ok) throw new Error(strong.error.message);
    const { header } = strong.value;
    expect(await Promise.all([
      byPassphrase(forged(header, ({ kdf }) => (kdf['memoryMiB'] = 8))),
      byPassphrase(forged(header, ({ kdf }) => (kdf['passes'] = 1))),
      byPassphrase(forged(header, ({ kdf }) => (kdf['name'] = 'argon2d'))),
      byPassphrase(forged(header, ({ kdf }) => (kdf['memoryMiB'] = 19))),
      byPassphrase(forged(header, ({ kdf }) => (kdf['passes'] = 2))),
      byRecoveryKey(forged(header, ({ kdf }) => (kdf['passes'] = 2)), strong.value.recoveryKey),
    ])).toEqual(['HeaderDamaged', 'HeaderDamaged', 'HeaderDamaged', 'WrongPassphrase', 'WrongPassphrase', 'HeaderDamaged']);
  });

  it('that says another version is a store for a newer program, not damage', async () => {
    const newer = forged(vault.header, (fields) => Object.assign(fields, { format: 'bitim-store/2', shape: 'unknown' }));
    expect([await byPassphrase(newer), await byRecoveryKey(newer)]).toEqual(['StoreNewer', 'StoreNewer']);
    for (const format of ['bitim-store/0', 'bitim-store/1 ', 'bitim-store/01', 'other/1', 1, null]) expect(await byPassphrase(forged(vault.header, (fields) => (fields['format'] = format)))).toBe('HeaderDamaged');
  });

  it('that changes any field, with the check put right, never unlocks', async () => {
    const changes: ((fields: Fields) => void)[] = [
      (f) => (f['id'] = '0196a1c2-0000-7000-8000-000000000002'),
      ({ kdf }) => (kdf['salt'] = randomBytes(16).toString('base64')),
      ({ kdf }) => (kdf['lanes'] = 2),
      ({ passphrase: slot }) => (slot['nonce'] = randomBytes(12).toString('base64')),
      ({ passphrase: slot }) => (slot['box'] = randomBytes(48).toString('base64')),
      ({ recovery }) => (recovery['nonce'] = randomBytes(12).toString('base64')),
      ({ recovery }) => (recovery['salt'] = randomBytes(16).toString('base64')),
      ({ recovery }) => (recovery['box'] = randomBytes(48).toString('base64')),
      (f) => (f['mac'] = randomBytes(32).toString('base64')),
      (f) => Object.assign(f.passphrase, { box: f.recovery['box'], nonce: f.recovery['nonce'] }),
      ({ passphrase: slot }) => (slot['box'] = String(slot['box']).slice(0, -24)),
      ({ kdf }) => (kdf['salt'] = ''),
      (f) => (f['extra'] = 1),
      (f) => delete f['mac'],
    ];
    for (const [i, change] of changes.entries()) {
      const header = forged(vault.header, change);
      expect(await byPassphrase(header), `change ${i}`).toMatch(/^(WrongPassphrase|HeaderDamaged)$/);
      expect(await byRecoveryKey(header), `change ${i}`).toMatch(/^(WrongRecoveryKey|HeaderDamaged)$/);
    }
  });

  it('that takes over the slot of a store whose passphrase is known is noticed', async () => {
    const mixed = forged(vault.header, (fields) => {
      const theirs = JSON.parse(other.header.toString()) as Fields;
      Object.assign(fields, { kdf: theirs.kdf, passphrase: theirs.passphrase });
    });
    expect(await byPassphrase(mixed)).toBe('HeaderDamaged');
    expect(await byRecoveryKey(mixed)).toBe('HeaderDamaged');
  });

  it('with random JSON is refused and never throws', async () => {
    await fc.assert(fc.asyncProperty(fc.json(), async (json) => (await byPassphrase(Buffer.from(json))) === 'HeaderDamaged'), { numRuns: 300 });
    await fc.assert(fc.asyncProperty(fc.constantFrom('id', 'kdf', 'passphrase', 'recovery', 'mac'), fc.jsonValue({ noUnicodeString: true }), async (field, value) => {
      return (await byPassphrase(forged(vault.header, (fields) => Object.assign(fields, { [field]: value })))) === 'HeaderDamaged';
    }), { numRuns: 300 });
  });
});

describe('the keys below the master key', () => {
  it('are all different, 32 bytes, and always the same for one master key', () => {
    const keys = Object.values(subKeys(vault.master)) as Buffer[];
    expect([new Set(keys.map((key) => key.toString('hex'))).size, keys.every((key) => key.length === 32)]).toEqual([keys.length, true]);
    expect(subKeys(vault.master)).toEqual(subKeys(Buffer.from(vault.master)));
    expect(Object.fromEntries(Object.entries(subKeys(Buffer.alloc(32, 1))).map(([name, key]) => [name, (key as Buffer).toString('hex').slice(0, 16)]))).toMatchInlineSnapshot(`
      {
        "backup": "6e8e9749cc942115",
        "caches": "51d143c8f5385674",
        "database": "aab4babc5432f061",
        "documentNames": "6b28ff6a61c97496",
        "documents": "4a50061cdcb20176",
      }
    `);
  });
});

describe('the delay after wrong attempts', () => {
  it('is none at first, then doubles to five minutes', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 100, 5_000].map(delayAfter)).toEqual([0, 0, 0, 0, 1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000, 300_000, 300_000]);
  });
});
