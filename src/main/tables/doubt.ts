/**
 * A register that begins again at number 1 each year has the header and the keys of last year's: a mapping that is used by itself would write this
 * year's agreements over last year's. Where too many known rows would become other records, a person has to say which table it is.
 */
import type { ImportTableError } from './import.ts';
import type { FieldUpdate } from './update.ts';

export interface Doubt {
  /** A row whose key is known. */
  readonly known: () => void;
  /** One of these would become another record. */
  readonly other: () => void;
  readonly refusal: () => ImportTableError | null;
}

/** Of so many known rows, more than a third; a handful of rows may well all be corrected. */
const FEW = 3;

/** @param mapping that is used by itself; null where a person named it: there is no doubt then. */
export function openDoubt(mapping: string | null, source: string): Doubt {
  let known = 0;
  let others = 0;
  const refusal = (): ImportTableError | null => (mapping === null || others < FEW || others * 3 <= known ? null : {
    type: 'MappingDoubtful',
    message: `The table was not brought in. ${String(others)} of its ${String(known)} rows that are known by their keys have another title or other parties than before: it looks like another table than "${source}", `
      + `for which the mapping "${mapping}" is kept. If it is another one, name it with --source NAME; if it is the same, say --mapping ${JSON.stringify(mapping)}. Nothing was changed.`,
  });
  return { known: () => { known += 1; }, other: () => { others += 1; }, refusal };
}

/** Whether an update replaces what a record is known by: its title or name, or a party by another. What is only added or taken away is a correction. */
export function isOtherRecord(changes: readonly FieldUpdate[]): boolean {
  const replaced = changes.some(({ field, from, to }) => /^(?:titleForms|nameForms)\[/.test(field) && from !== null && to !== null);
  const parties = changes.filter(({ field }) => field.startsWith('parties['));
  return replaced || (parties.some(({ to }) => to === null) && parties.some(({ from }) => from === null));
}
