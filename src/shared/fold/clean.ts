/** The normal form under the search key, with where each of its code units came from: NFC, ligatures taken apart, what is not seen left out. */

export interface Cleaned {
  readonly text: string;
  /** Code unit of `text` -> where its original begins; null if `text` is the original. */
  readonly from: Uint32Array | null;
  /** Code unit of `text` -> where its original ends. */
  readonly to: Uint32Array | null;
}

/**
 * Works piece by piece (a character with the marks on it), so that every code unit has an origin. Pieces of the ranges that make up
 * nearly all text are in normal form as they are and are not looked at.
 */
export function clean(original: string): Cleaned {
  if (!UNUSUAL.test(original)) return { text: original, from: null, to: null };
  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  for (const match of original.matchAll(PIECES)) {
    const [piece] = match;
    const bare = piece.replace(UNSEEN, '');
    const normal = COMPATIBLE.test(bare) ? bare.normalize('NFKC') : bare.normalize('NFC');
    const end = match.index + piece.length;
    for (let left = normal.length; left > 0; left--) {
      from.push(match.index);
      to.push(end);
    }
    text += normal;
  }
  return { text, from: Uint32Array.from(from), to: Uint32Array.from(to) };
}

/** Format characters: soft hyphen, joiners, marks of direction, variation selectors. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}]+/gu;

/** Anything but Latin up to U+02FF, Cyrillic letters, dashes, quotation marks and the numero sign. */
const UNUSUAL = /[^\p{ASCII}\u0080-\u00AC\u00AE-\u02FF\u0400-\u0482\u048A-\u052F\u2010-\u2027\u2030-\u205E\u2116]/u;

/** A character and its marks; a Hangul syllable of its letters; what is unseen belongs to what stands before it. */
const PIECES = /(?:[\u1100-\u11FF\uAC00-\uD7A3](?:[\u1160-\u11FF]|\p{M}|\p{Default_Ignorable_Code_Point})*)|(?:[^](?:\p{M}|\p{Default_Ignorable_Code_Point})*)/gu;

/** Presentation forms that print as letters: ligatures, full-width letters, Roman numerals. */
const COMPATIBLE = /[\u2160-\u217F\uFB00-\uFB06\uFF01-\uFF5E]/;
