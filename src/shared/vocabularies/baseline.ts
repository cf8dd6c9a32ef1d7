/** The controlled values that ship with the program: a baseline with fixed codes, not entries of any log. Offices' changes are laid over it (overlay.ts). */
import { cooperationFields } from './cooperation.ts';
import { countries } from './countries.ts';
import { excludedTerms } from './excludedTerms.ts';
import { correspondence, directions, executors, filingTerms, instruments } from './papers.ts';
import { answers, authorisationDecisions, competenceConclusions, competenceQuestions, opinionResults } from './permission.ts';
import { regionNames } from './regions.ts';
import { activityTypes, originalConditions, registers, relationshipKinds, relationTypes } from './relations.ts';
import {
  accessLevels, agreementStatuses, attachmentSources, capacities, consentModes, documentRoles, entryRules, eventTypes, levels, natures, partnerKinds, renewals, sides,
} from './states.ts';
import type { Vocabulary } from './vocabulary.ts';

const lists = {
  instruments, correspondence, directions, executors, filingTerms,
  cooperationFields, countries, regions: regionNames,
  accessLevels, agreementStatuses, attachmentSources, capacities, consentModes, documentRoles, entryRules, eventTypes, levels, natures, partnerKinds, renewals, sides,
  answers, authorisationDecisions, competenceConclusions, competenceQuestions, excludedTerms, opinionResults,
  activityTypes, originalConditions, registers, relationshipKinds, relationTypes,
} as const;

type ListName = keyof typeof lists;
export type VocabularyName = ListName | 'documentKinds';
export type Vocabularies = Readonly<Record<VocabularyName, Vocabulary>>;

/** Those that stand by themselves. */
export const baselineLists: Readonly<Record<ListName, Vocabulary>> = lists;

/** What a document can be: an instrument or a paper of the correspondence. `MEMORANDUM` is a kind of letter, `MOU` an instrument; of a code that is both, the instrument. */
export function documentKindsOf({ instruments: first, correspondence: second }: Readonly<Record<'instruments' | 'correspondence', Vocabulary>>): Vocabulary {
  const codes = new Set(first.terms.map(({ code }) => code));
  return { name: 'documentKinds', terms: [...first.terms, ...second.terms.filter(({ code }) => !codes.has(code))] };
}

export const baseline: Vocabularies = { ...lists, documentKinds: documentKindsOf(lists) };
