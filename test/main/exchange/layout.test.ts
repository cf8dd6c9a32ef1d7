import { describe, expect, it } from 'vitest';
import { layOut } from '../../../src/main/exchange/layout.ts';
import { BUNDLE_LIMITS } from '../../../src/main/exchange/limits.ts';

const A = 'uz-a.aaaaaaaaaaaaaaaa';
const B = 'uz-b.bbbbbbbbbbbbbbbb';
const TAGS = ['bagit.txt', 'bag-info.txt', 'readme.txt', 'manifest-sha256.txt', 'tagmanifest-sha256.txt', 'tagmanifest-sha256.txt.minisig'];
const HAVE = ['data/have.json'];
const trustOf = (log: string, prior = false): readonly string[] => ['', '.minisig', ...(prior ? ['.prior.minisig'] : [])].map((end) => `data/trust/stations/${log}.json${end}`);
const segment = (log: string, range: string, scope = 'all'): readonly string[] => ['.head.json', '.head.json.minisig', '.jsonl.gz'].map((end) => `data/segments/${log}/${scope}/${range}${end}`);
const document = (digit: string): readonly string[] => [`data/documents/${digit}${digit}/${digit.repeat(64)}`];
const OMITTED = ['data/documents-omitted.jsonl'];
const R1 = '0000000001-0000000009';
const R2 = '0000000010-0000000010';

const sort = (names: readonly string[], size = 1) => layOut(names.map((name) => ({ name, size, crc: 0, offset: 0, start: 0 })), BUNDLE_LIMITS);
const outcome = (...parts: readonly (readonly string[])[]): string => {
  const laid = sort(parts.flat());
  return laid.ok ? 'laid out' : `${laid.error.type} ${laid.error.file ?? ''}`;
};

describe('the layout of a bundle', () => {
  it('puts every file in its place', () => {
    const laid = sort([...TAGS, ...HAVE, ...trustOf(A), ...trustOf(B, true), ...segment(A, R1), ...segment(A, `${R1}-0a0a0a0a`), ...segment(A, `${R1}-ffffffff`), ...segment(A, R2), ...segment(A, R1, 'all-x'), ...segment(B, R1), ...document('0'), ...document('f'), ...OMITTED]);
    expect(laid.ok && {
      tags: [...laid.value.tags.keys()], payload: laid.value.payload.length, have: laid.value.have.name, omitted: laid.value.omitted.name,
      certificates: laid.value.certificates.map((files) => [files.log, files.prior?.name ?? null]),
      segments: laid.value.segments.map((files) => [files.log, files.scope, files.from, files.to, files.suffix]),
      documents: laid.value.documents.map((each) => each.sha256),
    }).toEqual({
      tags: TAGS, payload: 27, have: 'data/have.json', omitted: 'data/documents-omitted.jsonl',
      certificates: [[A, null], [B, `data/trust/stations/${B}.json.prior.minisig`]],
      segments: [[A, 'all', 1, 9, null], [A, 'all', 1, 9, '0a0a0a0a'], [A, 'all', 1, 9, 'ffffffff'], [A, 'all', 10, 10, null], [A, 'all-x', 1, 9, null], [B, 'all', 1, 9, null]],
      documents: ['0'.repeat(64), 'f'.repeat(64)],
    });
    expect(outcome(TAGS, HAVE, OMITTED)).toBe('laid out');
  });

  it('refuses whatever is missing, further, elsewhere, unsorted or misnamed', () => {
    const whole = [...TAGS, ...HAVE, ...trustOf(A), ...segment(A, R1), ...document('0'), ...OMITTED];
    for (const [i, name] of whole.entries()) if (!name.startsWith('data/documents/')) expect(outcome(whole.filter((_, k) => k !== i)), `without ${name}`).toMatch(/^BundleDamaged/);
    for (let i = 0; i <= whole.length; i++) expect(outcome(whole.slice(0, i), ['data/more'], whole.slice(i)), `more at ${String(i)}`).toMatch(/^BundleDamaged/);
    for (let i = 1; i < whole.length; i++) expect(outcome(whole.slice(0, i - 1), [whole[i] ?? '', whole[i - 1] ?? ''], whole.slice(i + 1)), `swapped at ${String(i)}`).toMatch(/^BundleDamaged/);
    const broken = [
      [trustOf(B), trustOf(A)], [trustOf(A), trustOf(A)], [trustOf('uz-a')], [segment(B, R1), segment(A, R1)], [segment(A, R2), segment(A, R1)], [segment(A, R1), segment(A, R1)], [segment(A, R1, 'all-x'), segment(A, R1, 'all')],
      [segment(A, `${R1}-0a0a0a0a`)], [segment(A, R1), segment(A, `${R2}-0a0a0a0a`)], [segment(A, R1), segment(A, `${R1}-ffffffff`), segment(A, `${R1}-0a0a0a0a`)], [segment(A, '1-9')], [segment('uz-a', R1)], [segment(A, R1, 'ALL')],
      [document('f'), document('0')], [document('0'), document('0')], [['data/documents/00/short']], [[`data/documents/01/${'0'.repeat(64)}`]], [['data/segments/x']], [['data/trust/stations/x.json']],
    ];
    expect(broken.map((parts) => outcome(TAGS, HAVE, ...parts, OMITTED).startsWith('BundleDamaged'))).toEqual(broken.map(() => true));
  });

  it('refuses any file but a document that is too great to be held in memory', () => {
    const names = [...TAGS, ...HAVE, ...OMITTED];
    expect(sort(names, 16 * 2 ** 20).ok).toBe(true);
    const laid = sort(names, 16 * 2 ** 20 + 1);
    expect(laid.ok ? '' : laid.error.type).toBe('BundleTooLarge');
    const documents = layOut([...names.slice(0, -1), ...document('0'), ...OMITTED].map((name) => ({ name, size: name.startsWith('data/documents/') ? 2 ** 31 : 1, crc: 0, offset: 0, start: 0 })), BUNDLE_LIMITS);
    expect(documents.ok).toBe(true);
  });
});
