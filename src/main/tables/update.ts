/**
 * A row that comes again, three ways: what the table said when it was last brought in, what it says now, and what the register says.
 * Only what the table changed is written; where a person changed it too, the register keeps its value and the field is reported. Pure.
 */
import canonicalize from 'canonicalize';
import type { Json } from '../../shared/json.ts';
import { recordKinds } from '../../shared/records/registry.ts';
import { parsePath, type FieldTable } from '../../shared/records/forms.ts';
import type { RecordView } from '../changes/view.ts';
import { goneValue } from '../register/write.ts';
import { ROW } from './broughtIn.ts';

export interface FieldUpdate {
  readonly field: string;
  readonly from: Json;
  readonly to: Json;
}

export interface FieldKept {
  readonly field: string;
  readonly before: Json;
  readonly table: Json;
  readonly register: Json;
}

export interface Update {
  /** What to write, with what it replaces; empty where the register says it already. */
  readonly fields: Readonly<Record<string, Json>>;
  readonly replaces: ReadonlyMap<string, readonly string[]>;
  readonly changes: readonly FieldUpdate[];
  readonly kept: readonly FieldKept[];
}

/** Path -> value. */
export type Said = ReadonlyMap<string, Json>;

/**
 * @param before what the table said last; `after` what it says now, elements under any ids.
 * @param overwrite writes over what a person changed, save where offices differ.
 */
export function updateOf(view: RecordView, before: Said, after: Said, overwrite: boolean): Update {
  const writer = openWriter(view, overwrite);
  const table: FieldTable = recordKinds[view.kind as keyof typeof recordKinds] ?? {};
  for (const [field, form] of Object.entries(table)) {
    switch (form.form) {
      case 'plain':
        writer.value(field, before.get(field), after.get(field));
        break;
      case 'marks':
        for (const path of new Set([...pathsOf(before, field), ...pathsOf(after, field)])) writer.element(path, before.get(path), after.get(path));
        break;
      case 'elements':
        listUpdates(writer, view, field, elementsIn(before, field), elementsIn(after, field));
        break;
      case 'groups':
        groupUpdates(writer, view, field, groupsIn(before, field), groupsIn(after, field));
        break;
    }
  }
  return writer.update();
}

interface Writer {
  /** A plain field or a part of a group: written, or cleared. */
  readonly value: (path: string, before: Json | undefined, after: Json | undefined) => void;
  /** An element: written, or taken away with all its parts. */
  readonly element: (path: string, before: Json | undefined, after: Json | undefined) => void;
  readonly group: (path: string, before: Readonly<Record<string, Json>> | undefined, after: Readonly<Record<string, Json>> | undefined) => void;
  readonly update: () => Update;
}

function openWriter(view: RecordView, overwrite: boolean): Writer {
  const fields: Record<string, Json> = {};
  const replaces = new Map<string, readonly string[]>();
  const changes: FieldUpdate[] = [];
  const kept: FieldKept[] = [];

  /** Says what becomes of a field that the table changed; true where it is to be written. */
  const decide = (path: string, before: Json | undefined, after: Json | undefined, now: Json | undefined): boolean => {
    if (same(before, after) || same(now, after)) return false;
    const disputed = view.conflicts.some((conflict) => conflict.path === path || conflict.path.startsWith(`${path}.`));
    if (disputed || (!overwrite && !same(now, before))) {
      kept.push({ field: path, before: before ?? null, table: after ?? null, register: now ?? null });
      return false;
    }
    changes.push({ field: path, from: now ?? null, to: after ?? null });
    return true;
  };
  const put = (path: string, value: Json): void => {
    fields[path] = value;
    replaces.set(path, view.heads.get(path) ?? []);
  };

  return {
    value: (path, before, after) => {
      if (decide(path, before, after, view.fields.get(path))) put(path, after ?? null);
    },
    element: (path, before, after) => {
      if (decide(path, before, after, view.fields.get(path))) put(path, after ?? goneValue(view, path));
    },
    group: (path, before, after) => {
      const now = groupsIn(view.fields, parsePath(path)?.field ?? '').find(([id]) => id === path)?.[1];
      if (after !== undefined) {
        if (before === undefined) {
          changes.push({ field: path, from: null, to: after });
          for (const [part, value] of Object.entries(after)) put(`${path}.${part}`, value);
        } else for (const part of new Set([...Object.keys(before), ...Object.keys(after)])) {
          const at = `${path}.${part}`;
          if (decide(at, before[part], after[part], now?.[part])) put(at, after[part] ?? null);
        }
      } else if (decide(path, before, undefined, now)) put(path, goneValue(view, path));
    },
    update: () => ({ fields, replaces, changes, kept }),
  };
}

type Element<T> = readonly [path: string, value: T];

/** Elements are the same where their values are; what is left over on both sides is the same one changed, in order. */
function listUpdates(writer: Writer, view: RecordView, field: string, before: readonly Element<Json>[], after: readonly Element<Json>[]): void {
  const news = after.map(([, value]) => value);
  const olds = before.filter(([, value]) => taken(news, (one) => same(one, value)) === null);
  const newIds = unusedIds(view, field);
  for (const [i, [path, value]] of olds.entries()) writer.element(path, value, news[i]);
  const standing = elementsIn(view.fields, field).map(([, value]) => value);
  for (const value of news.slice(olds.length)) if (taken(standing, (one) => same(one, value)) === null) writer.element(newIds(), undefined, value);
}

/** Groups are the same where they name the same partner; others where all their parts are equal. */
function groupUpdates(writer: Writer, view: RecordView, field: string, before: readonly Element<Group>[], after: readonly Element<Group>[]): void {
  const news = after.map(([, value]) => value);
  const standing = groupsIn(view.fields, field);
  const newIds = unusedIds(view, field);
  for (const [path, value] of before) {
    const match = taken(news, (one) => (one.partner === undefined ? same(one, value) : one.partner === value.partner));
    writer.group(path, value, match ?? undefined);
  }
  for (const value of news) {
    if (!standing.some(([, one]) => (value.partner === undefined ? same(one, value) : one.partner === value.partner))) writer.group(newIds(), undefined, value);
  }
}

type Group = Readonly<Record<string, Json>>;

/** Takes the first that fits out of a list. */
function taken<T>(from: T[], fits: (one: T) => boolean): T | null {
  const at = from.findIndex(fits);
  return at < 0 ? null : (from.splice(at, 1)[0] ?? null);
}

const pathsOf = (said: Said, field: string): readonly string[] => [...said.keys()].filter((path) => path.startsWith(`${field}[`) && path !== ROW);

const elementsIn = (said: Said, field: string): readonly Element<Json>[] => pathsOf(said, field).flatMap((path): Element<Json>[] => {
  const value = said.get(path);
  return value === undefined || !path.endsWith(']') ? [] : [[path, value]];
});

function groupsIn(said: Said, field: string): readonly Element<Group>[] {
  const groups = new Map<string, Record<string, Json>>();
  for (const path of pathsOf(said, field)) {
    const parsed = parsePath(path);
    const value = said.get(path);
    if (parsed?.id == null || parsed.part === null || value === undefined) continue;
    const element = `${field}[${parsed.id}]`;
    const parts = groups.get(element) ?? {};
    parts[parsed.part] = value;
    groups.set(element, parts);
  }
  return [...groups];
}

/** Numbers that no element of the record has or had. */
function unusedIds(view: RecordView, field: string): () => string {
  let last = 0;
  for (const path of view.heads.keys()) {
    const parsed = parsePath(path);
    if (parsed?.id != null && /^\d{1,9}$/.test(parsed.id)) last = Math.max(last, Number(parsed.id));
  }
  return () => `${field}[${String(++last)}]`;
}

const same = (a: Json | undefined, b: Json | undefined): boolean => a === b || (typeof a === 'object' && typeof b === 'object' && canonicalize(a) === canonicalize(b));
