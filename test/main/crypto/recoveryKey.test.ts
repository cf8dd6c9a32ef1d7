import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecoveryKey, writeRecoveryKey } from '../../../src/main/crypto/recoveryKey.ts';

const bits32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const bits = Buffer.from(Array.from({ length: 32 }, (_, i) => i * 7));
const key = writeRecoveryKey(bits);

describe('a recovery key', () => {
  it('is fourteen groups of four without I, L, O and U', () => {
    fc.assert(fc.property(bits32, (some) => /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){13}$/.test(writeRecoveryKey(some))));
  });

  it('comes back as the bits it was made of', () => {
    fc.assert(fc.property(bits32, (some) => {
      const read = readRecoveryKey(writeRecoveryKey(some));
      return read.ok && read.value.equals(some);
    }));
  });

  it('stays as it is for decades', () => {
    expect(key).toMatchInlineSnapshot(`"003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R7-EZM5-HJ9S-N8D8-NYVB-VH6B-TBCG-08JZ"`);
  });

  it('is read in any case, with any spaces and dashes, and with O, I, L for 0 and 1', () => {
    for (const typed of [key.toLowerCase(), key.replaceAll('-', ''), key.replaceAll('-', ' \n'), ` ${key} `, key.replaceAll('-', '\u2013'), key.replaceAll('0', 'O').replaceAll('1', 'l'), key.replaceAll('0', 'o').replaceAll('1', 'I')])
      expect(readRecoveryKey(typed)).toEqual({ ok: true, value: bits });
  });

  it('with any one character wrong is noticed', () => {
    fc.assert(
      fc.property(bits32, fc.nat(55), fc.integer({ min: 1, max: 31 }), (some, at, by) => {
        const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
        const text = writeRecoveryKey(some).replaceAll('-', '');
        const wrong = alphabet.charAt((alphabet.indexOf(text.charAt(at)) + by) % 32);
        return !readRecoveryKey(text.slice(0, at) + wrong + text.slice(at + 1)).ok;
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('cut, prolonged, with two groups changed over or with a foreign letter is mistyped', () => {
    const groups = key.split('-');
    const swapped = [groups[1], groups[0], ...groups.slice(2)].join('-');
    for (const typed of ['', key.slice(0, -1), `${key}0`, swapped, key.replace(/^./, 'U'), key.replace(/^./, 'я'), 'abandon ability able'])
      expect(readRecoveryKey(typed)).toMatchObject({ ok: false, error: { type: 'RecoveryKeyMistyped' } });
  });
});
