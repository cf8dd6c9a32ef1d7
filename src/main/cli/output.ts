/** What the command line prints: one JSON value with --json, otherwise lines for a person. */
import type { Failure } from '../../shared/contract.ts';

export const EXIT = { done: 0, refused: 1, usage: 2 } as const;

export interface Output {
  readonly json: boolean;
  readonly result: (value: unknown) => void;
  readonly failure: (error: Failure) => void;
  /** Progress and notices: to stderr, and only where a person sees them. */
  readonly note: (line: string) => void;
}

export function createOutput(json: boolean, stdout: NodeJS.WritableStream, stderr: NodeJS.WritableStream): Output {
  return {
    json,
    result: (value) => stdout.write(json ? `${JSON.stringify(value)}\n` : `${humanLines(value).join('\n')}\n`),
    failure: (error) => {
      stderr.write(`${harmless(error.message)}\n`);
      if (json) stdout.write(`${JSON.stringify({ error })}\n`);
    },
    note: (line) => stderr.write(`${harmless(line)}\n`),
  };
}

/** A value as indented `name: value` lines; lists get one line for each item. */
export function humanLines(value: unknown, indent = ''): readonly string[] {
  if (!isComposite(value)) return [`${indent}${plain(value)}`];
  if (Array.isArray(value)) {
    return value.length === 0 ? [`${indent}none`] : value.flatMap((item: unknown) => (isComposite(item) ? [`${indent}-`, ...humanLines(item, `${indent}  `)] : [`${indent}- ${plain(item)}`]));
  }
  return Object.entries(value).flatMap(([name, item]) => {
    if (item === undefined) return [];
    if (!isComposite(item)) return [`${indent}${name}: ${plain(item)}`];
    return Object.keys(item).length === 0 ? [`${indent}${name}: none`] : [`${indent}${name}:`, ...humanLines(item, `${indent}  `)];
  });
}

const isComposite = (value: unknown): value is object => typeof value === 'object' && value !== null;

function plain(value: unknown): string {
  if (value === null || value === undefined) return '-';
  return harmless(typeof value === 'string' ? value : JSON.stringify(value));
}

/** What other offices wrote must not move the cursor, colour the terminal or turn the reading order: control and format characters are shown by number. */
const harmless = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
