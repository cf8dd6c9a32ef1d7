/** Calls about controlled values. */
import type { Failure, InvalidInput } from '../../shared/contract.ts';
import { findTerms } from '../../shared/competence/findTerms.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { VocabularyListed } from '../../shared/vocabularies/answers.ts';
import { baseline, type VocabularyName } from '../../shared/vocabularies/baseline.ts';
import { CLOSED, COMPOSED, isVocabularyName } from '../../shared/vocabularies/overlay.ts';
import { termOf } from '../../shared/vocabularies/vocabulary.ts';
import type { RegisterDeps } from '../register/write.ts';
import type { Store } from '../store/store.ts';
import { setTerm, unknownVocabulary } from '../vocabularies/edit.ts';
import { vocabulariesOf } from '../vocabularies/repository.ts';
import { termId } from '../vocabularies/termId.ts';
import type { Handlers } from './handling.ts';

export function vocabularyHandlers(store: Store, register: RegisterDeps): Pick<Handlers, 'vocabulary.list' | 'vocabulary.show' | 'vocabulary.set' | 'competence.findTerms'> {
  return {
    'vocabulary.list': () => {
      const vocabularies = vocabulariesOf(store.reader);
      return ok({
        vocabularies: (Object.keys(vocabularies) as VocabularyName[]).map((name) => {
          const { terms } = vocabularies[name];
          return { name, terms: terms.length, retired: terms.filter((term) => term.retired === true).length, changed: terms.filter((term) => originOf(name, term) !== 'shipped').length, state: stateOf(name) };
        }),
      });
    },
    'vocabulary.show': ({ name }) => {
      if (!isVocabularyName(name)) return err(unknownVocabulary(name));
      const vocabularies = vocabulariesOf(store.reader);
      const home = (code: string): VocabularyName => (name !== 'documentKinds' ? name : termOf(vocabularies.instruments, code) !== undefined ? 'instruments' : 'correspondence');
      return ok({ name, state: stateOf(name), terms: vocabularies[name].terms.map((term) => ({ ...term, record: termId(home(term.code), term.code), origin: originOf(name, term) })) });
    },
    'vocabulary.set': ({ name, code, ...change }, { author }) => setTerm(register, name, code, change, author),
    'competence.findTerms': ({ text }) => {
      const { excludedTerms } = vocabulariesOf(store.reader);
      return ok({
        found: findTerms(text, excludedTerms).map((one) => {
          const term = termOf(excludedTerms, one.code);
          return { ...one, label: term?.labels.en ?? one.code, notes: term?.notes ?? {} };
        }),
      });
    },
  };
}

/** A term added like any record would get an id of its own, and another office's change of the same code another one. */
export const termsAreSet = (): Result<never, InvalidInput | Failure<'KindUnknown'>> => {
  const message = 'terms are not added as records: change them with vocabulary set NAME CODE';
  return err({ type: 'InvalidInput', message: `Nothing was added: ${message}. Nothing was changed.`, problems: [{ path: 'kind', message }] });
};

const stateOf = (name: VocabularyName): VocabularyListed['state'] => (COMPOSED.has(name) ? 'composed' : CLOSED.has(name) ? 'closed' : 'open');

/** A term that nobody has changed is the shipped one itself. */
function originOf(name: VocabularyName, term: { readonly code: string }): 'shipped' | 'changed' | 'added' {
  const shipped = termOf(baseline[name], term.code);
  return shipped === undefined ? 'added' : shipped === term ? 'shipped' : 'changed';
}
