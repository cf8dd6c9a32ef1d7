import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafHash } from '../../../src/main/crypto/hash.ts';
import { merkleRoot } from '../../../src/main/changes/merkle.ts';

const rootOf = (lines: readonly Buffer[]): string => merkleRoot(lines.map(leafHash)).toString('hex');

/** RFC 6962, section 2.1, word for word. */
function recursive(lines: readonly Buffer[]): Buffer {
  const sha = (...parts: readonly Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (lines.length === 0) return sha();
  if (lines.length === 1) return sha(Buffer.from([0]), lines[0] as Buffer);
  let k = 1;
  while (k * 2 < lines.length) k *= 2;
  return sha(Buffer.from([1]), recursive(lines.slice(0, k)), recursive(lines.slice(k)));
}

describe('the Merkle root of a segment', () => {
  it('is that of the published test vectors of Certificate Transparency', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => Buffer.from(hex, 'hex'));
    expect(inputs.map((_, i) => rootOf(inputs.slice(0, i + 1)))).toEqual([
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]);
    expect(rootOf([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('is that of the recursive definition for any number of lines', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)), { maxLength: 70 }), (lines) => {
        expect(rootOf(lines)).toBe(recursive(lines).toString('hex'));
      }),
    );
  });
});
