import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/main/crypto/hash.ts';
import { signingKeyFromSeed } from '../../../src/main/crypto/minisign.ts';
import { revokeStation } from '../../../src/main/exchange/acceptStation.ts';
import { issueCertificate } from '../../../src/main/exchange/certificate.ts';
import type { StationIdentity } from '../../../src/main/exchange/identity.ts';
import { bundleFor, contentsOf, digestOf, imported, importDeps, inspected, newStation, startLogAnew, trust, write, type Station } from '../../main/exchange/testStation.ts';
import { bytesOf, changed, refusedBy, resealed, scene, unpack, type Files, type Scene } from './forge.ts';

const SIGNATURE = 'tagmanifest-sha256.txt.minisig';
const bundleOf = async (sender: Station): Promise<Buffer> => readFileSync(await bundleFor(sender, 'uz-sa', { plain: true, full: true }));

/** Many certificates of our own office, each of which claims to be vouched for. */
function crowded(files: Files, { signed, signingKey }: StationIdentity, count: number): Files {
  const crowd = Array.from({ length: count }, (_, i): [string, Buffer][] => {
    const log = `uz-sa.${i.toString().replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit))).padStart(16, 'a')}`;
    const { line, signature, prior } = issueCertificate({ ...signed.certificate, office: 'uz-sa', log }, signingKeyFromSeed(sha256(Buffer.from(log))), signingKey);
    return [[`data/trust/stations/${log}.json`, line], [`data/trust/stations/${log}.json.minisig`, Buffer.from(signature)], [`data/trust/stations/${log}.json.prior.minisig`, Buffer.from(prior ?? '')]];
  });
  const all = [...files];
  const end = all.findIndex(([name]) => name.startsWith('data/segments/'));
  return new Map([...all.slice(0, end), ...crowd.flat(), ...all.slice(end)]);
}

let stage: Scene;
beforeAll(async () => {
  stage = await scene('carrier');
});

describe('who carried a bundle', () => {
  it('attack 41: a stranger signs a bundle', async () => {
    const stranger = await newStation('uz-na', 'attack 41');
    write(stranger, { registerNo: 'forged' });
    expect(await refusedBy(stage.victim, await bundleOf(stranger))).toMatchObject({ type: 'UnknownCarrier', message: expect.stringContaining(stranger.identity.signingKey.keyId) as string });
    const crowd = crowded(unpack(await bundleOf(stranger)), stranger.identity, 600);
    expect((await refusedBy(stage.victim, resealed(crowd, stranger.identity.signingKey))).type).toBe('UnknownCarrier');
    const taken = resealed(stage.files, stranger.identity.signingKey);
    expect((await refusedBy(stage.victim, taken)).type).toBe('BundleDamaged');
  });

  it('attack 42: the signature of another bundle of the same station', async () => {
    write(stage.sender, { registerNo: 'later' });
    const other = unpack(await bundleOf(stage.sender));
    expect(await refusedBy(stage.victim, changed(stage.files, { [SIGNATURE]: bytesOf(other, SIGNATURE) }))).toMatchObject({ type: 'BundleDamaged', file: SIGNATURE });
  });

  it('attack 46: a revoked station goes on sending', async () => {
    const { sender, victim, path } = await scene('attack 46');
    expect(revokeStation(importDeps(victim), sender.identity.log)).toMatchObject({ ok: true });
    expect(await refusedBy(victim, readFileSync(path))).toMatchObject({ type: 'UnknownCarrier', message: expect.stringContaining('was revoked here') as string });
    await startLogAnew(sender, 'restore');
    expect(await refusedBy(victim, await bundleOf(sender))).toMatchObject({ type: 'UnknownCarrier', message: expect.stringContaining('is not known here') as string });
    expect(await trust(victim, sender)).toMatchObject({ released: 0 });
    expect(await imported(victim, await bundleFor(sender, 'uz-sa', { full: true }))).toMatchObject({ entries: { new: 0 }, quarantined: 5 });
  });

  it('attack 47: the same bundle again, and another one under its id', async () => {
    const { sender, victim, path, files } = await scene('attack 47');
    await imported(victim, path);
    const before = [contentsOf(victim), digestOf(victim)];
    expect(await imported(victim, path)).toMatchObject({ entries: { new: 0 }, documents: 0, already: { by: 'Registrar' } });
    expect([contentsOf(victim), digestOf(victim)]).toEqual(before);
    const again = resealed(changed(files, { 'readme.txt': 'other words' }), sender.identity.signingKey);
    expect(await refusedBy(victim, again)).toMatchObject({ type: 'BundleDamaged', message: expect.stringContaining('others under the same id') as string });
  });

  it('attack 48: a bundle for another office', async () => {
    const forOther = readFileSync(await bundleFor(stage.sender, 'uz-na', { plain: true, full: true }));
    expect(await refusedBy(stage.victim, forOther)).toMatchObject({ type: 'BundleNotForUs', message: expect.stringContaining('found uz-na') as string });
  });

  it('attack 49: a trusted station says that another office sent it', async () => {
    const other = await newStation('uz-na', 'attack 49');
    await trust(stage.victim, other);
    const { certificate, keyId } = other.identity.signed;
    const liar = stage.sender.identity;
    const claims: readonly ((text: string) => string)[] = [
      (text) => text.replaceAll(liar.log, certificate.log).replace(/^Source-Organization: .*$/m, 'Source-Organization: uz-na').replace(/^Bitim-Station: .*$/m, `Bitim-Station: ${certificate.station}`).replace(/^Bitim-Key: .*$/m, `Bitim-Key: ${keyId}`),
      (text) => text.replace(/^Source-Organization: .*$/m, 'Source-Organization: uz-na'),
      (text) => text.replace(/^Bitim-Station: .*$/m, `Bitim-Station: ${certificate.station}`),
      (text) => text.replace(/^Bitim-Key: .*$/m, `Bitim-Key: ${keyId}`),
      (text) => text.replace(/^Bitim-Log: .*$/m, `Bitim-Log: ${certificate.log}`),
    ];
    for (const info of claims) expect((await refusedBy(stage.victim, resealed(stage.files, liar.signingKey, { info }))).type).toBe('BundleDamaged');
    expect((await inspected(stage.victim, stage.path)).ok).toBe(true);
  });
});
