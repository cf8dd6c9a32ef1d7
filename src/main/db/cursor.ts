/** Where a page of a list ended, as text that means nothing to who carries it: the kind, the order, the last key and the last id. */

export interface Cursor {
  readonly kind: string;
  /** As it was asked for: a field, `-` in front for descending; empty for the order of ids. */
  readonly sort: string;
  /** Of the last row; null where it has none. */
  readonly key: string | number | null;
  readonly id: string;
}

export const cursorText = ({ kind, sort, key, id }: Cursor): string => Buffer.from(JSON.stringify([kind, sort, key, id]), 'utf8').toString('base64url');

/** @returns null for what is no cursor. */
export function readCursor(text: string): Cursor | null {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== 4) return null;
  const [kind, sort, key, id] = parts as unknown[];
  if (typeof kind !== 'string' || typeof sort !== 'string' || typeof id !== 'string') return null;
  return key === null || typeof key === 'string' || typeof key === 'number' ? { kind, sort, key, id } : null;
}
