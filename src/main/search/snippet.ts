/** The piece of a record around a hit, in its original spelling. */
import type { SearchHit } from '../../shared/search/answers.ts';
import type { Mark, Matcher } from './matcher.ts';
import type { Source, SourceText } from './sources.ts';
import { places } from './tags.ts';

/** UTF-16 units. */
const LENGTH = 240;
const LEAD = 60;
/** The most text of one record that is looked through for the best place. */
const MOST_LOOKED_AT = 2_000_000;

/** The text with most of the query's words, title before number before party before text. */
export function snippetOf(source: Source, matcher: Matcher): NonNullable<SearchHit['snippet']> {
  let best: { readonly from: SourceText; readonly marks: readonly Mark[]; readonly words: number } | null = null;
  let lookedAt = 0;
  for (const from of [...source.texts].sort((a, b) => places.indexOf(a.place) - places.indexOf(b.place))) {
    if (lookedAt > MOST_LOOKED_AT) break;
    lookedAt += from.text.length;
    const marks = matcher.marksIn(from.text);
    const words = new Set(marks.map((mark) => mark.unit)).size;
    if (best === null || words > best.words) best = { from, marks, words };
    if (words === matcher.units) break;
  }
  if (best === null) return { text: source.title, marks: [] };
  const { text, page } = best.from;
  const [start, end] = windowOf(text, best.marks);
  const marks = merged(best.marks.filter((mark) => mark.from >= start && mark.to <= end)).map(([from, to]) => [from - start, to - start] as const);
  return { text: text.slice(start, end), marks, ...(page === undefined ? {} : { page }) };
}

/** The window with the most different words, moved to the borders of words. */
function windowOf(text: string, marks: readonly Mark[]): readonly [start: number, end: number] {
  if (text.length <= LENGTH) return [0, text.length];
  let first = marks[0]?.from ?? 0;
  let most = 0;
  for (const [i, mark] of marks.slice(0, 200).entries()) {
    const seen = new Set<number>();
    for (let k = i; k < marks.length && (marks[k]?.to ?? 0) <= mark.from + LENGTH - LEAD; k++) seen.add(marks[k]?.unit ?? -1);
    if (seen.size > most) {
      most = seen.size;
      first = mark.from;
    }
  }
  let start = Math.max(0, first - LEAD);
  if (start > 0) start = borderAfter(text, start, first);
  let end = Math.min(text.length, start + LENGTH);
  if (end < text.length) end = borderBefore(text, end, first);
  return [start, end];
}

function borderAfter(text: string, at: number, limit: number): number {
  for (let i = at; i < limit; i++) if (/\s/.test(text.charAt(i - 1))) return i;
  return limit;
}

function borderBefore(text: string, at: number, limit: number): number {
  for (let i = at; i > at - LEAD && i > limit; i--) if (/\s/.test(text.charAt(i))) return i;
  return isLowSurrogate(text.charCodeAt(at)) ? at - 1 : at;
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Marks that touch or lie in one another become one. */
function merged(marks: readonly Mark[]): readonly (readonly [number, number])[] {
  const out: [number, number][] = [];
  for (const { from, to } of marks) {
    const last = out.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}
