/** How much a message may hold. Schemas limit each value; this limits the whole before any schema looks at it. */

export interface SizeLimits {
  /** Values, counted with those inside. */
  readonly values: number;
  /** Characters of all texts and keys. */
  readonly characters: number;
  readonly depth: number;
}

/** Room for the largest record by far; documents never come this way. */
export const MESSAGE_LIMITS: SizeLimits = { values: 100_000, characters: 4_000_000, depth: 40 };

/** @returns null, or what is too large. Only plain values are let through: no buffers, maps, dates. */
export function tooLarge(message: unknown, limits: SizeLimits = MESSAGE_LIMITS): string | null {
  let values = 0;
  let characters = 0;
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: message, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    values += 1;
    if (typeof value === 'string') characters += value.length;
    if (typeof value === 'object' && value !== null) {
      if (!isPlain(value)) return 'it holds something that is no plain value';
      if (depth === limits.depth) return `it is nested deeper than ${limits.depth}`;
      for (const [key, inner] of Object.entries(value)) {
        characters += key.length;
        open.push({ value: inner, depth: depth + 1 });
        if (open.length > limits.values) return `it holds more than ${limits.values} values`;
      }
    }
    if (values > limits.values) return `it holds more than ${limits.values} values`;
    if (characters > limits.characters) return `it holds more than ${limits.characters} characters`;
  }
  return null;
}

const isPlain = (value: object): boolean => Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
