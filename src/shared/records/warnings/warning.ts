/** A broken rule on a record: a code with values that has one sentence in each language, and the field where it is broken. */
import { sentenceFrom, type Catalogue, type Saying, type ValuesOf } from '../../sentences.ts';
import type { LabelLanguage } from '../../vocabularies/vocabulary.ts';
import { paperWarnings } from './paperTexts.ts';
import { recordWarnings } from './recordTexts.ts';

export const warningCatalogue = { ...recordWarnings, ...paperWarnings } as const satisfies Catalogue;

export type WarningCode = keyof typeof warningCatalogue;

export interface Warning extends Saying<WarningCode> {
  /** The field path; absent where the rule is about the record as a whole. */
  readonly path?: string;
}

/** A warning, with the values that its sentence asks for. */
export const warn = <C extends WarningCode>(code: C, values: ValuesOf<(typeof warningCatalogue)[C][3]> & Warning['values'], path?: string): Warning =>
  ({ code, ...(path === undefined ? {} : { path }), values });

export const warningSentence = (warning: Warning, language: LabelLanguage): string => sentenceFrom(warningCatalogue, warning, language);
