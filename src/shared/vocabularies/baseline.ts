/** The controlled values that ship with the program: a baseline with fixed codes, not entries of any log. */
import { cooperationFields } from './cooperation.ts';
import { correspondence, directions, executors, filingTerms, instruments } from './papers.ts';
import { regionNames } from './regions.ts';
import {
  accessLevels, agreementStatuses, attachmentSources, capacities, consentModes, documentRoles, entryRules, eventTypes, levels, natures, partnerKinds, renewals, sides,
} from './states.ts';
import { vocabulary, type Vocabulary } from './vocabulary.ts';

const listed = {
  instruments, correspondence, directions, executors, filingTerms,
  cooperationFields, regions: regionNames,
  accessLevels, agreementStatuses, attachmentSources, capacities, consentModes, documentRoles, entryRules, eventTypes, levels, natures, partnerKinds, renewals, sides,
} as const;

/** What a document can be: an instrument or a paper of the correspondence. `MEMORANDUM` is a kind of letter, `MOU` an instrument. */
const documentKinds = vocabulary('documentKinds', [...instruments.terms, ...correspondence.terms].map(({ code, labels }) => [code, labels['uz-Latn'], labels['uz-Cyrl'] ?? null, labels.ru, labels.en]));

export type VocabularyName = keyof typeof listed | 'documentKinds';
export type Vocabularies = Readonly<Record<VocabularyName, Vocabulary>>;

export const baseline: Vocabularies = { ...listed, documentKinds };
