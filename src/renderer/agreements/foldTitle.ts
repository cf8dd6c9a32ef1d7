/** The phrase of a title that repeats the parties is folded to "…": for display in a narrow column only, the whole title stands beside it. */

const FOLDED = '…';
/** Between two names of one phrase: " and ", " va ", ", the city of ". */
const JOINS = 24;
/** What must be left to be read. */
const LEFT = 8;

/** @param names of the parties as they stand in the register: a title is compared with these, not with a pattern. */
export function foldTitle(title: string, names: readonly string[]): string {
  const lower = title.toLowerCase();
  const found = [...new Set(names)].filter((name) => name.length > 2).flatMap((name): readonly Span[] => {
    const from = lower.indexOf(name.toLowerCase());
    return from < 0 ? [] : [{ from, to: from + name.length }];
  }).sort((a, b) => a.from - b.from || b.to - a.to);
  const spans = found.reduce<readonly Span[]>((joined, span) => {
    const last = joined.at(-1);
    return last !== undefined && span.from <= last.to + JOINS ? [...joined.slice(0, -1), { from: last.from, to: Math.max(last.to, span.to) }] : [...joined, span];
  }, []);
  const folded = [...spans].reverse().reduce((text, { from, to }) => `${text.slice(0, from)}${FOLDED}${text.slice(to)}`, title);
  return spans.length === 0 || folded.length - spans.length * FOLDED.length < LEFT ? title : folded;
}

interface Span {
  readonly from: number;
  readonly to: number;
}
