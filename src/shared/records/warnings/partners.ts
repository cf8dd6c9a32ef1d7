/** Rules of partners and of relationships between them. */
import { isJsonObject } from '../../json.ts';
import type { Vocabularies } from '../../vocabularies/baseline.ts';
import { termOf } from '../../vocabularies/vocabulary.ts';
import { elementsOf, groupsOf } from '../nest.ts';
import { textAt } from '../titles.ts';
import { endBeforeStart } from './dates.ts';
import type { WarningsInput } from './input.ts';
import { warn, type Warning } from './warning.ts';

export function partnerWarnings({ fields }: WarningsInput, { countries }: Vocabularies): readonly Warning[] {
  const [country, subdivision] = [textAt(fields, 'country'), textAt(fields, 'subdivision')];
  const names = elementsOf(fields, 'nameForms');
  return [
    ...(names.length === 0 ? [warn('nameMissing', {}, 'nameForms')] : []),
    ...(country !== null && /^[A-Z]{2}$/.test(country) && termOf(countries, country) === undefined ? [warn('countryUnknown', { country }, 'country')] : []),
    ...(country !== null && subdivision !== null && /^[A-Z]{2}-/.test(subdivision) && !subdivision.startsWith(`${country}-`) ? [warn('subdivisionElsewhere', { subdivision, country }, 'subdivision')] : []),
    ...names.flatMap(([id, form]) => (isJsonObject(form) ? endBeforeStart(`nameForms[${id}]`, form.from, form.until) : [])),
    ...['heads', 'contacts'].flatMap((field) => groupsOf(fields, field).flatMap(([id, { from, until }]) => endBeforeStart(`${field}[${id}]`, from, until))),
  ];
}

export function relationshipWarnings({ fields }: WarningsInput): readonly Warning[] {
  const [ours, theirs] = [textAt(fields, 'ours'), textAt(fields, 'theirs')];
  return [
    ...(ours === null || theirs === null ? [warn('relationshipOneSided', {}, ours === null ? 'ours' : 'theirs')] : []),
    ...(ours !== null && ours === theirs ? [warn('relationshipWithItself', {}, 'theirs')] : []),
    ...endBeforeStart('until', fields.get('since'), fields.get('until')),
  ];
}
