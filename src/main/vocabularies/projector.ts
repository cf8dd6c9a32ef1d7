/** The table of offices' changes of controlled values. */
import type { Json } from '../../shared/json.ts';
import { isJsonObject } from '../../shared/json.ts';
import { elementsOf, type Fields } from '../../shared/records/nest.ts';
import { textAt, titleOf } from '../../shared/records/titles.ts';
import type { TermEdit } from '../../shared/vocabularies/overlay.ts';
import { labelLanguages, type Labels } from '../../shared/vocabularies/vocabulary.ts';
import type { Projector } from '../changes/apply.ts';
import type { WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

export const vocabulariesProjector: Projector = {
  kinds: ['term'],
  tables: ['term'],
  put: (db, { id, fields, voided, changed }) => {
    const statements = statementsOf(db);
    statements.put.run(id, textAt(fields, 'vocabulary'), textAt(fields, 'code'), titleOf('term', fields), fields.get('retired') === true ? 1 : 0, voided === null ? 0 : 1, JSON.stringify(dataOf(fields)));
    statements.count.run(changed.ref);
  },
  remove: (db, id) => {
    statementsOf(db).remove.run(id);
    statementsOf(db).count.run(id);
  },
};

/** What `term.data` holds. */
export type TermData = Omit<TermEdit, 'vocabulary' | 'code' | 'voided'>;

/** Values of an unexpected shape are left out. */
function dataOf(fields: Fields): TermData {
  const order = fields.get('order');
  const retired = fields.get('retired');
  return {
    labels: byLanguage(fields, 'labels'),
    retired: typeof retired === 'boolean' ? retired : null,
    order: typeof order === 'number' ? order : null,
    aliases: elementsOf(fields, 'aliases').flatMap(([, value]) => (typeof value === 'string' ? [value] : [])),
    notes: byLanguage(fields, 'notes'),
    group: textAt(fields, 'group'),
    stems: elementsOf(fields, 'stems').flatMap(([, value]) => stemOf(value)),
  };
}

const byLanguage = (fields: Fields, field: string): Labels =>
  Object.fromEntries(elementsOf(fields, field).flatMap(([id, value]) => (labelLanguages.some((language) => language === id) && typeof value === 'string' && value.trim() !== '' ? [[id, value]] : [])));

const stemOf = (value: Json): TermData['stems'] =>
  (isJsonObject(value) && typeof value.language === 'string' && typeof value.text === 'string' ? [{ language: value.language, text: value.text }] : []);

const statementsOf = perConnection((db: WritableDB) => ({
  put: db.prepare(`INSERT INTO term (id, vocabulary, code, title, retired, voided, data) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET vocabulary = excluded.vocabulary, code = excluded.code, title = excluded.title, retired = excluded.retired, voided = excluded.voided, data = excluded.data`),
  remove: db.prepare('DELETE FROM term WHERE id = ?'),
  count: db.prepare('INSERT INTO term_version (id, changes, stamp) VALUES (1, 1, ?) ON CONFLICT (id) DO UPDATE SET changes = changes + 1, stamp = excluded.stamp'),
}));
