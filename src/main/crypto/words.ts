import { wordlist } from '@scure/bip39/wordlists/english.js';
import { sha256 } from './hash.ts';

/**
 * The fingerprint of a certificate (docs/format.md section 5): the first 132 bits of SHA-256("bitim-certificate/1" LF || line)
 * as twelve words of 11 bits each from the BIP-39 English list, most significant first, separated by single spaces.
 * @param certificateLine the certificate's bytes with its LF.
 */
export function fingerprintOf(certificateLine: Uint8Array): string {
  const digest = sha256(Buffer.concat([Buffer.from('bitim-certificate/1\n'), certificateLine]));
  let bits = BigInt(`0x${digest.subarray(0, 17).toString('hex')}`) >> 4n;
  const words: string[] = [];
  for (let i = 0; i < 12; i++) {
    words.unshift(wordlist[Number(bits & 0x7ffn)] ?? '');
    bits >>= 11n;
  }
  return words.join(' ');
}

/** Whether two fingerprints say the same twelve words, whatever their case and whatever spaces, commas, full stops, hyphens stand between. */
export function sameFingerprint(a: string, b: string): boolean {
  const [one, two] = [wordsOf(a), wordsOf(b)];
  return one.length === 12 && one.join(' ') === two.join(' ');
}

const wordsOf = (text: string): readonly string[] =>
  text.normalize('NFKC').toLowerCase().split(/[\s,;.\p{Pd}]+/u).filter((word) => word !== '');
