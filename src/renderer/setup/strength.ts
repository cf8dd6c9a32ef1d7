/** How long a passphrase would stand against guessing; a rough measure that only ever advises. */

export type Strength = 'weak' | 'fair' | 'strong';

/** Counts different words, of which a guesser knows thousands; of a single one its different characters. Repeating adds little. */
export function strengthOf(passphrase: string): Strength {
  const parts = passphrase.toLowerCase().split(/[\s-]+/).filter((part) => part !== '');
  const words = new Set(parts.filter((part) => part.length > 2)).size;
  const different = new Set(passphrase).size;
  const bits = parts.length > 1 ? words * 13 : Math.min(passphrase.length, different * 2) * 3.5;
  if (bits >= 52) return 'strong';
  return bits >= 39 ? 'fair' : 'weak';
}
