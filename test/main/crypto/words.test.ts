import { createHash } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, sameFingerprint } from '../../../src/main/crypto/words.ts';

const line = Buffer.from('{"format":"bitim-certificate/1"}\n');
const words = fingerprintOf(line);

describe('a fingerprint', () => {
  it('is twelve words whose bits are the first 132 of the digest', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const digest = createHash('sha256').update('bitim-certificate/1\n').update(bytes).digest();
        const expected = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('').slice(0, 132);
        const found = fingerprintOf(bytes).split(' ').map((word) => wordlist.indexOf(word).toString(2).padStart(11, '0')).join('');
        return found === expected;
      }),
    );
  });

  it('stays as it is for decades', () => {
    expect(words).toMatchInlineSnapshot(`"talk true catalog poem label security ocean web margin chuckle under dizzy"`);
  });

  it('is the same with other case, commas, hyphens, full stops and spaces', () => {
    for (const typed of [words.toUpperCase(), words.replaceAll(' ', ', '), words.replaceAll(' ', '-'), `  ${words.replaceAll(' ', ' \n ')}. `, words.replaceAll(' ', ' – ')])
      expect(sameFingerprint(words, typed)).toBe(true);
  });

  it('is another one with a word changed, left out, added, doubled or moved', () => {
    const list = words.split(' ');
    for (const typed of ['', list.slice(1).join(' '), [...list, list[0]].join(' '), ['zoo', ...list.slice(1)].join(' '), [...list].reverse().join(' '), list.join('')])
      expect(sameFingerprint(words, typed)).toBe(false);
    expect(sameFingerprint('', '')).toBe(false);
  });
});
