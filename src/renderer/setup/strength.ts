/** How long a passphrase would stand against guessing; a rough measure that only ever advises. */

export type Strength = 'weak' | 'fair' | 'strong';

/** Counts different characters and words: repeating one adds little. */
export function strengthOf(passphrase: string): Strength {
  const words = new Set(passphrase.toLowerCase().split(/[\s\p{P}]+/u).filter((word) => word.length > 2)).size;
  const different = new Set(passphrase).size;
  const bits = Math.max(words * 13, Math.min(passphrase.length, different * 2) * 3.5);
  if (bits >= 52) return 'strong';
  return bits >= 39 ? 'fair' : 'weak';
}
