import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBagInfo, parseManifest, renderBagInfo, renderManifest, type BagInfo } from '../../../src/main/exchange/bag.ts';
import { parseOmitted, referenceIn, renderOmitted } from '../../../src/main/exchange/omitted.ts';
import { renderReadme } from '../../../src/main/exchange/readme.ts';

const INFO: BagInfo = {
  office: 'uz-bu', bundle: '01963f2c-9a40-7000-8000-000000000001', payload: { bytes: 123_456, files: 12 }, station: 'abcdefghijklmnop', log: 'uz-bu.abcdefghijklmnop', key: 'F6365AAC219097D9',
  to: 'uz-sa', sequence: 14, created: '2026-03-01T09:15:00Z', kind: 'delta', part: { index: 2, of: 3 },
};

const typeOf = (bytes: Buffer): string => {
  const parsed = parseBagInfo(bytes);
  return parsed.ok ? 'read' : parsed.error.type;
};

describe('bag-info.txt', () => {
  it('has exactly the lines of the format, in their order', () => {
    expect(renderBagInfo(INFO).toString()).toBe(
      'Source-Organization: uz-bu\nExternal-Identifier: 01963f2c-9a40-7000-8000-000000000001\nBagging-Date: 2026-03-01\nPayload-Oxum: 123456.12\nBitim-Format: bitim-bundle/1\nBitim-Station: abcdefghijklmnop\n'
      + 'Bitim-Log: uz-bu.abcdefghijklmnop\nBitim-Key: F6365AAC219097D9\nBitim-To: uz-sa\nBitim-Sequence: 14\nBitim-Created: 2026-03-01T09:15:00Z\nBitim-Kind: delta\nBitim-Part: 2/3\n',
    );
    expect(parseBagInfo(renderBagInfo(INFO))).toEqual({ ok: true, value: INFO });
  });

  it('is refused with a line more, less, twice, elsewhere or altered', () => {
    const lines = renderBagInfo(INFO).toString().split('\n').slice(0, -1);
    const joined = (all: readonly string[]): Buffer => Buffer.from(all.map((line) => `${line}\n`).join(''));
    const broken = [
      ...lines.map((_, i) => lines.filter((__, k) => k !== i)),
      ...lines.map((line) => [...lines, line]),
      [...lines].reverse(),
      [...lines, 'Contact-Name: nobody'],
      lines.map((line) => line.replace('2/3', '4/3')), lines.map((line) => line.replace('2/3', '0/3')), lines.map((line) => line.replace(': 14', ': 014')), lines.map((line) => line.replace(': 14', ': 0')),
      lines.map((line) => line.replace('Bagging-Date: 2026-03-01', 'Bagging-Date: 2026-03-02')), lines.map((line) => line.replace('09:15:00Z', '09:15:00+00:00')),
      lines.map((line) => line.replace('uz-bu.abc', 'uz-xx.abc')), lines.map((line) => line.replace('123456.12', '0123456.12')), lines.map((line) => line.replace(': ', ':  ')), lines.map((line) => `${line}\r`),
    ];
    expect(broken.map((all) => typeOf(joined(all)))).toEqual(broken.map(() => 'BundleDamaged'));
    expect(typeOf(Buffer.from(lines.join('\n')))).toBe('BundleDamaged');
  });

  it('of a newer format says that a newer version is needed', () => {
    expect(typeOf(Buffer.from(renderBagInfo(INFO).toString().replace('bitim-bundle/1', 'bitim-bundle/2')))).toBe('BundleNewer');
  });

  it('is never read from altered bytes unless it is exactly what those bytes say', () => {
    const bytes = renderBagInfo(INFO);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const altered = Buffer.from(bytes);
        altered.writeUInt8((altered[at] ?? 0) ^ mask, at);
        const parsed = parseBagInfo(altered);
        if (parsed.ok) expect(renderBagInfo(parsed.value)).toEqual(altered);
      }),
    );
  });
});

describe('a manifest', () => {
  const files = [{ name: 'data/a', sha256: 'a'.repeat(64) }, { name: 'data/b c', sha256: 'b'.repeat(64) }];

  it('names each file in its order, and is read only so', () => {
    const bytes = renderManifest(files);
    const names = files.map((file) => file.name);
    expect(bytes.toString()).toBe(`${'a'.repeat(64)}  data/a\n${'b'.repeat(64)}  data/b c\n`);
    expect(parseManifest('m', bytes, names)).toEqual({ ok: true, value: ['a'.repeat(64), 'b'.repeat(64)] });
    const broken = [renderManifest([...files].reverse()), renderManifest(files.slice(1)), renderManifest([...files, files[0] as (typeof files)[0]]), bytes.subarray(0, -1), Buffer.from(bytes.toString().replace('  data/a', ' *data/a')), Buffer.from(bytes.toString().toUpperCase()), Buffer.alloc(0)];
    expect(broken.map((each) => parseManifest('m', each, names).ok)).toEqual(broken.map(() => false));
    expect(parseManifest('m', Buffer.alloc(0), [])).toEqual({ ok: true, value: [] });
  });
});

describe('documents-omitted.jsonl', () => {
  const one = { bytes: 5, mediaType: 'application/pdf', name: 'Шартнома.pdf', sha256: 'a'.repeat(64) };
  const two = { bytes: null, mediaType: null, name: null, sha256: 'b'.repeat(64) };

  it('names what an entry says of a document', () => {
    expect(referenceIn({ d: { sha256: 'a'.repeat(64), bytes: 5, name: 'x', mediaType: 7, other: [] } })).toEqual({ bytes: 5, mediaType: null, name: 'x', sha256: 'a'.repeat(64) });
    expect([referenceIn({ d: { sha256: 'A'.repeat(64) } }), referenceIn({ d: { sha256: null } }), referenceIn({ d: {} })]).toEqual([null, null, null]);
  });

  it('is sorted canonical lines, and may be empty', () => {
    expect(renderOmitted([one]).toString()).toBe(`{"bytes":5,"mediaType":"application/pdf","name":"Шартнома.pdf","sha256":"${'a'.repeat(64)}"}\n`);
    expect(parseOmitted(renderOmitted([one, two]))).toEqual({ ok: true, value: [one, two] });
    expect(parseOmitted(Buffer.alloc(0))).toEqual({ ok: true, value: [] });
    const text = renderOmitted([one]).toString();
    const broken = [renderOmitted([two, one]), renderOmitted([one, one]), Buffer.from(text.trim()), Buffer.from(text.replace(':5', ': 5')), Buffer.from(text.replace(':5', ':-5')), Buffer.from(text.replace('"bytes":5,', '')), Buffer.from('\n'), Buffer.from('null\n')];
    expect(broken.map((each) => parseOmitted(each).ok)).toEqual(broken.map(() => false));
  });
});

describe('readme.txt', () => {
  it('tells in three languages how to check, names the key, and is in normalisation form C', () => {
    const text = renderReadme({ office: 'uz-bu', name: 'Buxoro viloyati hokimligi', to: 'uz-sa', minisignKey: 'RWQkey', keyId: 'F6365AAC219097D9' }).toString();
    for (const part of ['O‘ZBEKCHA', 'РУССКИЙ', 'ENGLISH', 'Buxoro viloyati hokimligi (uz-bu)']) expect(text).toContain(part);
    for (const command of ['age -d', 'unzip -t', 'minisign -V -P RWQkey -m tagmanifest-sha256.txt', 'sha256sum -c tagmanifest-sha256.txt', 'sha256sum -c manifest-sha256.txt']) expect(text.split(command).length).toBe(4);
    expect(text.normalize('NFC')).toBe(text);
  });
});
