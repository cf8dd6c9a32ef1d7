/** Controlled values are data: a stable code and labels in the four languages. A code is retired, never removed. */
import { toNfc } from '../text.ts';
import { fold } from '../fold.ts';

export const labelLanguages = ['uz-Latn', 'uz-Cyrl', 'ru', 'en'] as const;
export type LabelLanguage = (typeof labelLanguages)[number];

export type Labels = Readonly<Partial<Record<LabelLanguage, string>>>;

export interface Term {
  readonly code: string;
  readonly labels: Readonly<Required<Labels>>;
  /** Not offered for new values; what was written with it stays readable. */
  readonly retired?: true;
  /** Other names by which a person or a table may call it, in any language. */
  readonly aliases?: readonly string[];
  /** What a person should know of it (of an excluded term: its legal basis). */
  readonly notes?: Labels;
  /** What it belongs to within its vocabulary (of an excluded term: a code of `competenceQuestions`). */
  readonly group?: string;
  /** Beginnings of the words by which a text shows it. */
  readonly stems?: readonly { readonly language: string; readonly text: string }[];
}

export interface Vocabulary {
  readonly name: string;
  readonly terms: readonly Term[];
}

/** `[code, uz-Latn, uz-Cyrl, ru, en]` */
export type TermRow = readonly [code: string, uzLatn: string, uzCyrl: string, ru: string, en: string];

export function vocabulary(name: string, rows: readonly TermRow[]): Vocabulary {
  return {
    name,
    terms: rows.map(([code, uzLatn, uzCyrl, ru, en]) => ({ code, labels: { 'uz-Latn': uzLatn, 'uz-Cyrl': uzCyrl, ru, en } })),
  };
}

export const termOf = (from: Vocabulary, code: string): Term | undefined => indexOf(from).byCode.get(code);

export const labelOf = (term: Term, language: LabelLanguage): string => term.labels[language];

/** The code whose code or label (in any language, in any spelling) is the given text; null if there is none or more than one. */
export function codeByLabel(from: Vocabulary, text: string): string | null {
  const exact = termOf(from, text.trim());
  if (exact !== undefined) return exact.code;
  const codes = indexOf(from).byLabel.get(labelKey(text));
  return codes?.size === 1 ? ([...codes][0] ?? null) : null;
}

interface Index {
  readonly byCode: ReadonlyMap<string, Term>;
  readonly byLabel: ReadonlyMap<string, ReadonlySet<string>>;
}

const indexes = new WeakMap<Vocabulary, Index>();

function indexOf(from: Vocabulary): Index {
  const known = indexes.get(from);
  if (known !== undefined) return known;
  const byLabel = new Map<string, Set<string>>();
  for (const term of from.terms) {
    for (const label of [term.code, ...Object.values(term.labels), ...(term.aliases ?? [])]) {
      const key = labelKey(label);
      byLabel.set(key, (byLabel.get(key) ?? new Set()).add(term.code));
    }
  }
  const built: Index = { byCode: new Map(from.terms.map((term) => [term.code, term])), byLabel };
  indexes.set(from, built);
  return built;
}

const labelKey = (text: string): string => fold(toNfc(text)).replace(/[\s_-]+/g, ' ').trim();
