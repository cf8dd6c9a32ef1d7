/** What the calls about files answer. */
import type { Facts } from './facts.ts';

/** What is known of the content of a file. */
export type ContentFacts = Facts & {
  /** Failed: it could not be read, or not wholly; it is not tried again by itself. */
  readonly state: 'known' | 'failed';
  /** The problem, in English; in other languages by shared/contents/problems.ts. */
  readonly problemSentence?: string;
  /** When it was read. */
  readonly at: string;
};

/** The same in short, beside a file in a list. */
export type ContentBrief = {
  readonly state: 'known' | 'failed' | 'due';
  readonly pages: number | null;
  readonly dpi: number | null;
  /** Whether its text is known: wholly, in part (some pages want recognition, or it was cut), not before recognition, there is none, or the file was not read yet. */
  readonly text: 'known' | 'partly' | 'toRecognise' | 'none' | 'due';
  readonly problem?: string;
};

export interface PageOfText {
  /** From 1. */
  readonly page: number;
  readonly text: string;
  /** From the file itself, or recognised on its picture. */
  readonly by: 'file' | 'ocr';
}

export type ContentShown = { readonly sha256: string; readonly bytes: number | null } & (
  | { readonly state: 'due' }
  | (ContentFacts & { readonly text?: readonly PageOfText[] })
);

export interface ThumbnailShown {
  readonly sha256: string;
  readonly mediaType: string;
  readonly base64: string;
}

/** Where else the same bytes are. */
export interface AlsoOf {
  readonly record: string;
  readonly title: string;
}

/** What reading did. */
export interface ContentsRead {
  readonly read: number;
  /** Of those, files that could not be read or not wholly. */
  readonly failed: number;
  /** Files that are due and whose bytes are not here or are damaged. */
  readonly missing: number;
}

/** The same bytes in the papers of several records. */
export interface DuplicateContent {
  readonly sha256: string;
  readonly bytes: number | null;
  readonly of: readonly { readonly record: string; readonly title: string; readonly name: string | null }[];
}
