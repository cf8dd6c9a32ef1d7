/** The tables of documents (what a paper is) and attachments (its files). */
import { keyOrNull, titleKey } from '../../shared/records/titleKey.ts';
import { textAt, titleOf } from '../../shared/records/titles.ts';
import type { Projector } from '../changes/apply.ts';
import type { WritableDB } from '../db/open.ts';
import { rowWriter } from '../db/rowWriter.ts';
import { perConnection } from '../db/statements.ts';

export const documentsProjector: Projector = {
  kinds: ['document', 'attachment'],
  tables: ['document', 'attachment'],
  put: (db, { id, kind, fields }, isNew) => {
    const statements = statementsOf(db);
    if (kind === 'document') {
      statements.putDocument(id, [textAt(fields, 'of'), textAt(fields, 'documentKind'), textAt(fields, 'role'), textAt(fields, 'language'), titleOf('document', fields), titleKey('document', fields)], isNew);
      return;
    }
    const bytes = fields.get('bytes');
    statements.putAttachment(id, [
      textAt(fields, 'document'), textAt(fields, 'sha256'), typeof bytes === 'number' ? bytes : null, textAt(fields, 'mediaType'), textAt(fields, 'name'), textAt(fields, 'source'), keyOrNull(textAt(fields, 'name')),
    ], isNew);
  },
  remove: (db, id) => {
    statementsOf(db).removeDocument.run(id);
    statementsOf(db).removeAttachment.run(id);
  },
};

const statementsOf = perConnection((db: WritableDB) => ({
  putDocument: rowWriter(db, 'document', ['of', 'kind', 'role', 'language', 'title', 'title_key']),
  removeDocument: db.prepare('DELETE FROM document WHERE id = ?'),
  putAttachment: rowWriter(db, 'attachment', ['document', 'sha256', 'bytes', 'media_type', 'name', 'source', 'name_key']),
  removeAttachment: db.prepare('DELETE FROM attachment WHERE id = ?'),
}));
