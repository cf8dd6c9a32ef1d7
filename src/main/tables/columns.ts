/** The columns that a mapping names. */
import type { Mapping } from './mapping.ts';

/** The columns in the braces of a template. */
export const columnsIn = (template: string): string[] => [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');

export function columnsOf(mapping: Mapping): ReadonlySet<string> {
  return new Set([
    ...(mapping.key ?? []),
    ...Object.values(mapping.values).flatMap((rule) => ('column' in rule ? [rule.column] : 'templates' in rule ? rule.templates.flatMap(columnsIn) : [])),
    ...[...mapping.titles, ...mapping.names].flatMap((rule) => columnsIn(rule.template)),
    ...[...mapping.fields, ...mapping.previousNos, ...mapping.references, ...mapping.links, ...mapping.externalIds].map((rule) => rule.column),
    ...mapping.parties.flatMap((rule) => [rule.name, ...(rule.externalId === undefined ? [] : [rule.externalId.column]), ...(rule.country !== undefined && 'column' in rule.country ? [rule.country.column] : [])]),
    ...mapping.events.flatMap((rule) => [rule.date, ...(rule.note === undefined ? [] : columnsIn(rule.note))]),
  ]);
}
