/** Values of calls as text, both ways. Plain values, as the application sends them, and undefined; anything else is refused loudly. */

export interface Wire {
  readonly encode: (value: unknown) => string;
  readonly decode: (text: string) => unknown;
}

/** Runs in Node, and by its source text in the page: it may use nothing from outside of itself. */
export function makeWire(): Wire {
  const MARK = '\u0000undefined';
  const check = (value: unknown): unknown => {
    if (value === undefined) return MARK;
    const type = typeof value;
    const plain = value === null || type === 'string' || type === 'boolean' || (type === 'number' && Number.isFinite(value)) || Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
    if (!plain) throw new Error(`stand-in: ${Object.prototype.toString.call(value)} in a call is not represented.`);
    return value;
  };
  const revive = (value: unknown): unknown => {
    if (value === MARK) return undefined;
    if (typeof value !== 'object' || value === null) return value;
    const parent = value as Record<string, unknown>;
    for (const key of Object.keys(parent)) parent[key] = revive(parent[key]);
    return value;
  };
  return {
    // As it stands in its holder: JSON would have made text of a date before.
    encode: (value) => JSON.stringify(value, function encoded(this: Record<string, unknown>, key) { return check(this[key]); }),
    decode: (text) => revive(JSON.parse(text)),
  };
}
