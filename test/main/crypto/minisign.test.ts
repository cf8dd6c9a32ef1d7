import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  claimedKeyId,
  decodePublicKey,
  encodePublicKey,
  generateSigningKey,
  keyIdOf,
  sign,
  signingKeyFromSeed,
  verify,
} from '../../../src/main/crypto/minisign.ts';

const folder = mkdtempSync(join(tmpdir(), 'bitim-minisign-'));
afterAll(() => rmSync(folder, { recursive: true }));

const key = signingKeyFromSeed(Buffer.alloc(32, 7));
const other = signingKeyFromSeed(Buffer.alloc(32, 8));
const text = Buffer.from('{"format":"bitim-segment/1"}\n');
const signature = sign(key, 'one.head.json', text);
const lines = signature.split('\n');
const outcome = (changed: string, name = 'one.head.json', bytes: Uint8Array = text, publicKey = key.publicKey): string => {
  const result = verify(publicKey, name, bytes, changed);
  return result.ok ? 'ok' : result.error.type;
};

describe('a signing key', () => {
  it('is the key of RFC 8032 for its seed', () => {
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    expect(signingKeyFromSeed(seed).publicKey.toString('hex')).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
  });

  it('is made of 32 random bytes', () => {
    expect(generateSigningKey((n) => Buffer.alloc(n, 7))).toEqual(key);
  });

  it('has an id of 16 upper-case hex digits, little-endian in its encoding', () => {
    const encoded = Buffer.from(encodePublicKey(key.publicKey), 'base64');
    expect(key.keyId).toMatch(/^[0-9A-F]{16}$/);
    expect([encoded.subarray(0, 2).toString(), Buffer.from(encoded.subarray(2, 10)).reverse().toString('hex').toUpperCase()]).toEqual(['Ed', key.keyId]);
  });

  it('survives encoding and strict decoding', () => {
    expect(decodePublicKey(encodePublicKey(key.publicKey))).toEqual({ ok: true, value: key.publicKey });
  });

  it('with a key id chosen to equal that of another key is refused', () => {
    const clash = Buffer.from(encodePublicKey(other.publicKey), 'base64');
    Buffer.from(encodePublicKey(key.publicKey), 'base64').copy(clash, 2, 2, 10);
    expect(decodePublicKey(clash.toString('base64')).ok).toBe(false);
  });

  it('is refused in any other spelling of its base64', () => {
    const good = encodePublicKey(key.publicKey);
    for (const bad of [` ${good}`, `${good}\n`, `${good}=`, good.slice(0, -1), good.replace('R', 'r'), `${good.slice(0, 20)}\n${good.slice(20)}`, ''])
      expect(decodePublicKey(bad).ok).toBe(false);
  });

  it('of small order, under which forgeries pass, is refused', () => {
    for (const hex of [
      '0100000000000000000000000000000000000000000000000000000000000000',
      'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      '0000000000000000000000000000000000000000000000000000000000000000',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
      'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    ])
      expect(decodePublicKey(encodePublicKey(Buffer.from(hex, 'hex'))).ok).toBe(false);
  });
});

describe('a signature', () => {
  it('verifies here', () => {
    expect(outcome(signature)).toBe('ok');
    expect(claimedKeyId(signature)).toBe(key.keyId);
  });

  it('is four lines in the form of format.md, always the same for the same file', () => {
    expect(signature).toMatch(/^untrusted comment: bitim\n[A-Za-z0-9+/]{99}=\ntrusted comment: one\.head\.json\n[A-Za-z0-9+/]{86}==\n$/);
    expect(sign(key, 'one.head.json', text)).toBe(signature);
  });

  it('of another file, for another name, or by another key is told apart', () => {
    expect([
      outcome(signature, 'one.head.json', Buffer.from('other')),
      outcome(signature, 'two.head.json'),
      outcome(signature, 'one.head.json', text, other.publicKey),
    ]).toEqual(['BadSignature', 'MalformedSignature', 'WrongKey']);
  });

  it('is refused for any single flipped bit of it', () => {
    const bytes = Buffer.from(signature);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(outcome(changed.toString('utf8')), `bit ${bit}`).not.toBe('ok');
    }
  });

  it('is refused for any flipped bit of the file', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), (bytes, at) => {
        const made = sign(key, 'f', bytes);
        const changed = Uint8Array.from(bytes);
        const i = (at >> 3) % bytes.length;
        changed[i] = (changed[i] ?? 0) ^ (1 << (at & 7));
        return outcome(made, 'f', bytes) === 'ok' && outcome(made, 'f', changed) === 'BadSignature';
      }),
      { numRuns: 200 },
    );
  });

  it('is refused with anything added, left out or spelled differently', () => {
    for (const changed of [
      `${signature}\n`, signature.slice(0, -1), signature.replaceAll('\n', '\r\n'), ` ${signature}`, `\uFEFF${signature}`, '',
      signature.replace('bitim', 'other'), signature.replace('trusted comment: one', 'trusted comment:  one'),
      [lines[0], lines[1], lines[2], lines[3], lines[0], ''].join('\n'), [lines[2], lines[3], lines[0], lines[1], ''].join('\n'),
      signature.replace('=\n', '\n'), signature.repeat(2), 'x'.repeat(1_000_000),
    ])
      expect(outcome(changed)).toBe('MalformedSignature');
  });

  it('of the older kind, not prehashed, is refused', () => {
    const body = Buffer.from(lines[1] ?? '', 'base64');
    body.write('Ed', 0);
    expect(outcome([lines[0], body.toString('base64'), lines[2], lines[3], ''].join('\n'))).toBe('MalformedSignature');
  });

  it('does not carry over with its trusted comment from another file', () => {
    const second = sign(key, 'two.head.json', text).split('\n');
    expect(outcome([lines[0], lines[1], second[2], second[3], ''].join('\n'), 'two.head.json')).toBe('ok');
    const stranger = sign(key, 'two.head.json', Buffer.from('other')).split('\n');
    expect(outcome([lines[0], lines[1], stranger[2], stranger[3], ''].join('\n'), 'two.head.json')).toBe('BadSignature');
  });

  it('with a number added to S (the order of the group) is refused', () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const body = Buffer.from(lines[1] ?? '', 'base64');
    const s = BigInt(`0x${Buffer.from(body.subarray(42)).reverse().toString('hex')}`) + order;
    Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse().copy(body, 42);
    expect(outcome([lines[0], body.toString('base64'), lines[2], lines[3], ''].join('\n'))).toBe('BadSignature');
  });

  it('is never made for a name that would break its lines', () => {
    for (const name of ['a\nb', '', 'a b', 'имя']) expect(() => sign(key, name, text)).toThrow();
  });
});

describe("Debian's minisign", () => {
  it('accepts our signatures and prints our key id', () => {
    const path = join(folder, 'one.head.json');
    writeFileSync(path, text);
    writeFileSync(`${path}.minisig`, signature);
    expect(execFileSync('minisign', ['-V', '-m', path, '-P', encodePublicKey(key.publicKey)], { encoding: 'utf8' })).toContain('Trusted comment: one.head.json');
    writeFileSync(path, 'altered');
    const refused = spawnSync('minisign', ['-V', '-m', path, '-P', encodePublicKey(key.publicKey)]);
    expect(refused.status).not.toBe(0);
    const wrong = spawnSync('minisign', ['-V', '-m', path, '-P', encodePublicKey(other.publicKey)], { encoding: 'utf8' });
    expect(wrong.stderr + wrong.stdout).toContain(key.keyId);
    expect(wrong.stderr + wrong.stdout).toContain(other.keyId);
  });

  it('makes signatures that are accepted here only in our form and under our key ids', () => {
    const [pub, sec, path] = [join(folder, 'k.pub'), join(folder, 'k.key'), join(folder, 'theirs')];
    writeFileSync(path, text);
    execFileSync('minisign', ['-G', '-W', '-f', '-p', pub, '-s', sec]);
    const theirs = Buffer.from(readFileSync(pub, 'utf8').split('\n')[1] ?? '', 'base64');
    const publicKey = Buffer.from(theirs.subarray(10));
    execFileSync('minisign', ['-S', '-H', '-s', sec, '-m', path, '-c', 'bitim', '-t', 'theirs']);
    const made = readFileSync(`${path}.minisig`, 'utf8');
    expect(decodePublicKey(theirs.toString('base64')).ok).toBe(false);
    expect(outcome(made, 'theirs', text, publicKey)).toBe('WrongKey');

    // The same signature under the id that format.md gives this key differs in nothing else.
    const [untrusted, first, trusted, second] = made.split('\n');
    const body = Buffer.from(first ?? '', 'base64');
    Buffer.from(keyIdOf(publicKey), 'hex').reverse().copy(body, 2);
    expect(outcome([untrusted, body.toString('base64'), trusted, second, ''].join('\n'), 'theirs', text, publicKey)).toBe('ok');

    execFileSync('minisign', ['-S', '-H', '-s', sec, '-m', path, '-c', 'other words', '-t', 'theirs']);
    expect(outcome(readFileSync(`${path}.minisig`, 'utf8'), 'theirs', text, publicKey)).toBe('MalformedSignature');
  });
});
