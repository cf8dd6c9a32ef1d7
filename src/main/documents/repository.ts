/** Reading documents and attachments: pages for lists, the papers of a record, the contents that records refer to. */
import type { Result } from '../../shared/result.ts';
import type { ReadableDB } from '../db/open.ts';
import { listRows, type FieldUnknown, type ListPage, type ListTable, type PageRequest } from '../db/page.ts';

const DOCUMENTS: ListTable = {
  table: 'document',
  kind: 'document',
  fields: {
    title: { column: 't.title' },
    of: { column: 't.of' },
    documentKind: { column: 't.kind' },
    role: { column: 't.role' },
    language: { column: 't.language' },
  },
};

const ATTACHMENTS: ListTable = {
  table: 'attachment',
  kind: 'attachment',
  fields: {
    title: { column: `coalesce(t.name, '')` },
    name: { column: 't.name' },
    document: { column: 't.document' },
    sha256: { column: 't.sha256' },
    bytes: { column: 't.bytes' },
    mediaType: { column: 't.media_type' },
    source: { column: 't.source' },
  },
};

export const listDocuments = (db: ReadableDB, request: PageRequest): Result<ListPage, FieldUnknown> => listRows(db, DOCUMENTS, request);

export const listAttachments = (db: ReadableDB, request: PageRequest): Result<ListPage, FieldUnknown> => listRows(db, ATTACHMENTS, request);

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
