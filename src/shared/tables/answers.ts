/** What the calls about tables take and answer. */
import type { Json } from '../json.ts';

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251'] as const;
export type Encoding = (typeof encodings)[number];

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

export interface SheetShown {
  readonly name: string;
  readonly hidden: boolean;
}
