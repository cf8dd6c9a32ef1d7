/**
 * Reasons: everything that is derived of an agreement says why, as a code with values that has one sentence in each language.
 * The sentences stand in catalogues, one a subject; their machinery is src/shared/sentences.ts.
 */
import { sentenceFrom, type Saying, type ValuesOf } from '../sentences.ts';
import type { LabelLanguage } from '../vocabularies/vocabulary.ts';
import { flagReasons } from './flagReasons.ts';
import { guardReasons } from './guardReasons.ts';
import { statusReasons } from './statusReasons.ts';
import { termReasons } from './termReasons.ts';

export const reasonCatalogue = { ...statusReasons, ...termReasons, ...flagReasons, ...guardReasons };

export type ReasonCode = keyof typeof reasonCatalogue;

/** `values` holds texts, numbers and dates (a `DateValue`; null where none is known), by the names of the code's sentence. */
export type Reason = Saying<ReasonCode>;

/** A reason, with the values that its sentence asks for: `reason('signed', {date: '2024-05-17'})`. */
export const reason = <C extends ReasonCode>(code: C, values: ValuesOf<(typeof reasonCatalogue)[C][3]> & Reason['values']): Reason => ({ code, values });

/** The reason as one sentence. */
export const sentenceOf = (of: Reason, language: LabelLanguage): string => sentenceFrom(reasonCatalogue, of, language);

/** Several reasons, one sentence after the other. */
export const sentencesOf = (reasons: readonly Reason[], language: LabelLanguage): string => reasons.map((one) => sentenceOf(one, language)).join(' ');
