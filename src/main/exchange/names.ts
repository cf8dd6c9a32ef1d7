/** The names of files in a bundle: safe on every file system that a person may unpack it to. See docs/format.md, section 6. */

/** Longer than any name a bundle can need. */
export const MAX_NAME = 255;

const PART = /^[a-z0-9._-]+$/;
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/;

/** @returns what is wrong with a name, or null. */
export function nameProblem(name: string): string | null {
  if (name.length > MAX_NAME) return `is longer than ${String(MAX_NAME)} characters`;
  for (const part of name.split('/')) {
    if (part === '') return 'has an empty part';
    if (part === '.' || part === '..') return `has the part "${part}"`;
    if (!PART.test(part)) return 'has characters other than a-z 0-9 . _ - /';
    if (part.endsWith('.')) return 'has a part that ends in a dot';
    if (DEVICE.test(part)) return `has the part "${part}", a device name of Windows`;
  }
  return null;
}

/** @returns the first name that occurs twice or is also a folder of another, with what is wrong with it, or null. */
export function clashProblem(names: readonly string[]): { readonly name: string; readonly problem: string } | null {
  const files = new Set<string>();
  for (const name of names) {
    if (files.has(name)) return { name, problem: 'occurs twice' };
    files.add(name);
  }
  for (const name of names) {
    for (let slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      const folder = name.slice(0, slash);
      if (files.has(folder)) return { name: folder, problem: 'is a file and a folder' };
    }
  }
  return null;
}
