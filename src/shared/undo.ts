/** What undoing says. */
import type { Json } from './json.ts';

/** One action of this store, as a person remembers it. */
export interface ActionShown {
  readonly action: string;
  readonly at: string;
  readonly author: string;
  readonly entries: number;
  /** How many entries wrote records of which kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Of the first entry: its record, what that is called now, and what was written; `$void` stands for voiding (or, with null, restoring). */
  readonly record: string;
  readonly title: string;
  readonly fields: Readonly<Record<string, Json>>;
}

export interface Undone {
  /** The action that undid it; undoing that one is doing it again. */
  readonly action: string;
  readonly undone: string;
  readonly entries: number;
  readonly records: number;
}
