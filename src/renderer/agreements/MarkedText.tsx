import type { Marked } from '../../shared/search/answers.ts';

/** A text with its hits. */
export function MarkedText({ of: { text, marks } }: { readonly of: Marked }) {
  const ends = [0, ...marks.map(([, to]) => to)];
  return (
    <>
      {marks.map(([from, to], at) => <span key={from}>{text.slice(ends[at], from)}<mark>{text.slice(from, to)}</mark></span>)}
      {text.slice(ends.at(-1))}
    </>
  );
}
