/** The tables of documents (what a paper is) and attachments (its files). */
import { textAt, titleOf } from '../../shared/records/titles.ts';
import type { Projector } from '../changes/apply.ts';
import type { WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

export const documentsProjector: Projector = {
  kinds: ['document', 'attachment'],
  tables: ['document', 'attachment'],
  put: (db, { id, kind, fields }) => {
    const statements = statementsOf(db);
    if (kind === 'document') {
      statements.putDocument.run(id, textAt(fields, 'of'), textAt(fields, 'documentKind'), textAt(fields, 'role'), textAt(fields, 'language'), titleOf('document', fields));
      return;
    }
    const bytes = fields.get('bytes');
    statements.putAttachment.run(
      id, textAt(fields, 'document'), textAt(fields, 'sha256'), typeof bytes === 'number' ? bytes : null, textAt(fields, 'mediaType'), textAt(fields, 'name'), textAt(fields, 'source'),
    );
  },
  remove: (db, id) => {
    statementsOf(db).removeDocument.run(id);
    statementsOf(db).removeAttachment.run(id);
  },
};

const statementsOf = perConnection((db: WritableDB) => ({
  putDocument: db.prepare(`INSERT INTO document (id, of, kind, role, language, title) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET of = excluded.of, kind = excluded.kind, role = excluded.role, language = excluded.language, title = excluded.title`),
  removeDocument: db.prepare('DELETE FROM document WHERE id = ?'),
  putAttachment: db.prepare(`INSERT INTO attachment (id, document, sha256, bytes, media_type, name, source) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET document = excluded.document, sha256 = excluded.sha256, bytes = excluded.bytes, media_type = excluded.media_type, name = excluded.name, source = excluded.source`),
  removeAttachment: db.prepare('DELETE FROM attachment WHERE id = ?'),
}));
