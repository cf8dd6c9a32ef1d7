/** Which fields of a record name other records, as the field tables say. */
import type { Json } from '../json.ts';
import { parsePath, specAt } from './forms.ts';
import { fieldTableOf } from './registry.ts';

export interface Link {
  /** The field path. */
  readonly path: string;
  /** The id of the record that it names. */
  readonly to: string;
  /** The kinds that it may be of; any, if none is named. */
  readonly kinds: readonly string[];
}

/** The records that these fields name, in the order of the fields. Marks of possible duplicates and the like are no links: they may name what is not here. */
export function linksOf(kind: string, fields: Iterable<readonly [path: string, value: Json]>): readonly Link[] {
  const table = fieldTableOf(kind);
  if (table === null) return [];
  const links: Link[] = [];
  for (const [path, value] of fields) {
    const parsed = parsePath(path);
    const found = parsed === null ? null : specAt(table, parsed);
    const kinds = found?.spec.links;
    if (found === null || kinds === undefined) continue;
    if (found.form === 'marks') {
      if (value === true && parsed?.id != null) links.push({ path, to: parsed.id, kinds });
    } else if (typeof value === 'string') {
      links.push({ path, to: value, kinds });
    }
  }
  return links;
}
