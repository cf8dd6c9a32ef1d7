/** Reading documents and attachments: pages for lists, the papers of a record, the contents that records refer to. */
import type { Result } from '../../shared/result.ts';
import type { ReadableDB } from '../db/open.ts';
import { indexed, type ListTable } from '../db/listTable.ts';
import { listRows, type ListPage, type PageError, type PageRequest } from '../db/page.ts';

export const DOCUMENTS: ListTable = {
  table: 'document',
  kind: 'document',
  fields: {
    title: { column: 't.title', sort: { key: 't.title_key', index: 'document_by_title' } },
    of: { column: 't.of', index: 'document_by_record' },
    documentKind: indexed('t.kind', 'document_by_kind'),
    role: indexed('t.role', 'document_by_role'),
    language: indexed('t.language', 'document_by_language'),
  },
};

const BY_NAME = { key: 't.name_key', index: 'attachment_by_name' };

export const ATTACHMENTS: ListTable = {
  table: 'attachment',
  kind: 'attachment',
  fields: {
    title: { column: `coalesce(t.name, '')`, sort: BY_NAME },
    name: { column: 't.name', sort: BY_NAME },
    document: { column: 't.document', index: 'attachment_by_document' },
    sha256: { column: 't.sha256', index: 'attachment_by_sha256' },
    bytes: indexed('t.bytes', 'attachment_by_bytes', { integer: true }),
    mediaType: indexed('t.media_type', 'attachment_by_media_type'),
    source: { column: 't.source' },
  },
};

export const listDocuments = (db: ReadableDB, request: PageRequest): Result<ListPage, PageError> => listRows(db, DOCUMENTS, request);

export const listAttachments = (db: ReadableDB, request: PageRequest): Result<ListPage, PageError> => listRows(db, ATTACHMENTS, request);

export interface AttachmentRow {
  readonly id: string;
  readonly document: string;
  /** Of the paper. */
  readonly title: string;
  readonly sha256: string;
  readonly bytes: number | null;
  readonly mediaType: string | null;
  readonly name: string | null;
}

/** The files of a record's papers, those of voided documents and voided files left out. */
export const attachmentsOf = (db: ReadableDB, record: string): readonly AttachmentRow[] =>
  db.prepare(`SELECT a.id, a.document, d.title, a.sha256, a.bytes, a.media_type AS mediaType, a.name
    FROM document d JOIN record dr ON dr.id = d.id JOIN attachment a ON a.document = d.id JOIN record ar ON ar.id = a.id
    WHERE d.of = ? AND dr.voided = 0 AND ar.voided = 0 AND a.sha256 IS NOT NULL ORDER BY d.id, a.id`).all(record) as AttachmentRow[];

/** The media type of a content as its attachments say; null if none says. */
export const mediaTypeOf = (db: ReadableDB, sha256: string): string | null =>
  (db.prepare('SELECT media_type FROM attachment WHERE sha256 = ? AND media_type IS NOT NULL ORDER BY id LIMIT 1').pluck().get(sha256) as string | undefined) ?? null;
