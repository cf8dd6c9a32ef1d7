/** The tables of partners: what lists show, names as search keys, ids elsewhere. */
import { isJsonObject } from '../../shared/json.ts';
import { foldName } from '../../shared/fold.ts';
import { elementsOf } from '../../shared/records/nest.ts';
import { titleKey } from '../../shared/records/titleKey.ts';
import { textAt, titleOf } from '../../shared/records/titles.ts';
import type { Projector } from '../changes/apply.ts';
import type { WritableDB } from '../db/open.ts';
import { rowWriter } from '../db/rowWriter.ts';
import { perConnection } from '../db/statements.ts';

export const partnersProjector: Projector = {
  kinds: ['partner'],
  tables: ['partner', 'partner_name', 'partner_external_id'],
  put: (db, { id, fields }, isNew) => {
    const statements = statementsOf(db);
    statements.putPartner(id, [textAt(fields, 'partnerKind'), titleOf('partner', fields), textAt(fields, 'country'), textAt(fields, 'subdivision'), textAt(fields, 'parent'), titleKey('partner', fields)], isNew);
    if (!isNew) statements.removeNames.run(id);
    for (const [element, form] of elementsOf(fields, 'nameForms')) {
      if (isJsonObject(form) && typeof form.text === 'string') statements.putName.run(id, element, foldName(form.text));
    }
    if (!isNew) statements.removeExternalIds.run(id);
    for (const [element, value] of elementsOf(fields, 'externalIds')) {
      if (isJsonObject(value) && typeof value.source === 'string' && typeof value.key === 'string') {
        statements.putExternalId.run(id, element, value.source, value.key, typeof value.row === 'string' ? value.row : null);
      }
    }
  },
  remove: (db, id) => {
    const statements = statementsOf(db);
    statements.removePartner.run(id);
    statements.removeNames.run(id);
    statements.removeExternalIds.run(id);
  },
};

const statementsOf = perConnection((db: WritableDB) => ({
  putPartner: rowWriter(db, 'partner', ['kind', 'name', 'country', 'subdivision', 'parent', 'name_key']),
  removePartner: db.prepare('DELETE FROM partner WHERE id = ?'),
  putName: db.prepare('INSERT INTO partner_name (partner, element, folded) VALUES (?, ?, ?)'),
  removeNames: db.prepare('DELETE FROM partner_name WHERE partner = ?'),
  putExternalId: db.prepare('INSERT INTO partner_external_id (partner, element, source, key, row) VALUES (?, ?, ?, ?, ?)'),
  removeExternalIds: db.prepare('DELETE FROM partner_external_id WHERE partner = ?'),
}));
