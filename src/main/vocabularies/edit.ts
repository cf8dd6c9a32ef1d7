/** An office's change of a controlled value, as one entry on the record that stands for it. */
import type { Failure, InvalidInput, Written } from '../../shared/contract.ts';
import type { Json } from '../../shared/json.ts';
import { isJsonObject } from '../../shared/json.ts';
import { err, type Result } from '../../shared/result.ts';
import { CLOSED, COMPOSED, isVocabularyName } from '../../shared/vocabularies/overlay.ts';
import { termOf, type Labels } from '../../shared/vocabularies/vocabulary.ts';
import type { VocabularyName } from '../../shared/vocabularies/baseline.ts';
import { readView } from '../changes/apply.ts';
import { addRecord, setFields, type RegisterDeps } from '../register/write.ts';
import { vocabulariesOf } from './repository.ts';
import { termId } from './termId.ts';

/** What is to change; what is left out stays. An empty label or note takes the office's own away, and the baseline's shows again. */
export interface TermChange {
  readonly labels?: Readonly<Partial<Record<keyof Labels, string>>> | undefined;
  readonly notes?: Readonly<Partial<Record<keyof Labels, string>>> | undefined;
  readonly retired?: boolean | undefined;
  readonly order?: number | undefined;
  readonly group?: string | undefined;
  /** These are added. */
  readonly aliases?: readonly string[] | undefined;
  readonly stems?: readonly { readonly language: string; readonly text: string }[] | undefined;
}

export type TermError = Failure<'VocabularyUnknown' | 'VocabularyClosed' | 'CodeUnknown' | 'RecordUnknown' | 'RecordVoided' | 'FieldInConflict' | 'NothingToChange' | 'KindUnknown'> | InvalidInput;

/** Changes a value, or adds one: a new code needs a label. */
export function setTerm(deps: RegisterDeps, vocabulary: string, code: string, change: TermChange, author: string): Result<Written, TermError> {
  const vocabularies = vocabulariesOf(deps.db);
  if (!isVocabularyName(vocabulary)) return err(unknownVocabulary(vocabulary));
  const refusal = refusalOf(vocabulary, code, change, termOf(vocabularies[vocabulary], code) !== undefined);
  if (refusal !== null) return err(refusal);
  const id = termId(vocabulary, code);
  const known = readView(deps.db, id) !== null;
  const fields: Record<string, Json> = {
    ...byLanguage('labels', change.labels, known),
    ...byLanguage('notes', change.notes, known),
    ...(change.retired === undefined ? {} : { retired: change.retired }),
    ...(change.order === undefined ? {} : { order: change.order }),
    ...(change.group === undefined ? {} : { group: change.group }),
    ...Object.fromEntries((change.aliases ?? []).map((alias) => [`aliases[${deps.newId()}]`, alias])),
    ...Object.fromEntries((change.stems ?? []).map((stem) => [`stems[${deps.newId()}]`, { ...stem }])),
  };
  if (Object.keys(fields).length === 0) return err({ type: 'NothingToChange', message: `${code} of ${vocabulary} was not changed: nothing to change was given. Nothing was changed.` });
  return known ? setFields(deps, id, fields, undefined, author) : addRecord(deps, 'term', nested(vocabulary, code, fields), author, id);
}

export const unknownVocabulary = (name: string): Failure<'VocabularyUnknown'> => ({ type: 'VocabularyUnknown', message: `There is no vocabulary "${name}"; \`vocabulary list\` names them. Nothing was changed.` });

function refusalOf(vocabulary: VocabularyName, code: string, change: TermChange, known: boolean): TermError | null {
  if (COMPOSED.has(vocabulary)) return { type: 'VocabularyClosed', message: `${vocabulary} was not changed: it is made of instruments and correspondence; change those. Nothing was changed.` };
  if (CLOSED.has(vocabulary) && (!known || change.retired !== undefined)) {
    return { type: 'VocabularyClosed', message: `${code} of ${vocabulary} was not ${known ? 'retired' : 'added'}: the program's rules rest on the codes of this vocabulary; only labels, notes, aliases and order can be changed. Nothing was changed.` };
  }
  const labelled = Object.values(change.labels ?? {}).some((label) => label.trim() !== '');
  if (!known && !labelled) return { type: 'CodeUnknown', message: `${vocabulary} has no code ${code}. To add one, give it a label (--label ru=...). Nothing was changed.` };
  return null;
}

/** An empty text takes an element away; where the record is not there yet, there is nothing to take away. */
const byLanguage = (field: string, given: Readonly<Record<string, string>> | undefined, known: boolean): Readonly<Record<string, Json>> =>
  Object.fromEntries(Object.entries(given ?? {}).flatMap(([language, text]) => (text === '' && !known ? [] : [[`${field}[${language}]`, text]])));

/** The same as a new record. */
function nested(vocabulary: string, code: string, fields: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  const value: Record<string, Json> = { vocabulary, code };
  for (const [path, given] of Object.entries(fields)) {
    const [, field = path, id] = /^(\w+)\[(.+)\]$/.exec(path) ?? [];
    if (id === undefined) value[field] = given;
    else value[field] = [...((value[field] as readonly Json[] | undefined) ?? []), isJsonObject(given) ? { id, ...given } : { id, value: given }];
  }
  return value;
}
