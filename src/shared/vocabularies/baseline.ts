/** The controlled values that ship with the program: a baseline with fixed codes, not entries of any log. */
import { cooperationFields } from './cooperation.ts';
import { correspondence, directions, executors, filingTerms, instruments } from './papers.ts';
import { countries } from './countries.ts';
import { excludedTerms } from './excludedTerms.ts';
import { answers, authorisationDecisions, competenceConclusions, competenceQuestions, opinionResults } from './permission.ts';
import { activityTypes, originalConditions, registers, relationshipKinds, relationTypes } from './relations.ts';
import { regionNames } from './regions.ts';
import {
  accessLevels, agreementStatuses, attachmentSources, capacities, consentModes, documentRoles, entryRules, eventTypes, levels, natures, partnerKinds, renewals, sides,
} from './states.ts';
import type { Vocabulary } from './vocabulary.ts';

const listed = {
  instruments, correspondence, directions, executors, filingTerms,
  cooperationFields, regions: regionNames,
  accessLevels, agreementStatuses, attachmentSources, capacities, consentModes, documentRoles, entryRules, eventTypes, levels, natures, partnerKinds, renewals, sides,
  answers, authorisationDecisions, competenceConclusions, competenceQuestions, opinionResults,
  countries, excludedTerms,
  activityTypes, originalConditions, registers, relationshipKinds, relationTypes,
} as const;

/** What a document can be: an instrument or a paper of the correspondence. `MEMORANDUM` is a kind of letter, `MOU` an instrument. */
const documentKinds: Vocabulary = { name: 'documentKinds', terms: [...instruments.terms, ...correspondence.terms] };

export type VocabularyName = keyof typeof listed | 'documentKinds';
export type Vocabularies = Readonly<Record<VocabularyName, Vocabulary>>;

export const baseline: Vocabularies = { ...listed, documentKinds };
