import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { blake2b512, createSha256, hkdfSha256, hmacSha256, leafHash, nodeHash, sha256, sha256Hex } from '../../../src/main/crypto/hash.ts';

describe('hashes', () => {
  it('agree with the published values', () => {
    const abc = Buffer.from('abc');
    expect({
      sha256: sha256Hex(abc),
      same: sha256(abc).toString('hex'),
      streamed: createSha256().update('a').update('bc').digest('hex'),
      blake2b: Buffer.from(blake2b512(abc)).toString('hex'),
      emptyLeaf: leafHash(Buffer.alloc(0)).toString('hex'),
    }).toEqual({
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      same: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      streamed: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      // RFC 7693, appendix A
      blake2b:
        'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
      // RFC 6962 test vectors: the leaf of the empty string
      emptyLeaf: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    });
  });

  it('of two leaves and a node are told apart by their first byte', () => {
    const [a, b] = [leafHash(Buffer.from('a')), leafHash(Buffer.from('b'))];
    expect(nodeHash(a, b)).toEqual(createHash('sha256').update(Buffer.concat([Buffer.of(1), a, b])).digest());
    expect(nodeHash(a, b)).not.toEqual(leafHash(Buffer.concat([a, b])));
  });

  it('derive keys as RFC 5869 does', () => {
    const key = Buffer.alloc(22, 0x0b);
    const salt = Buffer.from('000102030405060708090a0b0c', 'hex');
    const prk = createHmac('sha256', salt).update(key).digest();
    const first = createHmac('sha256', prk).update('bitim').update(Buffer.of(1)).digest();
    expect(hkdfSha256(key, salt, 'bitim', 32)).toEqual(first);
    expect(hmacSha256(salt, key)).toEqual(prk);
  });
});
