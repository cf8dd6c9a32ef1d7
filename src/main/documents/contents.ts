/** The cache of what was found out of files, keyed by the hash of their bytes. */
import type { ContentBrief, ContentFacts, PageOfText } from '../../shared/contents/answers.ts';
import type { Facts } from '../../shared/contents/facts.ts';
import { isFailure, problemSchema, problemSentence } from '../../shared/contents/problems.ts';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { EXTRACTOR, type ContentRead } from '../extract/readInProcess.ts';

/** Replaces what was known of a file, in the transaction of the caller. @param at when it was read, as a person sees the clock. */
export function putContent(db: WritableDB, sha256: string, { facts, thumbnail, text }: ContentRead, at: string): void {
  const statements = writing(db);
  forgetContent(db, sha256);
  statements.content.run(
    sha256, EXTRACTOR, isFailure(facts.problem) ? 'failed' : 'known', facts.kind, facts.mediaType, facts.pages, facts.width, facts.height, facts.dpi, facts.widthMm, facts.heightMm,
    facts.textLookedAt, facts.textFound, Number(facts.needsRecognition), Number(facts.textCut), facts.problem === null ? null : JSON.stringify(facts.problem), at,
  );
  for (const page of text) statements.text.run(sha256, page.page, page.text);
  if (thumbnail !== null) statements.thumbnail.run(sha256, thumbnail);
}

function forgetContent(db: WritableDB, sha256: string): void {
  for (const forget of writing(db).forget) forget.run(sha256);
}

const writing = perConnection((db: WritableDB) => ({
  content: db.prepare(`INSERT INTO content (sha256, extractor, state, kind, media_type, pages, width, height, dpi, width_mm, height_mm, text_looked_at, text_found, needs_recognition, text_cut, problem, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
  text: db.prepare(`INSERT INTO content_text (sha256, page, text, by) VALUES (?, ?, ?, 'file')`),
  thumbnail: db.prepare(`INSERT INTO content_thumbnail (sha256, media_type, bytes) VALUES (?, 'image/webp', ?)`),
  forget: ['content', 'content_text', 'content_thumbnail'].map((table) => db.prepare(`DELETE FROM ${table} WHERE sha256 = ?`)),
}));

/** Which files are to be read: those that this version of the extractor has not looked at; or, when a person asks for it, also those that failed. */
export type Due = 'unread' | 'unreadAndFailed';

/** The next of them after `after`, by hash. Whether their bytes are here is for the caller to see. */
export function dueContents(db: ReadableDB, due: Due, after: string, limit: number): readonly string[] {
  const { unread, unreadAndFailed } = reading(db);
  return (due === 'unread' ? unread : unreadAndFailed).all(after, EXTRACTOR, limit) as string[];
}

interface ContentRow {
  readonly state: 'known' | 'failed';
  readonly kind: Facts['kind'];
  readonly mediaType: string;
  readonly pages: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly dpi: number | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly textLookedAt: number;
  readonly textFound: number;
  readonly needsRecognition: number;
  readonly textCut: number;
  readonly problem: string | null;
  readonly at: string;
}

/** What is known of a file; null if it was never read. */
export function contentOf(db: ReadableDB, sha256: string): ContentFacts | null {
  const row = reading(db).content.get(sha256) as ContentRow | undefined;
  return row === undefined ? null : shownOf(row);
}

/** What is known of a file, in short. */
export function contentBrief(db: ReadableDB, sha256: string): ContentBrief {
  const content = contentOf(db, sha256);
  if (content === null) return { state: 'due', pages: null, dpi: null, text: 'due' };
  const { state, pages, dpi, problemSentence: problem } = content;
  return { state, pages, dpi, text: textState(content), ...(problem === undefined ? {} : { problem }) };
}

function textState({ textFound, needsRecognition, textCut }: ContentFacts): ContentBrief['text'] {
  if (textFound > 0) return needsRecognition || textCut ? 'partly' : 'known';
  return needsRecognition ? 'toRecognise' : 'none';
}

function shownOf(row: ContentRow): ContentFacts {
  const problem = row.problem === null ? null : problemSchema.parse(JSON.parse(row.problem));
  return {
    ...row, needsRecognition: row.needsRecognition === 1, textCut: row.textCut === 1, problem,
    ...(problem === null ? {} : { problemSentence: problemSentence(problem) }),
  };
}

/** The text of a file, page by page; pages without text are left out. */
export const textOf = (db: ReadableDB, sha256: string): readonly PageOfText[] => reading(db).text.all(sha256) as PageOfText[];

export const thumbnailOf = (db: ReadableDB, sha256: string): { readonly mediaType: string; readonly bytes: Buffer } | null =>
  (reading(db).thumbnail.get(sha256) as { readonly mediaType: string; readonly bytes: Buffer } | undefined) ?? null;

const dueSql = (alsoFailed: boolean): string => `SELECT DISTINCT sha256 FROM attachment WHERE sha256 > ? AND length(sha256) = 64
  AND NOT EXISTS (SELECT 1 FROM content WHERE content.sha256 = attachment.sha256 AND content.extractor = ?${alsoFailed ? ` AND content.state = 'known'` : ''})
  ORDER BY sha256 LIMIT ?`;

const reading = perConnection((db: ReadableDB) => ({
  unread: db.prepare(dueSql(false)).pluck(),
  unreadAndFailed: db.prepare(dueSql(true)).pluck(),
  content: db.prepare(`SELECT state, kind, media_type AS mediaType, pages, width, height, dpi, width_mm AS widthMm, height_mm AS heightMm, text_looked_at AS textLookedAt,
    text_found AS textFound, needs_recognition AS needsRecognition, text_cut AS textCut, problem, at FROM content WHERE sha256 = ?`),
  text: db.prepare('SELECT page, text, by FROM content_text WHERE sha256 = ? ORDER BY page'),
  thumbnail: db.prepare('SELECT media_type AS mediaType, bytes FROM content_thumbnail WHERE sha256 = ?'),
}));
