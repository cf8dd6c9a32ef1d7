import { createPrivateKey, sign as signBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sign, verify, type SigningKey } from '../../../src/main/crypto/minisign.ts';
import { bytesOf, changed, refusedBy, scene, textOf, type Scene } from './forge.ts';

const MANIFEST = 'tagmanifest-sha256.txt';
const SIGNATURE = `${MANIFEST}.minisig`;

let stage: Scene;
let key: SigningKey;
let lines: readonly string[];
beforeAll(async () => {
  stage = await scene('signature');
  key = stage.sender.identity.signingKey;
  lines = textOf(stage.files, SIGNATURE).split('\n');
});

const refused = async (signature: string): Promise<void> => {
  expect(await refusedBy(stage.victim, changed(stage.files, { [SIGNATURE]: signature }))).toMatchObject({ type: 'BundleDamaged', file: SIGNATURE });
};
const withLine = (index: number, line: string): string => lines.map((each, i) => (i === index ? line : each)).join('\n');

/** The order of the group, little-endian in a signature's second half. */
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

function plusOrder(signature: Buffer): Buffer {
  let s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + ORDER;
  const bytes = Buffer.alloc(32);
  for (let i = 0; i < 32; i++, s >>= 8n) bytes[i] = Number(s & 0xffn);
  return Buffer.concat([signature.subarray(0, 32), bytes]);
}

describe('signatures', () => {
  it('attack 43: the comments of a signature altered', async () => {
    await refused(withLine(0, 'untrusted comment: signed by the minister'));
    await refused(withLine(0, 'untrusted comment: bitim '));
    await refused(withLine(2, 'trusted comment: another-file.txt'));
    await refused(withLine(2, `${lines[2] ?? ''}\r`));
    await refused(`${lines.join('\n')}\n`);
    await refused(lines.join('\r\n'));
    await refused(withLine(1, (lines[1] ?? '').replace(/=*$/, '')));
    await refused(withLine(1, ` ${lines[1] ?? ''}`));
  });

  it('attack 44: a signature of the older, not prehashed kind', async () => {
    const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), key.seed]);
    const raw = signBytes(null, bytesOf(stage.files, MANIFEST), createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
    const keyId = Buffer.from(lines[1] ?? '', 'base64').subarray(2, 10);
    const legacy = Buffer.concat([Buffer.from('Ed'), keyId, raw]).toString('base64');
    const comment = signBytes(null, Buffer.concat([raw, Buffer.from(MANIFEST)]), createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })).toString('base64');
    await refused(['untrusted comment: bitim', legacy, `trusted comment: ${MANIFEST}`, comment, ''].join('\n'));
  });

  it('attack 45: a second signature made from a valid one', async () => {
    const whole = Buffer.from(lines[1] ?? '', 'base64');
    await refused(withLine(1, Buffer.concat([whole.subarray(0, 10), plusOrder(whole.subarray(10))]).toString('base64')));
    await refused(withLine(3, plusOrder(Buffer.from(lines[3] ?? '', 'base64')).toString('base64')));
    for (const weak of ['00'.repeat(32), `01${'00'.repeat(31)}`, `ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f`]) {
      const point = Buffer.from(weak, 'hex');
      const blank = Buffer.concat([Buffer.from('ED'), whole.subarray(2, 10), point, Buffer.alloc(32)]).toString('base64');
      const text = ['untrusted comment: bitim', blank, 'trusted comment: f', Buffer.concat([point, Buffer.alloc(32)]).toString('base64'), ''].join('\n');
      expect(verify(point, 'f', Buffer.from('anything'), text).ok).toBe(false);
    }
  });

  it('attack 50: a signature of the same bytes under another name', async () => {
    await refused(sign(key, 'manifest-sha256.txt', bytesOf(stage.files, MANIFEST)));
  });
});
