/** The vocabularies as an office has them: the baseline with the changes that entries of kind `term` make. Codes retire, they never vanish. */
import { baseline, baselineLists, documentKindsOf, type Vocabularies, type VocabularyName } from './baseline.ts';
import { labelLanguages, type Labels, type Term, type Vocabulary } from './vocabulary.ts';

/** What one record of kind `term` says. */
export interface TermEdit {
  readonly vocabulary: string;
  readonly code: string;
  /** The record is voided: what it said of a code of the baseline is taken back; a code of its own stays known, retired. */
  readonly voided: boolean;
  readonly labels: Labels;
  readonly retired: boolean | null;
  readonly order: number | null;
  readonly aliases: readonly string[];
  readonly notes: Labels;
  readonly group: string | null;
  readonly stems: NonNullable<Term['stems']>;
}

/** Vocabularies whose codes the program's own rules rest on: labels, aliases and order can be changed, codes neither added nor retired. */
export const CLOSED: ReadonlySet<VocabularyName> = new Set([
  'accessLevels', 'agreementStatuses', 'answers', 'authorisationDecisions', 'competenceConclusions', 'entryRules', 'renewals', 'sides',
]);

/** Made of two others, which are edited instead. */
export const COMPOSED: ReadonlySet<VocabularyName> = new Set(['documentKinds']);

export const isVocabularyName = (name: string): name is VocabularyName => Object.hasOwn(baseline, name);

/** The step between two places of the baseline. */
const STEP = 10;

/** The baseline with edits laid over it. Every code of the baseline stays known, whatever they say; the order of the edits does not matter where each is of another code. */
export function overlay(edits: readonly TermEdit[]): Vocabularies {
  const byVocabulary = new Map<string, Map<string, TermEdit>>();
  for (const edit of edits) {
    const known = byVocabulary.get(edit.vocabulary) ?? new Map<string, TermEdit>();
    byVocabulary.set(edit.vocabulary, known.set(edit.code, edit));
  }
  const lists = Object.fromEntries(Object.entries(baselineLists).map(([name, shipped]) => {
    const own = byVocabulary.get(name);
    return [name, own === undefined ? shipped : overlaid(shipped, own, CLOSED.has(name as VocabularyName))];
  })) as typeof baselineLists;
  return { ...lists, documentKinds: documentKindsOf(lists) };
}

function overlaid(shipped: Vocabulary, edits: ReadonlyMap<string, TermEdit>, closed: boolean): Vocabulary {
  const places = new Map<string, number>();
  const terms = shipped.terms.map((term, i) => {
    const edit = edits.get(term.code);
    places.set(term.code, edit?.voided === false && edit.order !== null ? edit.order : (i + 1) * STEP);
    return edit === undefined || edit.voided ? term : changed(term, edit, closed);
  });
  const shippedCodes = new Set(shipped.terms.map(({ code }) => code));
  const added = closed ? [] : [...edits.values()].filter(({ code }) => !shippedCodes.has(code)).map((edit) => {
    places.set(edit.code, edit.order ?? (shipped.terms.length + 1) * STEP);
    return changed({ code: edit.code, labels: labelsFor(edit.code, edit.labels) }, edit, false);
  });
  const placeOf = ({ code }: Term): number => places.get(code) ?? 0;
  const isBefore = (a: Term, b: Term): boolean => placeOf(a) < placeOf(b) || (placeOf(a) === placeOf(b) && a.code < b.code);
  return { name: shipped.name, terms: [...terms, ...added].sort((a, b) => (isBefore(a, b) ? -1 : 1)) };
}

function changed(term: Term, edit: TermEdit, closed: boolean): Term {
  const { retired: wasRetired, ...rest } = term;
  const retired = !closed && (edit.voided || (edit.retired ?? wasRetired === true));
  const aliases = [...new Set([...(term.aliases ?? []), ...edit.aliases])];
  const stems = [...(term.stems ?? []), ...edit.stems];
  const notes = { ...term.notes, ...edit.notes };
  return {
    ...rest,
    labels: { ...term.labels, ...edit.labels },
    ...(retired ? { retired: true as const } : {}),
    ...(aliases.length > 0 ? { aliases } : {}),
    ...(Object.keys(notes).length > 0 ? { notes } : {}),
    ...(edit.group === null ? {} : { group: edit.group }),
    ...(stems.length > 0 ? { stems } : {}),
  };
}

/** A label in every language: where one is missing, the one that a reader of it will understand best; the code if there is none at all. */
function labelsFor(code: string, given: Labels): Term['labels'] {
  const any = labelLanguages.map((language) => given[language]).find((label) => label !== undefined) ?? code;
  const uzbek = given['uz-Latn'] ?? given['uz-Cyrl'];
  return { 'uz-Latn': given['uz-Latn'] ?? uzbek ?? any, 'uz-Cyrl': given['uz-Cyrl'] ?? uzbek ?? any, ru: given.ru ?? any, en: given.en ?? any };
}
