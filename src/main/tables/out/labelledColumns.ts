/** Columns for people: codes by their labels, whole days as days, links by what they lead to. */
import { isJsonObject, type Json } from '../../../shared/json.ts';
import type { FieldForm, FieldTable, ValueSpec } from '../../../shared/records/forms.ts';
import { elementsOf, groupsOf, type Fields } from '../../../shared/records/nest.ts';
import { fieldTableOf } from '../../../shared/records/registry.ts';
import { titleOf } from '../../../shared/records/titles.ts';
import { columnLabel } from '../../../shared/tables/fieldNames.ts';
import type { Vocabularies } from '../../../shared/vocabularies/baseline.ts';
import { labelOf, termOf, type LabelLanguage } from '../../../shared/vocabularies/vocabulary.ts';
import { readView } from '../../changes/apply.ts';
import type { ReadableDB } from '../../db/open.ts';
import type { OutCell } from './rowsOut.ts';

/** A row of a list, as `record.list` gives it: derived values stand beside the fields. */
export type Item = Readonly<Record<string, Json | undefined>> & { readonly id: string };

export interface LabelledColumns {
  readonly header: readonly string[];
  readonly cells: (item: Item) => readonly OutCell[];
  /** Texts that were cut because a cell of a workbook does not hold more. */
  readonly cut: () => number;
}

export interface LabelledDeps {
  readonly db: ReadableDB;
  readonly vocabularies: Vocabularies;
  readonly language: LabelLanguage;
  /** The most characters of a cell. */
  readonly longest: number;
}

/** Columns that a kind shows where none are asked for; every field of the others. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  agreement: ['id', 'registerNo', 'title', 'level', 'instrument', 'parties', 'dateSigned', 'placeSigned', 'dateInForce', 'status', 'fields', 'notes'],
  partner: ['id', 'title', 'partnerKind', 'country', 'subdivision', 'parent', 'note'],
};

/** The columns that a kind shows without being asked. */
export const usualColumns = (kind: string): readonly string[] => USUAL[kind] ?? ['id', 'title', ...Object.keys(fieldTableOf(kind) ?? {})];

/** @param names of fields, `id`, `title`, or of values that the list derives (`status`). */
export function labelledColumns(deps: LabelledDeps, kind: string, names: readonly string[]): LabelledColumns {
  const { db, vocabularies, language, longest } = deps;
  const table: FieldTable = fieldTableOf(kind) ?? {};
  let titles = new Map<string, string>();
  let cut = 0;

  const titleOfRecord = (id: string): string => {
    const known = titles.get(id);
    if (known !== undefined) return known;
    const view = readView(db, id);
    const title = view === null ? id : titleOf(view.kind, view.fields, language, vocabularies);
    if (titles.size > 20_000) titles = new Map();
    titles.set(id, title);
    return title;
  };

  const textOf = (spec: ValueSpec, value: Json): string => {
    if (typeof value !== 'string') return isJsonObject(value) ? objectText(value) : JSON.stringify(value);
    if (spec.codes !== undefined) {
      const term = termOf(vocabularies[spec.codes], value);
      return term === undefined ? value : labelOf(term, language);
    }
    return spec.links !== undefined ? titleOfRecord(value) : value;
  };

  const cellOf = (fields: Fields, field: string, form: FieldForm): OutCell => {
    switch (form.form) {
      case 'plain':
        return plainCell(form.value, fields.get(field));
      case 'marks':
        return listText(elementsOf(fields, field).map(([key]) => textOf(form.key, key)));
      case 'elements':
        return listText(elementsOf(fields, field).map(([, value]) => textOf(form.value, value)));
      case 'groups':
        return listText(groupsOf(fields, field).map(([, parts]) => groupText(form.parts, parts)));
    }
  };

  const groupText = (parts: Readonly<Record<string, ValueSpec>>, given: Readonly<Record<string, Json>>): string => {
    const { partner } = given;
    if (typeof partner === 'string') return titleOfRecord(partner);
    return Object.entries(given).map(([part, value]) => (parts[part] === undefined ? '' : textOf(parts[part], value))).filter((text) => text !== '').join(', ');
  };

  const plainCell = (spec: ValueSpec, value: Json | undefined): OutCell => {
    if (value === undefined || value === null) return null;
    if (typeof value === 'number' || typeof value === 'boolean') return value;
    return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && spec.reads === 'either' ? { day: value } : textOf(spec, value);
  };

  const derived = (name: string, value: Json | undefined): OutCell => {
    if (value === undefined || value === null) return null;
    if (typeof value === 'number' || typeof value === 'boolean') return value;
    if (typeof value !== 'string') return JSON.stringify(value);
    const term = name === 'status' ? termOf(vocabularies.agreementStatuses, value) : undefined;
    return term !== undefined ? labelOf(term, language) : /^\d{4}-\d{2}-\d{2}$/.test(value) ? { day: value } : value;
  };

  const bounded = (cell: OutCell): OutCell => {
    if (typeof cell !== 'string' || cell.length <= longest) return cell;
    cut += 1;
    return `${cell.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
  };

  const cells = (item: Item): readonly OutCell[] => {
    const fields: Fields = names.some((name) => Object.hasOwn(table, name)) ? (readView(db, item.id)?.fields ?? new Map<string, Json>()) : new Map<string, Json>();
    return names.map((name) => {
      const form = Object.hasOwn(table, name) ? table[name] : undefined;
      return bounded(name !== 'title' && form !== undefined ? cellOf(fields, name, form) : derived(name, item[name]));
    });
  };

  return { header: names.map((name) => (name === 'id' ? 'id' : columnLabel(kind, name === 'title' && kind === 'partner' ? 'name' : name, language))), cells, cut: () => cut };
}

const listText = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join('; '));

/** Titles, names, references, links, ids elsewhere, inferred dates. */
function objectText(value: Readonly<Record<string, Json>>): string {
  for (const part of ['text', 'url', 'date']) if (typeof value[part] === 'string') return value[part];
  if (typeof value.source === 'string' && typeof value.key === 'string') return `${value.source}: ${value.key}`;
  return JSON.stringify(value);
}
