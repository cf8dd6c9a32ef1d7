import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/main/crypto/hash.ts';
import type { BundleError } from '../../../src/main/exchange/bundleError.ts';
import { bytesOf, canonical, changed, refusedBy, resealed, scene, textOf, type Files, type Resealing, type Scene } from './forge.ts';

let stage: Scene;
/** Names of the two documents in the bundle, sorted. */
let papers: readonly string[];
beforeAll(async () => {
  stage = await scene('bag');
  papers = stage.documents.map((sha256) => `data/documents/${sha256.slice(0, 2)}/${sha256}`);
});

/** A trusted sender lies: everything is signed anew. */
const lie = (files: Files, how: Resealing = {}): Promise<BundleError> => refusedBy(stage.victim, resealed(files, stage.sender.identity.signingKey, how));
const names = (file: string | RegExp): { readonly type: string; readonly message: string } => ({ type: 'BundleDamaged', message: expect.stringMatching(file) as string });
const OMITTED = 'data/documents-omitted.jsonl';

describe('the bag', () => {
  it('is taken in where nothing is wrong with it, so that each attack is refused for what it does', async () => {
    await expect(refusedBy(stage.victim, resealed(stage.files, stage.sender.identity.signingKey))).rejects.toThrow('The bundle was taken in.');
    stage = await scene('bag again');
  });

  it('attack 29: a file that the manifest does not name', async () => {
    const paper = papers[0] ?? '';
    expect(await lie(stage.files, { manifest: (text) => text.replace(new RegExp(`^.*${paper}\n`, 'm'), '') })).toMatchObject(names(/manifest-sha256\.txt: expected \d+ lines, found \d+/));
  });

  it('attack 30: a file named that is not there', async () => {
    const manifest = textOf(stage.files, 'manifest-sha256.txt');
    expect(await lie(changed(stage.files, { [papers[0] ?? '']: null }), { manifest: () => manifest })).toMatchObject(names(/manifest-sha256\.txt: expected \d+ lines/));
  });

  it('attack 31: contents exchanged, with the CRC put right', async () => {
    for (const name of [...stage.files.keys()].filter((each) => each.startsWith('data/'))) {
      const bytes = Buffer.from(bytesOf(stage.files, name));
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      if (bytes.length > 0) expect((await refusedBy(stage.victim, changed(stage.files, { [name]: bytes }))).message).toContain(name.replace('.minisig', ''));
    }
  });

  it('attack 32: a manifest put right too', async () => {
    const paper = papers[0] ?? '';
    const forged = Buffer.from('%PDF-1.7 a forged page');
    const manifest = textOf(stage.files, 'manifest-sha256.txt').replace(/[0-9a-f]{64}(?= {2}data\/documents\/)/, sha256Hex(forged));
    const half = changed(stage.files, { [paper]: forged, 'manifest-sha256.txt': manifest });
    expect(await refusedBy(stage.victim, half)).toMatchObject(names(/^The bundle was refused\. manifest-sha256\.txt: expected the SHA-256 of tagmanifest-sha256\.txt/));
    const tags = textOf(half, 'tagmanifest-sha256.txt').replace(/[0-9a-f]{64}(?= {2}manifest-sha256)/, sha256Hex(Buffer.from(manifest)));
    expect(await refusedBy(stage.victim, changed(half, { 'tagmanifest-sha256.txt': tags }))).toMatchObject(names(/tagmanifest-sha256\.txt\.minisig/));
  });

  it('attack 33: a file that has no place in a bundle', async () => {
    for (const name of ['data/autorun.inf', 'setup.exe', 'data/segments/evil.js', 'data/trust/stations/evil.txt', 'data/documents/00/readme.html', 'data/have.json.bak']) {
      expect(await lie(changed(stage.files, { [name]: 'x' }))).toMatchObject(names(/expected/));
    }
  });

  it('attack 34: a Payload-Oxum that lies', async () => {
    for (const oxum of ['0.0', '1.99999', '99999999.3']) {
      const info = (text: string): string => text.replace(/^Payload-Oxum: .*$/m, `Payload-Oxum: ${oxum}`);
      expect(await lie(stage.files, { oxum: 'as it is', info })).toMatchObject(names(/Payload-Oxum/));
    }
  });

  it('attack 35: lines added to bag-info, left out, doubled or in another order', async () => {
    const bend: readonly ((text: string) => string)[] = [
      (text) => `${text}Contact-Email: evil@example.com\n`,
      (text) => text.replace(/^Bagging-Date: .*\n/m, ''),
      (text) => text.replace(/^(Bitim-To: .*\n)/m, '$1$1'),
      (text) => text.split('\n').reverse().join('\n').trimStart(),
      (text) => text.replaceAll('\n', '\r\n'),
      (text) => text.replace(/^Bitim-Sequence: /m, 'Bitim-Sequence:  '),
      (text) => text.replace(/^Bitim-Sequence: .*$/m, 'Bitim-Sequence: 1e3'),
      (text) => text.replace(/^Bitim-Part: .*$/m, 'Bitim-Part: 2/1'),
    ];
    for (const info of bend) expect(await lie(stage.files, { info })).toMatchObject(names(/bag-info\.txt/));
    expect(await lie(changed(stage.files, { 'bagit.txt': 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n' }))).toMatchObject(names(/bagit\.txt/));
  });

  it('attack 36: files in another order', async () => {
    const all = [...stage.files];
    for (const [i, j] of [[0, 1], [3, 4], [6, 7], [all.length - 3, all.length - 2], [all.length - 2, all.length - 1]] as const) {
      const order = all.map((each, at) => all[at === i ? j : at === j ? i : at] ?? each);
      expect(await lie(new Map(order))).toMatchObject(names(/expected/));
    }
  });

  it('attack 37: a document under a name that is not its hash', async () => {
    expect(await lie(changed(stage.files, { [papers[1] ?? '']: '%PDF-1.7 another agreement altogether' }))).toMatchObject(names(papers[1] ?? ''));
  });

  it('attack 38: a leading file of more than 16 MiB', async () => {
    expect(await lie(changed(stage.files, { 'readme.txt': Buffer.alloc(16 * 2 ** 20 + 1, 0x20) }))).toMatchObject({ type: 'BundleTooLarge', file: 'readme.txt' });
    expect(await lie(changed(stage.files, { 'data/have.json': Buffer.alloc(16 * 2 ** 20 + 1, 0x20) }))).toMatchObject({ type: 'BundleTooLarge', file: 'data/have.json' });
  });

  it('attack 39: an omitted list out of order, malformed, or of what is enclosed', async () => {
    const line = (sha256: string, more: object = {}): string => `${canonical({ bytes: 5, mediaType: 'application/pdf', name: 'scan.pdf', sha256, ...more })}\n`;
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
    const lists = [line(b) + line(a), line(a) + line(a), line(a).trimEnd(), 'x\n', `${line(a)}\n`, line(a, { bytes: -1 }), line(a, { bytes: 1.5 }), line(a, { extra: 1 }), line('A'.repeat(64)), line(stage.documents[0] ?? '')];
    for (const list of lists) expect(await lie(changed(stage.files, { [OMITTED]: list }))).toMatchObject(names(/documents-omitted\.jsonl/));
  });

  it('attack 40: a bundle of a newer format', async () => {
    const format = (name: string) => (text: string) => text.replace(/^Bitim-Format: .*$/m, `Bitim-Format: ${name}`);
    expect(await lie(stage.files, { info: format('bitim-bundle/2') })).toMatchObject({ type: 'BundleNewer', message: expect.stringContaining('newer version') as string });
    expect(await lie(stage.files, { info: format('other/1') })).toMatchObject(names(/Bitim-Format/));
  });
});
