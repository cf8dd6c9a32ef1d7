import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headHash, parseHead, renderHead, type SegmentHead } from '../../../src/main/changes/segmentHead.ts';

const HEAD: SegmentHead = {
  bytes: 1_000, clock: '01963f2c9a40-0003', format: 'bitim-segment/1', from: 1_001, key: 'F6365AAC219097D9', log: 'uz-bu.abcdefghijklmnop', office: 'uz-bu',
  prev: 'a'.repeat(64), root: 'b'.repeat(64), scope: 'all', sha256: 'c'.repeat(64), suite: 'ed25519-blake2b512', to: 1_204,
};

const typeOf = (bytes: Buffer): string => {
  const parsed = parseHead(bytes);
  return parsed.ok ? 'read' : parsed.error.type;
};

describe('the head of a segment', () => {
  it('is one line of canonical JSON, identified by its hash, and is read back', () => {
    const bytes = renderHead(HEAD);
    expect(bytes.toString()).toBe(
      `{"bytes":1000,"clock":"01963f2c9a40-0003","format":"bitim-segment/1","from":1001,"key":"F6365AAC219097D9","log":"uz-bu.abcdefghijklmnop","office":"uz-bu","prev":"${'a'.repeat(64)}","root":"${'b'.repeat(64)}","scope":"all","sha256":"${'c'.repeat(64)}","suite":"ed25519-blake2b512","to":1204}\n`,
    );
    expect(parseHead(bytes)).toEqual({ ok: true, value: HEAD });
    expect(headHash(bytes)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is refused with anything missing, further, wrong or in other bytes', () => {
    const broken: Record<string, unknown>[] = [
      ...Object.keys(HEAD).map((key) => Object.fromEntries(Object.entries(HEAD).filter(([other]) => other !== key))),
      { ...HEAD, more: 1 }, { ...HEAD, from: 0 }, { ...HEAD, from: 1_205 }, { ...HEAD, to: 11_001 }, { ...HEAD, prev: null }, { ...HEAD, from: 1, to: 5 }, { ...HEAD, office: 'uz-sa' }, { ...HEAD, key: 'f6365aac219097d9' },
      { ...HEAD, bytes: 9_437_185 }, { ...HEAD, bytes: 0 }, { ...HEAD, bytes: 1.5 }, { ...HEAD, scope: 'ALL' }, { ...HEAD, log: 'uz-bu.ABCDEFGHIJKLMNOP' }, { ...HEAD, format: 'bitim-segment/2' }, { ...HEAD, clock: '01963f2c9a40-3' }, { ...HEAD, root: 'b'.repeat(63) },
    ];
    expect(broken.map((head) => typeOf(renderHead(head as unknown as SegmentHead)))).toEqual(broken.map(() => 'SegmentMalformed'));
    const line = renderHead(HEAD).toString();
    expect([line.trim(), `${line}\n`, ` ${line}`, line.replace(',"clock"', ', "clock"'), line.replace('"bytes":1000,', '').replace('}', ',"bytes":1000}'), '', '{}', 'null', '[]', 'x'.repeat(3_000)].map((text) => typeOf(Buffer.from(text)))).toEqual(
      Array.from({ length: 10 }, () => 'SegmentMalformed'),
    );
    expect(typeOf(renderHead({ ...HEAD, from: 1, to: 5, prev: null }))).toBe('read');
  });

  it('of an unknown suite cannot be verified, which is another error', () => {
    expect(typeOf(renderHead({ ...HEAD, suite: 'ed448-shake256' } as unknown as SegmentHead))).toBe('SuiteUnknown');
  });

  it('is never read from altered bytes as what it was', () => {
    const bytes = renderHead(HEAD);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const altered = Buffer.from(bytes);
        altered.writeUInt8((altered[at] ?? 0) ^ mask, at);
        const parsed = parseHead(altered);
        if (parsed.ok) expect(renderHead(parsed.value)).toEqual(altered);
      }),
    );
  });
});
