/** What calls about vocabularies answer with. */
import type { FoundTerm } from '../competence/findTerms.ts';
import type { Labels, Term } from './vocabulary.ts';

export interface VocabularyListed {
  readonly name: string;
  readonly terms: number;
  /** Of these, no longer offered. */
  readonly retired: number;
  /** Changed or added by offices. */
  readonly changed: number;
  /** Open: codes can be added and retired. Closed: the program's rules rest on the codes. Composed: made of others. */
  readonly state: 'open' | 'closed' | 'composed';
}

export type TermShown = Term & {
  /** The record that changes it, whether it is there already or not. */
  readonly record: string;
  /** As shipped, shipped and changed by an office, or an office's own. */
  readonly origin: 'shipped' | 'changed' | 'added';
};

/** An excluded term in a draft: what stands there and where, and what it is a sign of. */
export interface TermFound extends FoundTerm {
  readonly label: string;
  readonly notes: Labels;
}

export interface VocabularyShown {
  readonly name: string;
  readonly state: VocabularyListed['state'];
  readonly terms: readonly TermShown[];
}
