import { isUtf8 } from 'node:buffer';
import canonicalize from 'canonicalize';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import { leafHash } from '../crypto/hash.ts';
import { compareText } from './order.ts';

/** One saved action on one record. The letters are the format's; see docs/format.md, section 2. */
export interface Entry {
  /** Wall clock as the person saw it. */
  readonly a: string;
  /** Field path -> value written. */
  readonly d: JsonObject;
  /** The action it belongs to. */
  readonly g: string;
  /** Hybrid logical clock. */
  readonly h: string;
  /** Record kind. */
  readonly k: string;
  /** Log. */
  readonly l: string;
  /** Number in the stream. */
  readonly n: number;
  /** Predecessors: reference -> paths of it that the author saw and replaces. */
  readonly o: Readonly<Record<string, readonly string[]>>;
  /** Record. */
  readonly r: string;
  /** Scope. */
  readonly s: string;
  /** Type; only `put` is applied. */
  readonly t: string;
  /** Author. */
  readonly u: string;
  /** Version of the writer's schema. */
  readonly v: number;
  /** Salt. */
  readonly z: string;
}

export type EntryError = { readonly type: 'EntryMalformed'; readonly message: string };

/** An entry line with its LF is at most this many bytes. */
export const MAX_LINE_BYTES = 1_048_576;
const MAX_FIELDS = 2_000;
const MAX_DEPTH = 16;

export const FIELD_PATH = /^(?:\$void|[A-Za-z][A-Za-z0-9]{0,63}(?:\[([A-Za-z0-9][A-Za-z0-9._:-]{0,63})\](?:\.[A-Za-z][A-Za-z0-9]{0,63})?)?)$/;
const REFERENCE = /^[A-Za-z0-9_-]{22}$/;
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const LOG_ID = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)\.)(?=[^.]{1,32}\.)[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z2-7]{16}$/;
export const OFFICE_ID = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)(?=.{1,32}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const SCOPE = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9-]{1,32}$/;

/** The keys that are text of a fixed form, and what each is. */
const FORMS: readonly (readonly [key: string, form: RegExp, what: string])[] = [
  ['a', /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/, 'a time stamp'],
  ['g', UUID, 'a UUID'],
  ['h', /^[0-9a-f]{12}-[0-9a-f]{4}$/, 'a clock value'],
  ['k', /^[a-z][A-Za-z0-9]{0,31}$/, 'a record kind'],
  ['l', LOG_ID, 'a log id'],
  ['r', UUID, 'a UUID'],
  ['s', SCOPE, 'a scope'],
  ['t', /^[a-z]{1,16}$/, 'a type'],
  ['z', /^[A-Za-z0-9_-]{16}$/, '16 base64url characters'],
];
const MAX_AUTHOR_LENGTH = 200;

/** An entry with its bytes. */
export interface RenderedEntry {
  /** As a reader of the bytes has it: keys in order at every level. */
  readonly entry: Entry;
  /** Without LF. */
  readonly line: Buffer;
  readonly text: string;
}

/** The bytes of an entry. Canonical JSON, so that equal entries have equal bytes. */
export function renderEntry(given: Entry): Result<RenderedEntry, EntryError> {
  const entry = inOrder(given) as Entry;
  const json = JSON.stringify(entry);
  const content = contentProblem(entry, json);
  if (content !== null) return malformed(content);
  const text = canonicalText(entry, json);
  const line = Buffer.from(text, 'utf8');
  const problem = sizeProblem(line) ?? shapeProblem(entry);
  return problem === null ? ok({ entry, line, text }) : malformed(problem);
}

/** The reference of an entry: 22 base64url characters of SHA-256(0x00 || line). */
export const referenceOf = (line: Uint8Array): string => referenceOfLeaf(leafHash(line));

export const referenceOfLeaf = (leaf: Buffer): string => leaf.toString('base64url').slice(0, 22);

/**
 * Reads one line (without LF), strictly: canonical, complete, within limits.
 * Unknown keys are allowed and stay in the bytes; unknown kinds, paths and types too.
 */
export function parseEntry(line: Buffer): Result<Entry, EntryError> {
  const size = sizeProblem(line);
  if (size !== null) return malformed(size);
  if (!isUtf8(line)) return malformed('a line is not UTF-8');
  const text = line.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return malformed('a line is not JSON');
  }
  const content = contentProblem(value, text);
  if (content !== null) return malformed(content);
  if (canonicalText(value, JSON.stringify(value)) !== text) return malformed('a line is not canonical JSON');
  const problem = shapeProblem(value);
  return problem === null ? ok(value as Entry) : malformed(problem);
}

/** An entry from a line of our own table, which was checked when it came in. */
export const parseStored = (line: string): Entry => JSON.parse(line) as Entry;

const malformed = (what: string): Result<never, EntryError> => err({ type: 'EntryMalformed', message: `An entry is malformed: ${what}.` });

const sizeProblem = (line: Buffer): string | null =>
  (line.length + 1 > MAX_LINE_BYTES ? `a line has ${String(line.length + 1)} bytes, at most ${String(MAX_LINE_BYTES)} are allowed` : null);

/** RFC 8785. What JSON.stringify gave is that already where keys are in order; it cannot order keys like "10" and "9". */
const canonicalText = (value: unknown, json: string): string => (isInOrder(value) ? json : canonicalize(value) ?? '');

function isInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  let before = '';
  for (const key of Object.keys(value)) {
    if (key < before || !isInOrder((value as Record<string, unknown>)[key])) return false;
    before = key;
  }
  return true;
}

/** The same value with keys in order at every level. */
function inOrder(value: unknown): unknown {
  if (isInOrder(value)) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  return Object.fromEntries(Object.entries(value as object).sort(([a], [b]) => compareText(a, b)).map(([key, item]) => [key, inOrder(item)]));
}

/** Only integers, text in normalisation form C without U+0000 and lone surrogates, bounded depth. */
function contentProblem(value: unknown, json: string): string | null {
  // U+0000 and lone surrogates can only be there as \u escapes, and parts of a text in form C are in form C (UAX #15).
  const isGoodText = !json.includes('\\u') && json.normalize('NFC') === json;
  return plainProblem(value, 0, isGoodText ? () => null : textProblem);
}

function plainProblem(value: unknown, depth: number, check: (text: string) => string | null): string | null {
  if (typeof value === 'string') return check(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0) ? null : 'a number is not an integer from -(2^53-1) to 2^53-1';
  if (typeof value === 'boolean' || value === null) return null;
  if (typeof value !== 'object') return 'a value is not JSON';
  if (depth >= MAX_DEPTH) return `nesting is deeper than ${String(MAX_DEPTH)}`;
  for (const [key, item] of Object.entries(value)) {
    const problem = (Array.isArray(value) ? null : check(key)) ?? plainProblem(item, depth + 1, check);
    if (problem !== null) return problem;
  }
  return null;
}

function textProblem(text: string): string | null {
  if (text.includes('\u0000')) return 'text contains U+0000';
  if (!text.isWellFormed()) return 'text contains a lone surrogate';
  return text.normalize('NFC') === text ? null : 'text is not in normalisation form C';
}

/** Keys, fields and predecessors. Unknown keys are allowed. */
function shapeProblem(value: unknown): string | null {
  if (!isPlain(value)) return 'a line is not an object';
  for (const [key, form, what] of FORMS) {
    const text = value[key];
    if (typeof text !== 'string' || !form.test(text)) return `${key} is not ${what}`;
  }
  if (typeof value.u !== 'string' || value.u === '' || value.u.length > MAX_AUTHOR_LENGTH) return `u is not text of 1 to ${String(MAX_AUTHOR_LENGTH)} characters`;
  if (!isCount(value.n)) return 'n is not a number from 1';
  if (!isCount(value.v)) return 'v is not a number from 1';
  if (!isPlain(value.d)) return 'd is not an object';
  if (!isPlain(value.o)) return 'o is not an object';
  const entry = value as unknown as Entry;
  return fieldsProblem(entry) ?? predecessorsProblem(entry);
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 1;

function fieldsProblem(entry: Entry): string | null {
  const paths = Object.keys(entry.d);
  if (paths.length === 0) return 'd writes no field';
  if (paths.length > MAX_FIELDS) return `d writes more than ${String(MAX_FIELDS)} fields`;
  for (const path of paths) {
    if (!FIELD_PATH.test(path)) return `d names "${path}", which is not a field path`;
  }
  return controlProblem(entry);
}

/** The two values that have a meaning in every kind: `$void` and `{"$gone": [...]}`. */
function controlProblem(entry: Entry): string | null {
  for (const [path, value] of Object.entries(entry.d)) {
    if (path === '$void' && value !== null && !isVoid(value)) return '$void is neither null nor {reason, seen}';
    if (isGone(value) && !path.endsWith(']')) return `${path} is not an element and cannot be removed`;
    if (typeof value === 'object' && value !== null && '$gone' in value && !isGone(value)) return `${path} is removed without sorted references`;
  }
  return null;
}

function predecessorsProblem(entry: Entry): string | null {
  const references = Object.keys(entry.o);
  if (references.length > MAX_FIELDS) return `o names more than ${String(MAX_FIELDS)} references`;
  for (const reference of references) {
    const paths: unknown = entry.o[reference];
    if (!REFERENCE.test(reference)) return `o names "${reference}", which is not a reference`;
    if (!isSortedTexts(paths) || paths.length === 0) return `o names no sorted paths for ${reference}`;
    if (paths.some((path) => !Object.hasOwn(entry.d, path))) return `o replaces a field of ${reference} that d does not write`;
  }
  return null;
}

/** The value of `$void` that voids: why, and which heads the author saw. */
export type VoidValue = { readonly reason: string; readonly seen: readonly string[] };
/** The value that removes an element. */
export type GoneValue = { readonly $gone: readonly string[] };

export function isVoid(value: Json | undefined): value is VoidValue {
  return isPlain(value) && Object.keys(value).length === 2 && typeof value.reason === 'string' && isSortedReferences(value.seen);
}

export function isGone(value: Json | undefined): value is GoneValue {
  return isPlain(value) && Object.keys(value).length === 1 && isSortedReferences(value.$gone);
}

const isPlain = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

function isSortedTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item, i) => typeof item === 'string' && (i === 0 || (value[i - 1] as string) < item));
}

const isSortedReferences = (value: unknown): value is readonly string[] => isSortedTexts(value) && value.every((item) => REFERENCE.test(item));
