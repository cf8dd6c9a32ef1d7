import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planParts, type PlanInput, type SurveyedSegment } from '../../../src/main/exchange/exportPlan.ts';
import { documentPath, segmentFileNames } from '../../../src/main/exchange/layout.ts';
import { renderOmitted } from '../../../src/main/exchange/omitted.ts';
import { zipCost } from '../../../src/main/exchange/zip.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

function segmentOf(i: number, size: number, documents: readonly number[]): Omit<SurveyedSegment, 'path'> {
  const measured = (bytes: number) => ({ size: bytes, crc: 0, sha256: sha('x') });
  return {
    meta: { id: i, hash: sha(`segment ${String(i)}`), log: 'uz-a.aaaaaaaaaaaaaaaa', scope: 'all', first: i + 1, last: i + 1, prev: null, state: 'applied' },
    head: measured(450), signature: measured(300), text: measured(size), references: documents.map((k) => ({ bytes: k, mediaType: 'application/pdf', name: 'scan.pdf', sha256: sha(`document ${String(k)}`) })),
  };
}

const OVERHEAD = { bytes: 10_000, files: 20 };

function inputOf(segments: readonly Omit<SurveyedSegment, 'path'>[], sizes: ReadonlyMap<string, number>, more: Partial<PlanInput> = {}): PlanInput {
  return { segments, sizeOf: (sha256) => sizes.get(sha256) ?? null, lacked: [], zipBytes: null, files: 50_000, leadingFileBytes: 16 * 2 ** 20, overhead: OVERHEAD, ...more };
}

const material = fc.record({
  segments: fc.array(fc.record({ size: fc.integer({ min: 20, max: 40_000 }), documents: fc.array(fc.nat(30), { maxLength: 4 }) }), { maxLength: 15 }),
  held: fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 0, max: 60_000 })), { maxLength: 25 }),
  lacked: fc.array(fc.nat(30), { maxLength: 5 }),
  files: fc.integer({ min: 30, max: 60 }),
  zipBytes: fc.option(fc.integer({ min: 70_000, max: 300_000 })),
});

describe('the plan of an export', () => {
  it('puts every segment into one part, every document that is held into one part or says that it is too great, and keeps within the limits', () => {
    fc.assert(
      fc.property(material, ({ segments, held, lacked, files, zipBytes }) => {
        const surveyed = segments.map(({ size, documents }, i) => segmentOf(i, size, documents));
        const sizes = new Map(held.map(([k, size]) => [sha(`document ${String(k)}`), size]));
        const plan = planParts(inputOf(surveyed, sizes, { files, zipBytes, lacked: lacked.map((k) => sha(`document ${String(k)}`)) }));
        if (!plan.ok) throw new Error(plan.error.message);
        const { parts, tooGreat } = plan.value;
        expect(parts.length).toBeGreaterThan(0);
        expect(parts.flatMap((part) => part.segments.map(({ meta }) => meta.id))).toEqual(surveyed.map(({ meta }) => meta.id));
        const wanted = new Set([...surveyed.flatMap(({ references }) => references.map(({ sha256 }) => sha256)), ...lacked.map((k) => sha(`document ${String(k)}`))]);
        const sent = parts.flatMap((part) => part.documents.map(({ sha256 }) => sha256));
        expect([...sent, ...tooGreat].sort()).toEqual([...wanted].filter((sha256) => sizes.has(sha256)).sort());
        for (const part of parts) {
          const enclosed = new Set(part.documents.map(({ sha256 }) => sha256));
          const spoken = new Set(part.segments.flatMap(({ references }) => references.map(({ sha256 }) => sha256)));
          expect(part.omitted.map(({ sha256 }) => sha256)).toEqual([...spoken].filter((sha256) => !enclosed.has(sha256)).sort());
          const names = part.segments.flatMap(({ path, text }) => [[segmentFileNames(path).head, 450], [segmentFileNames(path).signature, 300], [segmentFileNames(path).text, text.size]] as const);
          const all = [...names, ...part.documents.map(({ sha256, size }) => [documentPath(sha256), size] as const)];
          const bytes = OVERHEAD.bytes + renderOmitted(part.omitted).length + all.reduce((sum, [name, size]) => sum + zipCost(name, size) + 67 + name.length, 0);
          expect(bytes).toBeLessThanOrEqual(zipBytes ?? Number.MAX_SAFE_INTEGER);
          expect(all.length + OVERHEAD.files).toBeLessThanOrEqual(files);
        }
      }),
    );
  });

  it('tells a later segment of the same range apart by its hash, within its part', () => {
    const [one, two] = [segmentOf(0, 100, []), segmentOf(0, 100, [])];
    const twin = { ...two, meta: { ...two.meta, id: 1, hash: sha('twin') } };
    const plan = planParts(inputOf([one, twin], new Map()));
    expect(plan.ok && plan.value.parts[0]?.segments.map(({ path }) => path.slice(path.lastIndexOf('/') + 1))).toEqual(['0000000001-0000000001', `0000000001-0000000001-${sha('twin').slice(0, 8)}`]);
  });

  it('says so if a segment does not fit into a part, and makes one empty part of nothing', () => {
    const plan = planParts(inputOf([segmentOf(0, 100_000, [])], new Map(), { zipBytes: 50_000 }));
    expect(plan.ok ? '' : plan.error.type).toBe('SplitTooSmall');
    expect(planParts(inputOf([], new Map()))).toEqual({ ok: true, value: { parts: [{ segments: [], documents: [], omitted: [] }], tooGreat: [] } });
  });
});
