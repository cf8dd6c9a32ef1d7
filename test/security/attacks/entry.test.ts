import { beforeAll, describe, expect, it } from 'vitest';
import { readView } from '../../../src/main/changes/apply.ts';
import type { BundleError } from '../../../src/main/exchange/bundleError.ts';
import { imported, write } from '../../main/exchange/testStation.ts';
import { canonical, refusedBy, relined, resealed, scene, withSegment, written, type Files, type Scene } from './forge.ts';

let stage: Scene;
beforeAll(async () => {
  stage = await scene('entry');
});

/** The last line of the sender's segment replaced, everything else right. */
const bundleWith = (of: Scene, line: (good: string) => string | Buffer): Files => {
  const { signingKey } = of.sender.identity;
  return resealed(withSegment(of.files, signingKey, { lines: (all) => [...all.slice(0, -1), line(all.at(-1) ?? '')] }), signingKey);
};
const lie = (line: (good: string) => string | Buffer): Promise<BundleError> => refusedBy(stage.victim, bundleWith(stage, line));
const refusedLine = async (line: (good: string) => string | Buffer, message = /./): Promise<void> => {
  const error = await lie(line);
  expect(error).toMatchObject({ type: 'BundleDamaged', message: expect.stringMatching(/jsonl\.gz, line 5: /) as string });
  expect(error.message).toMatch(message);
};
const withD = (d: Readonly<Record<string, unknown>>, o: object = {}) => (good: string): string => relined(good, { d, o });
/** A line whose `d` is this text, which JSON.stringify would never write. */
const rawD = (text: string) => (good: string): string => relined(good, { d: { here: 1 }, o: {} }).replace('{"here":1}', text);

describe('entries of a trusted liar', () => {
  it('attack 60: JSON that two readers understand differently', async () => {
    await refusedLine((good) => good.replace(':', ': '), /canonical/);
    await refusedLine((good) => `${good} `, /canonical/);
    await refusedLine((good) => `\u{feff}${good}`, /JSON/);
    await refusedLine(rawD('{"notes":"a","notes":"b"}'), /canonical/);
    await refusedLine(rawD('{"b":1,"a":1}'), /canonical/);
    await refusedLine(rawD('{"notes":"\\u0061"}'), /canonical/);
    await refusedLine(rawD('{"notes":"\\/"}'), /canonical/);
    await refusedLine((good) => `[${good}]`);
    for (const text of ['', 'null', '0', '"x"', '{}', '[]', 'NaN', '{"a":undefined}']) await refusedLine(() => text);
    await refusedLine((good) => Buffer.concat([Buffer.from(good).subarray(0, -1), Buffer.from([0xff, 0x7d])]));
  });

  it('attack 61: fractions, exponents, numbers too great', async () => {
    for (const number of ['1.5', '1e3', '1E3', '-0', '1.0', '9007199254740992', '-9007199254740992', '1e400', '01', '+1', '0x1']) await refusedLine(rawD(`{"notes":${number}}`));
    for (const n of [0, -1, 2 ** 53]) await refusedLine((good) => relined(good, { v: n }));
  });

  it('attack 62: a line of more than 1 MiB', async () => {
    await refusedLine(withD({ notes: 'x'.repeat(1_048_576) }), /at most 1,?048,?576/);
  });

  it('attack 63: decomposed text, U+0000, lone surrogates', async () => {
    await refusedLine(withD({ notes: 'й'.normalize('NFD') }), /normalisation form C/);
    await refusedLine(withD({ notes: { ['й'.normalize('NFD')]: 1 } }), /normalisation form C/);
    await refusedLine(withD({ notes: 'a\0b' }), /U\+0000/);
    await refusedLine(rawD('{"notes":"\\ud800"}'), /surrogate/);
    await refusedLine((good) => relined(good, { u: 'x\0' }), /U\+0000/);
  });

  it('attack 64: nesting that exhausts the stack', async () => {
    await refusedLine(withD({ notes: Array.from({ length: 16 }).reduce<unknown>((inner) => [inner], 1) }), /nesting|deep/);
    await refusedLine(rawD(`{"notes":${'['.repeat(300_000)}${']'.repeat(300_000)}}`));
  });

  it('attack 65: __proto__ and its like as a field, a kind, a key or an id', async () => {
    for (const field of ['__proto__', 'a.b', '$where', 'f[__proto__]', 'f[a].__proto__', '']) await refusedLine(rawD(`{${JSON.stringify(field)}:{"polluted":true}}`), /field path|canonical/);
    await refusedLine((good) => relined(good, { k: '__proto__' }));

    const scene65 = await scene('attack 65');
    const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf', 'prototype'];
    const d = Object.fromEntries(names.flatMap((name) => [[name, { polluted: true } as unknown], [`titleForms[${name}]`, { text: 'x', language: 'en', script: 'Latn' }], [`parties[${name}].${name}`, 'x']]));
    const value = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    const line = (good: string): string => relined(good, { k: 'agreement', r: scene65.records[0], o: {}, d: { ...d, term: 'HERE' } }).replace('"HERE"', value).replace(/^\{/, '{"__proto__":{"d":{},"polluted":true},');
    expect(await imported(scene65.victim, written(bundleWith(scene65, line)))).toMatchObject({ entries: { new: 5 } });
    const kinds = await scene('attack 65, kinds');
    for (const kind of ['constructor', 'toString', 'hasOwnProperty']) {
      const file = written(resealed(bundleWith(kinds, (good) => relined(good, { k: kind, r: kinds.sender.rng.id() })), kinds.sender.identity.signingKey, { info: (text) => text.replace(/^External-Identifier: .*$/m, `External-Identifier: ${kinds.sender.rng.id()}`) }));
      expect((await imported(kinds.victim, file)).unknown).toBe(1);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const view = readView(scene65.victim.db, scene65.records[0] ?? '');
    expect(canonical(view?.fields.get('term'))).toBe(value);
    for (const name of names) expect(view?.fields.get(name)).toEqual({ polluted: true });
  });

  it('attack 66: thousands of fields or predecessors', async () => {
    const many = (count: number): Record<string, unknown> => Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${String(i)}`, i]));
    await refusedLine(withD(many(2_001)), /more than 2,?000 fields/);
    const references = Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [String(i).padStart(22, 'A'), ['f0']]));
    await refusedLine(withD({ f0: 1 }, references), /more than 2,?000 references/);
    await refusedLine(withD({}), /no field/);
    await refusedLine(withD({ f0: 1 }, { short: ['f0'] }), /reference/);
    await refusedLine(withD({ f0: 1 }, { ['A'.repeat(22)]: ['f1'] }), /does not write|field/);
    await refusedLine(withD({ f0: 1, f1: 1 }, { ['A'.repeat(22)]: ['f1', 'f0'] }), /sorted/);
  });

  it('attack 71: an entry that claims to replace what stands in another record', async () => {
    const scene71 = await scene('attack 71');
    const ours = write(scene71.victim, { notes: 'stays' });
    const line = (good: string): string => relined(good, { k: 'agreement', r: scene71.records[0], d: { notes: 'elsewhere' }, o: { [ours.ref]: ['notes'] } });
    expect(await imported(scene71.victim, written(bundleWith(scene71, line)))).toMatchObject({ conflicts: 0 });
    expect(readView(scene71.victim.db, ours.record)?.fields.get('notes')).toBe('stays');
    expect(readView(scene71.victim.db, scene71.records[0] ?? '')?.fields.get('notes')).toBe('elsewhere');
  });

  it('attack 72: a removal and a voiding of what their author never saw', async () => {
    const scene72 = await scene('attack 72');
    const ours = write(scene72.victim, { 'titleForms[x]': { text: 'stays', language: 'en', script: 'Latn' }, notes: 'stays' });
    const line = (good: string): string => relined(good, { k: 'agreement', r: ours.record, d: { 'titleForms[x]': { $gone: [] }, $void: { reason: 'gone', seen: [] } }, o: {} });
    await imported(scene72.victim, written(bundleWith(scene72, line)));
    const view = readView(scene72.victim.db, ours.record);
    expect(view?.voided).toBeNull();
    expect(view?.fields.get('titleForms[x]')).toEqual({ text: 'stays', language: 'en', script: 'Latn' });
    expect(view?.conflicts.map(({ path }) => path)).toContain('$void');
  });
});
