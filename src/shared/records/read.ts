/** From what people and programs write to the fields of an entry. Strict: what is not understood is refused, all problems at once. */
import type { Json, JsonObject } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { err, ok, type Result } from '../result.ts';
import { quote, toNfc } from '../text.ts';
import { baseline, type Vocabularies } from '../vocabularies/baseline.ts';
import { termOf } from '../vocabularies/vocabulary.ts';
import { ELEMENT_ID, parsePath, specAt, type FieldForm, type FieldTable, type ValueSpec } from './forms.ts';
import { fieldTableOf, recordKinds } from './registry.ts';

export interface Problem {
  /** Where in what was given: `parties[0].partner`. */
  readonly path: string;
  readonly message: string;
}

export interface InvalidRecord {
  readonly type: 'InvalidInput';
  readonly message: string;
  readonly problems: readonly Problem[];
}

/** The most fields that one entry may write (docs/format.md, section 2). */
const MAX_FIELDS = 2_000;

/**
 * The fields of a new record from its nested form, the same that `nest` gives.
 *
 * @param newId names the elements that came without an `id`.
 * @param vocabularies the codes that are allowed; a retired code is refused for new records.
 */
export function parseNew(kind: string, input: unknown, newId: () => string, vocabularies: Vocabularies = baseline): Result<Readonly<Record<string, Json>>, InvalidRecord> {
  const table = fieldTableOf(kind);
  if (table === null) return unknownKind(kind);
  if (!isPlainObject(input)) return invalid(kind, [{ path: '', message: 'expected an object of fields' }]);
  const reader = openReader(vocabularies, newId);
  for (const [field, value] of Object.entries(input)) {
    const form = Object.hasOwn(table, field) ? table[field] : undefined;
    if (form === undefined) reader.problem(field, `is not a field of ${article(kind)}${nearest(field, table)}`);
    else if (value !== null) reader.field(field, form, value);
  }
  const count = Object.keys(reader.fields).length;
  if (count > MAX_FIELDS) reader.problem('', `the record has ${String(count)} fields, at most ${String(MAX_FIELDS)} fit in one entry`);
  if (count === 0 && reader.problems.length === 0) reader.problem('', 'expected at least one field');
  return reader.problems.length === 0 ? ok(reader.fields) : invalid(kind, reader.problems);
}

/** What a change of one field does: writes a value (null clears a field), or takes an element away. */
export type FieldChange =
  | { readonly does: 'write'; readonly path: string; readonly value: Json }
  | { readonly does: 'remove'; readonly path: string };

/**
 * One change, for `set ID PATH=VALUE`.
 *
 * @param given a text from a command line, which the field's schema takes as it is or as JSON; or a JSON value that is no text.
 * An empty text or null clears a field and removes an element; for the element of a set of codes, `true` adds it and `false` removes it.
 */
export function parseField(kind: string, path: string, given: Json, vocabularies: Vocabularies = baseline): Result<FieldChange, InvalidRecord> {
  const table = fieldTableOf(kind);
  if (table === null) return unknownKind(kind);
  const parsed = parsePath(path);
  if (parsed === null) return invalid(kind, [{ path, message: 'is not a field path such as registerNo, titleForms[1] or parties[1].partner' }]);
  const empty = given === null || given === '';
  const whole = Object.hasOwn(table, parsed.field) ? table[parsed.field] : undefined;
  if (empty && whole?.form === 'groups' && parsed.id !== null && parsed.part === null) return ok({ does: 'remove', path });
  const found = specAt(table, parsed);
  if (found === null) return invalid(kind, [{ path, message: `is not a field of ${article(kind)}${nearest(parsed.field, table)}` }]);
  if (found.form === 'marks') return parseMark(kind, path, parsed.id ?? '', found.spec, given, vocabularies);
  if (empty) return ok(found.form === 'elements' ? { does: 'remove', path } : { does: 'write', path, value: null });
  const reader = openReader(vocabularies, () => '');
  const value = fromCommandLine(found.spec, given);
  if (value === undefined) return invalid(kind, [{ path, message: `expected JSON, found ${quote(typeof given === 'string' ? given : JSON.stringify(given))}` }]);
  reader.value(path, path, found.spec, value);
  const written = reader.fields[path];
  return written === undefined ? invalid(kind, reader.problems) : ok({ does: 'write', path, value: written });
}

interface Reader {
  readonly fields: Record<string, Json>;
  readonly problems: Problem[];
  readonly problem: (path: string, message: string) => void;
  readonly field: (name: string, form: FieldForm, value: unknown) => void;
  readonly value: (target: string, shown: string, spec: ValueSpec, value: unknown) => void;
}

function openReader(vocabularies: Vocabularies, newId: () => string): Reader {
  const fields: Record<string, Json> = {};
  const problems: Problem[] = [];
  const taken = new Set<string>();
  const chosen = new Set<string>();
  const problem = (path: string, message: string): void => {
    problems.push({ path, message });
  };

  const value = (target: string, shown: string, spec: ValueSpec, given: unknown): void => {
    const checked = spec.schema.safeParse(given);
    if (!checked.success) {
      for (const issue of checked.error.issues) problem([shown, ...issue.path.map(String)].join('.'), issue.message);
      return;
    }
    const term = spec.codes === undefined ? undefined : termOf(vocabularies[spec.codes], String(checked.data));
    if (spec.codes !== undefined && (term === undefined || term.retired === true)) {
      problem(shown, codeMessage(String(checked.data), vocabularies, spec.codes, term?.retired === true));
      return;
    }
    fields[target] = checked.data as Json;
  };

  const list = (name: string, given: unknown, each: (item: unknown, shown: string) => void): void => {
    if (!Array.isArray(given)) {
      problem(name, 'expected a list');
      return;
    }
    for (const item of given as unknown[]) if (isPlainObject(item) && typeof item.id === 'string') chosen.add(`${name}[${item.id}]`);
    for (const [i, item] of given.entries()) each(item, `${name}[${String(i)}]`);
  };

  /** Ids that the writer chose himself are not given to other elements. */
  const unusedId = (name: string): string => {
    let id = newId();
    while (chosen.has(`${name}[${id}]`)) id = newId();
    return id;
  };

  const element = (name: string, shown: string, item: unknown): { readonly target: string; readonly rest: unknown } | null => {
    const { id, ...rest } = isPlainObject(item) ? item : { id: undefined };
    const named = id ?? unusedId(name);
    if (typeof named !== 'string' || !ELEMENT_ID.test(named)) {
      problem(`${shown}.id`, 'expected letters, digits and . _ : -, beginning with a letter or digit, at most 64');
      return null;
    }
    const target = `${name}[${named}]`;
    if (taken.has(target)) {
      problem(`${shown}.id`, `"${named}" stands twice in ${name}`);
      return null;
    }
    taken.add(target);
    return { target, rest: isPlainObject(item) ? rest : item };
  };

  const field = (name: string, form: FieldForm, given: unknown): void => {
    switch (form.form) {
      case 'plain':
        value(name, name, form.value, given);
        return;
      case 'marks':
        list(name, given, (item, shown) => {
          const before = problems.length;
          const key = typeof item === 'string' ? item : '';
          value(`${name}[${key}]`, shown, form.key, item);
          if (problems.length === before) fields[`${name}[${key}]`] = true;
        });
        return;
      case 'elements':
        list(name, given, (item, shown) => {
          const made = element(name, shown, item);
          if (made !== null) value(made.target, shown, form.value, wrappedText(made.rest));
        });
        return;
      case 'groups':
        list(name, given, (item, shown) => {
          if (!isPlainObject(item)) {
            problem(shown, 'expected an object');
            return;
          }
          const made = element(name, shown, item);
          if (made !== null) group(made.target, shown, form.parts, made.rest as Readonly<Record<string, unknown>>);
        });
        return;
    }
  };

  const group = (target: string, shown: string, parts: Readonly<Record<string, ValueSpec>>, given: Readonly<Record<string, unknown>>): void => {
    const named = Object.entries(given).filter(([, inner]) => inner !== null);
    if (named.length === 0) problem(shown, 'expected at least one field');
    for (const [part, inner] of named) {
      const spec = Object.hasOwn(parts, part) ? parts[part] : undefined;
      if (spec === undefined) problem(`${shown}.${part}`, `is not known here; known are ${Object.keys(parts).join(', ')}`);
      else value(`${target}.${part}`, `${shown}.${part}`, spec, inner);
    }
  };

  return { fields, problems, problem, field, value };
}

function parseMark(kind: string, path: string, key: string, spec: ValueSpec, given: Json, vocabularies: Vocabularies): Result<FieldChange, InvalidRecord> {
  if (given === null || given === '' || given === false || given === 'false') return ok({ does: 'remove', path });
  if (given !== true && given !== 'true') return invalid(kind, [{ path, message: 'expected true (adds it) or false (removes it)' }]);
  const reader = openReader(vocabularies, () => '');
  reader.value(path, path, spec, key);
  return reader.problems.length === 0 ? ok({ does: 'write', path, value: true }) : invalid(kind, reader.problems);
}

/** Undefined where JSON was expected and is not there. */
function fromCommandLine(spec: ValueSpec, given: Json): Json | undefined {
  if (typeof given !== 'string' || spec.reads === 'text') return given;
  if (spec.reads === 'either' && !given.trimStart().startsWith('{')) return given;
  try {
    return JSON.parse(given) as Json;
  } catch {
    return undefined;
  }
}

/** `{"id":"1","value":"12-3"}` is the text "12-3" with its id: how `nest` shows elements that are plain texts. */
const wrappedText = (rest: unknown): unknown => (isPlainObject(rest) && Object.keys(rest).length === 1 && 'value' in rest ? rest.value : rest);

function codeMessage(code: string, vocabularies: Vocabularies, name: NonNullable<ValueSpec['codes']>, retired: boolean): string {
  if (retired) return `${quote(code)} is retired and is not used for new values`;
  const codes = vocabularies[name].terms.filter((term) => term.retired !== true).map((term) => term.code);
  return `${quote(code)} is not a code of ${name}; known are ${codes.join(', ')}`;
}

function nearest(field: string, table: FieldTable): string {
  const same = Object.keys(table).find((known) => known.toLowerCase() === field.toLowerCase());
  return same === undefined ? `; known are ${Object.keys(table).join(', ')}` : `; it is spelt ${same}`;
}

const article = (kind: string): string => (/^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`);

const unknownKind = (kind: string): Result<never, InvalidRecord> =>
  err({ type: 'InvalidInput', message: `Nothing was written: ${quote(kind)} is not a kind of record; known are ${Object.keys(recordKinds).join(', ')}. Nothing was changed.`, problems: [{ path: 'kind', message: 'is not a kind of record' }] });

function invalid(kind: string, problems: readonly Problem[]): Result<never, InvalidRecord> {
  const [first] = problems;
  const where = first === undefined || first.path === '' ? '' : `${toNfc(first.path)}: `;
  const more = problems.length > 1 ? ` (and ${String(problems.length - 1)} more)` : '';
  return err({ type: 'InvalidInput', message: `The ${kind} was not written. ${where}${first?.message ?? 'invalid'}${more}. Nothing was changed.`, problems });
}

const isPlainObject = (value: unknown): value is JsonObject => isJsonObject(value);
