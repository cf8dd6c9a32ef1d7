import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LINE_BYTES, parseEntry, referenceOf, renderEntry, type Entry } from '../../../src/main/changes/entry.ts';
import type { JsonObject } from '../../../src/shared/json.ts';

const REF = 'Xk3AAAAAAAAAAAAAAAAAAA';
const good: Entry = {
  a: '2026-03-01T09:12:33+05:00', d: { dateSigned: '2026-02-27' }, g: '01963f2c-9a40-7000-8000-000000000001', h: '01963f2c9a40-0003', k: 'agreement', l: 'uz-bu.aaaaaaaaaaaaaaa2',
  n: 1204, o: { [REF]: ['dateSigned'] }, r: '01963f2c-9a40-7000-8000-000000000002', s: 'all', t: 'put', u: 'Head of office', v: 1, z: 'AAAAAAAAAAAAAAA_',
};

const lineOf = (value: unknown): Buffer => Buffer.from(canonicalize(value) ?? '', 'utf8');
const reasonOf = (line: Buffer): string => {
  const parsed = parseEntry(line);
  return parsed.ok ? 'accepted' : parsed.error.message.replace(/^An entry is malformed: /, '').replace(/\.$/, '');
};
const withKeys = (keys: Record<string, unknown>): Buffer => lineOf({ ...good, ...keys });
const without = (key: keyof Entry): Buffer => lineOf(Object.fromEntries(Object.entries(good).filter(([name]) => name !== key)));
const written = (d: unknown): Buffer => withKeys({ d, o: {} });
const text = lineOf(good).toString('utf8');
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

/** What is wrong, the line, and the reason given. */
const malformed: readonly (readonly [name: string, line: Buffer, reason: string])[] = [
  ['no JSON', Buffer.from('{"a":'), 'a line is not JSON'],
  ['an empty line', Buffer.alloc(0), 'a line is not JSON'],
  ['bytes that are not UTF-8', Buffer.from(text.replace('Head', 'He\u00ffd'), 'latin1'), 'a line is not UTF-8'],
  ['a lone surrogate in CESU bytes', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'a line is not UTF-8'],
  ['a byte order mark', Buffer.from(`\ufeff${text}`), 'a line is not JSON'],
  ['a line feed at its end', Buffer.from(`${text}\n`), 'a line is not canonical JSON'],
  ['a space', Buffer.from(text.replace('":', '": ')), 'a line is not canonical JSON'],
  ['keys out of order', Buffer.from(text.replace('"t":"put","u":"Head of office"', '"u":"Head of office","t":"put"')), 'a line is not canonical JSON'],
  ['a key twice', Buffer.from(text.replace('"v":1', '"v":1,"v":1')), 'a line is not canonical JSON'],
  ['an escape that is not needed', Buffer.from(text.replace('Head', '\\u0048ead')), 'a line is not canonical JSON'],
  ['an escaped slash', Buffer.from(text.replace('Head', 'He\\/ad')), 'a line is not canonical JSON'],
  ['1.0', Buffer.from(text.replace('"v":1', '"v":1.0')), 'a line is not canonical JSON'],
  ['1e0', Buffer.from(text.replace('"v":1', '"v":1e0')), 'a line is not canonical JSON'],
  ['-0', Buffer.from(text.replace('"dateSigned":"2026-02-27"', '"dateSigned":-0')), 'a number is not an integer from -(2^53-1) to 2^53-1'],
  ['a fraction', written({ x: 0.5 }), 'a number is not an integer from -(2^53-1) to 2^53-1'],
  ['2^53', Buffer.from(text.replace('"dateSigned":"2026-02-27"', '"dateSigned":9007199254740992')), 'a number is not an integer from -(2^53-1) to 2^53-1'],
  ['a number beyond every number', Buffer.from(text.replace('"v":1', '"v":1e999')), 'a number is not an integer from -(2^53-1) to 2^53-1'],
  ['U+0000', written({ x: 'a\u0000b' }), 'text contains U+0000'],
  ['U+0000 in a nested key', written({ x: { 'a\u0000': 1 } }), 'text contains U+0000'],
  ['an escaped lone surrogate', Buffer.from(text.replace('2026-02-27', '\\ud800')), 'text contains a lone surrogate'],
  ['text in form D', written({ x: 'e\u0301' }), 'text is not in normalisation form C'],
  ['an element key in form D', written({ x: { 'e\u0301': 1 } }), 'text is not in normalisation form C'],
  ['an author in form D', withKeys({ u: 'Registry of o\u0308' }), 'text is not in normalisation form C'],
  ['nesting of 17', written({ x: nested(15) }), 'nesting is deeper than 16'],
  ['nesting without end', Buffer.from('['.repeat(100_000)), 'a line is not JSON'],
  ['deep nesting', Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 'nesting is deeper than 16'],
  ['an array', lineOf([good]), 'a line is not an object'],
  ['null', lineOf(null), 'a line is not an object'],
  ['a line that is too long', written({ x: 'x'.repeat(MAX_LINE_BYTES) }), `a line has ${String(MAX_LINE_BYTES + lineOf({ ...good, d: { x: '' }, o: {} }).length + 1)} bytes, at most 1048576 are allowed`],
  ...(['a', 'g', 'h', 'k', 'l', 'r', 's', 't', 'z'] as const).map((key) => [`no ${key}`, without(key), `${key} is not ${{ a: 'a time stamp', g: 'a UUID', h: 'a clock value', k: 'a record kind', l: 'a log id', r: 'a UUID', s: 'a scope', t: 'a type', z: '16 base64url characters' }[key]}`] as const),
  ['no author', without('u'), 'u is not text of 1 to 200 characters'],
  ['no number', without('n'), 'n is not a number from 1'],
  ['no version', without('v'), 'v is not a number from 1'],
  ['no d', without('d'), 'd is not an object'],
  ['no o', without('o'), 'o is not an object'],
  ['an empty author', withKeys({ u: '' }), 'u is not text of 1 to 200 characters'],
  ['a long author', withKeys({ u: 'x'.repeat(201) }), 'u is not text of 1 to 200 characters'],
  ['number 0', withKeys({ n: 0 }), 'n is not a number from 1'],
  ['number as text', withKeys({ n: '1' }), 'n is not a number from 1'],
  ['version 0', withKeys({ v: 0 }), 'v is not a number from 1'],
  ['a time without its offset', withKeys({ a: '2026-03-01T09:12:33' }), 'a is not a time stamp'],
  ['a time with milliseconds', withKeys({ a: '2026-03-01T09:12:33.000Z' }), 'a is not a time stamp'],
  ['month 13', withKeys({ a: '2026-13-01T09:12:33Z' }), 'a is not a time stamp'],
  ['hour 24', withKeys({ a: '2026-03-01T24:00:00Z' }), 'a is not a time stamp'],
  ['a second of 60', withKeys({ a: '2026-03-01T09:12:60Z' }), 'a is not a time stamp'],
  ['a UUID in capitals', withKeys({ r: good.r.toUpperCase() }), 'r is not a UUID'],
  ['a UUID with a line feed', withKeys({ g: `${good.g}\n` }), 'g is not a UUID'],
  ['a clock in capitals', withKeys({ h: '01963F2C9A40-0003' }), 'h is not a clock value'],
  ['a kind that begins with a capital', withKeys({ k: 'Agreement' }), 'k is not a record kind'],
  ['a log of no office', withKeys({ l: '.aaaaaaaaaaaaaaaa' }), 'l is not a log id'],
  ['an office with two hyphens', withKeys({ l: 'uz--bu.aaaaaaaaaaaaaaaa' }), 'l is not a log id'],
  ['an office of 33 characters', withKeys({ l: `${'a'.repeat(33)}.aaaaaaaaaaaaaaaa` }), 'l is not a log id'],
  ['a log with a digit that base32 lacks', withKeys({ l: 'uz-bu.aaaaaaaaaaaaaaa1' }), 'l is not a log id'],
  ['a scope in capitals', withKeys({ s: 'All' }), 's is not a scope'],
  ['a type with a digit', withKeys({ t: 'put2' }), 't is not a type'],
  ['a salt of 15', withKeys({ z: 'A'.repeat(15) }), 'z is not 16 base64url characters'],
  ['a salt with a plus', withKeys({ z: `${'A'.repeat(15)}+` }), 'z is not 16 base64url characters'],
  ['d as an array', withKeys({ d: ['x'], o: {} }), 'd is not an object'],
  ['o as an array', withKeys({ o: [] }), 'o is not an object'],
  ['o as null', withKeys({ o: null }), 'o is not an object'],
  ['no field', written({}), 'd writes no field'],
  ['2,001 fields', written(Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`f${String(i)}`, 1]))), 'd writes more than 2000 fields'],
  ...['', '1x', 'x y', 'x.', 'x.y', 'x[]', 'x[a].', 'x[a]y', 'x[a][b]', 'x[a].b.c', 'x[.a]', 'x[a/b]', '$gone', '$void.x', 'ў', `f${'x'.repeat(64)}`, `f[${'x'.repeat(65)}]`, '__proto__']
    .map((path) => [`the path "${path}"`, written(JSON.parse(`{${JSON.stringify(path)}:1}`)), `d names "${path}", which is not a field path`] as const),
  ['an element removed without references', written({ 'x[a]': { $gone: true } }), 'x[a] is removed without sorted references'],
  ['an element removed with unsorted references', written({ 'x[a]': { $gone: [`${REF.slice(0, 21)}B`, REF] } }), 'x[a] is removed without sorted references'],
  ['an element removed with a reference twice', written({ 'x[a]': { $gone: [REF, REF] } }), 'x[a] is removed without sorted references'],
  ['an element removed with something else beside', written({ 'x[a]': { $gone: [], more: 1 } }), 'x[a] is removed without sorted references'],
  ['a plain field removed', written({ x: { $gone: [] } }), 'x is not an element and cannot be removed'],
  ['a sub-field removed', written({ 'x[a].b': { $gone: [] } }), 'x[a].b is not an element and cannot be removed'],
  ['voided with a word', written({ $void: 'wrong' }), '$void is neither null nor {reason, seen}'],
  ['voided without a reason', written({ $void: { seen: [] } }), '$void is neither null nor {reason, seen}'],
  ['voided with something else beside', written({ $void: { reason: 'x', seen: [], who: 'y' } }), '$void is neither null nor {reason, seen}'],
  ['voided with unsorted references', written({ $void: { reason: 'x', seen: [`${REF.slice(0, 21)}B`, REF] } }), '$void is neither null nor {reason, seen}'],
  ['a predecessor that is no reference', withKeys({ o: { short: ['dateSigned'] } }), 'o names "short", which is not a reference'],
  ['a predecessor without paths', withKeys({ o: { [REF]: [] } }), `o names no sorted paths for ${REF}`],
  ['a predecessor with a word for paths', withKeys({ o: { [REF]: 'dateSigned' } }), `o names no sorted paths for ${REF}`],
  ['a predecessor with unsorted paths', withKeys({ d: { a: 1, b: 1 }, o: { [REF]: ['b', 'a'] } }), `o names no sorted paths for ${REF}`],
  ['a predecessor with a path twice', withKeys({ o: { [REF]: ['dateSigned', 'dateSigned'] } }), `o names no sorted paths for ${REF}`],
  ['a predecessor whose path is not written', withKeys({ o: { [REF]: ['title'] } }), `o replaces a field of ${REF} that d does not write`],
  ['a predecessor whose path is only inherited', withKeys({ o: { [REF]: ['toString'] } }), `o replaces a field of ${REF} that d does not write`],
  ['2,001 predecessors', withKeys({ o: Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [String(i).padStart(22, 'A'), ['dateSigned']])) }), 'o names more than 2000 references'],
];

describe('An entry line', () => {
  it.each(malformed)('with %s is refused with its reason', (_name, line, reason) => {
    expect(reasonOf(line)).toBe(reason);
  });

  it.each([
    ['unknown keys', { x: { later: [1, 2] }, A: null }], ['an unknown kind', { k: 'treaty' }], ['a reserved type', { t: 'move' }], ['an unknown type', { t: 'later' }],
    ['nesting of 16', { d: { x: nested(14) }, o: {} }], ['an element id with dots', { d: { 'x[a.b:c-d_1].y': 1, 'x[a.b]': { $gone: [] } }, o: {} }],
    ['keys that look like numbers', { d: { x: { 10: 1, 9: 2, '01': 3 } }, o: {} }], ['the greatest numbers', { n: Number.MAX_SAFE_INTEGER, d: { x: Number.MIN_SAFE_INTEGER }, o: {} }],
    ['a backslash before a u', { d: { x: '\\u0000', y: 'ў\\' }, o: {} }], ['an office of 32 characters', { l: `${'a'.repeat(32)}.aaaaaaaaaaaaaaaa` }], ['paths named as in objects', { d: { constructor: 1, toString: null }, o: { [REF]: ['toString'] } }],
    ['a voiding', { d: { $void: { reason: '', seen: [REF] } }, o: {} }], ['a restoring', { d: { $void: null }, o: { [REF]: ['$void'] } }],
  ])('with %s is accepted', (_name, keys) => {
    expect(reasonOf(withKeys(keys))).toBe('accepted');
  });

  it('of exactly 1 MiB with its LF is accepted, and of one byte more refused', () => {
    const bare = lineOf({ ...good, d: { x: '' }, o: {} }).length;
    expect(reasonOf(written({ x: 'x'.repeat(MAX_LINE_BYTES - 1 - bare) }))).toBe('accepted');
    expect(reasonOf(written({ x: 'x'.repeat(MAX_LINE_BYTES - bare) }))).toContain('at most 1048576');
  });

  it('has as reference the first 22 characters of base64url(SHA-256(0x00 || line))', () => {
    expect(referenceOf(Buffer.from(text))).toBe(createHash('sha256').update(Buffer.of(0)).update(text).digest('base64url').slice(0, 22));
  });
});

const plainText = fc.oneof(fc.string({ maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 12 })).map((value) => value.replaceAll('\u0000', '').toWellFormed().normalize('NFC'));
const json = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.constant(null), fc.boolean(), fc.maxSafeInteger().map((n) => n + 0), plainText, fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(plainText, fc.nat({ max: 30 }).map(String)), tie('value'), { maxKeys: 4 })),
})).value;
const path = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,5}(\[[A-Za-z0-9][A-Za-z0-9._:-]{0,4}\](\.[A-Za-z][A-Za-z0-9]{0,3})?)?$/);

describe('Rendering', () => {
  it('gives a canonical line that reads back as the same entry, whatever is written', () => {
    fc.assert(fc.property(fc.dictionary(path, json, { minKeys: 1, maxKeys: 6 }), (d) => {
      const done = renderEntry({ ...good, d: d as JsonObject, o: {} });
      if (!done.ok) throw new Error(done.error.message);
      expect(done.value.text).toBe(canonicalize({ ...good, d, o: {} }));
      const parsed = parseEntry(done.value.line);
      expect(JSON.stringify(parsed)).toBe(JSON.stringify({ ok: true, value: done.value.entry }));
    }), { numRuns: 300 });
  });

  it('brings the keys of values into the order that a reader of the bytes has', () => {
    const done = renderEntry({ ...good, d: { term: { months: 60, kind: 'fixed' }, a: 1 }, o: {} });
    expect(done.ok && JSON.stringify(done.value.entry.d)).toBe('{"a":1,"term":{"kind":"fixed","months":60}}');
  });

  it.each([
    ['text in form D', { x: 'e\u0301' }, 'text is not in normalisation form C'], ['a lone surrogate beside keys like numbers', { x: { 10: '\ud800', 9: 1 } }, 'text contains a lone surrogate'],
    ['a fraction', { x: 1.5 }, 'a number is not an integer from -(2^53-1) to 2^53-1'], ['nothing', { x: undefined }, 'a value is not JSON'],
  ])('refuses %s', (_name, d, reason) => {
    expect(renderEntry({ ...good, d: d as unknown as JsonObject, o: {} })).toEqual({ ok: false, error: { type: 'EntryMalformed', message: `An entry is malformed: ${reason}.` } });
  });
});
