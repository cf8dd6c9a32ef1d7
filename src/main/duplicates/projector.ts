/** What leads to records that may be the same: keys of partners and agreements, pairs told apart. Also whom a partner succeeded. */
import { foldName } from '../../shared/fold.ts';
import { isJsonObject } from '../../shared/json.ts';
import { titleWords } from '../../shared/likeness/agreementLikeness.ts';
import { blockingKeys, partnerTraits, type PartnerFactsToCompare } from '../../shared/likeness/partnerLikeness.ts';
import { elementsOf, groupsOf, type Fields } from '../../shared/records/nest.ts';
import { dateValueOf, textAt, titleOf } from '../../shared/records/titles.ts';
import { dateOf } from '../../shared/dates.ts';
import type { Projector } from '../changes/apply.ts';
import { UUID } from '../changes/entry.ts';
import type { WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { numberOfText } from './numberOfText.ts';

export const duplicatesProjector: Projector = {
  kinds: ['partner', 'agreement'],
  tables: ['partner_key', 'partner_succession', 'agreement_likeness', 'not_same_as'],
  put: (db, { id, kind, fields, voided }, isNew) => {
    const statements = statementsOf(db);
    if (!isNew) statements.clearNotSame.run(id);
    if (voided === null) for (const other of marksOf(fields, 'notSameAs')) statements.putNotSame.run(id, other);
    if (kind === 'agreement') {
      statements.putAgreement.run(id, titleKey(fields), partiesKey(fields));
      return;
    }
    if (!isNew) statements.clearKeys.run(id);
    for (const key of blockingKeys(partnerTraits(factsFor(id, fields)))) statements.putKey.run(id, key);
    if (!isNew) statements.clearSuccession.run(id);
    for (const other of marksOf(fields, 'predecessors')) statements.putSuccession.run(id, id, other);
    for (const other of marksOf(fields, 'successors')) statements.putSuccession.run(id, other, id);
  },
  remove: (db, id) => {
    const statements = statementsOf(db);
    for (const statement of [statements.clearNotSame, statements.clearKeys, statements.clearSuccession, statements.removeAgreement]) statement.run(id);
  },
};

/** What partners are found by, from a partner's fields. */
function factsFor(id: string, fields: Fields): PartnerFactsToCompare {
  return {
    id,
    kind: textAt(fields, 'partnerKind'),
    country: textAt(fields, 'country'),
    subdivision: textAt(fields, 'subdivision'),
    parent: null,
    related: [],
    externalIds: [],
    names: elementsOf(fields, 'nameForms').flatMap(([, form]) => (isJsonObject(form) && typeof form.text === 'string' ? [foldName(form.text)] : [])),
  };
}

/** The record ids that a set of marks names. */
const marksOf = (fields: Fields, field: string): readonly string[] => elementsOf(fields, field).flatMap(([id]) => (UUID.test(id) ? [id] : []));

/** Of the title's words in any order; null where it has none. */
function titleKey(fields: Fields): number | null {
  const words = titleWords(titleOf('agreement', fields));
  return words.length === 0 ? null : numberOfText(words.join(' '));
}

/** Of the date of signature with the parties; null where there are fewer than two parties, or so many that the date says enough. */
function partiesKey(fields: Fields): number | null {
  const parties = groupsOf(fields, 'parties').flatMap(([, parts]) => (typeof parts.partner === 'string' ? [parts.partner] : []));
  if (parties.length < 2) return null;
  const value = dateValueOf(fields.get('dateSigned'));
  return numberOfText(`${value === null ? '' : dateOf(value)} ${[...new Set(parties)].sort().join(' ')}`);
}

const statementsOf = perConnection((db: WritableDB) => ({
  clearNotSame: db.prepare('DELETE FROM not_same_as WHERE record = ?'),
  putNotSame: db.prepare('INSERT INTO not_same_as (record, other) VALUES (?, ?)'),
  clearKeys: db.prepare('DELETE FROM partner_key WHERE partner = ?'),
  putKey: db.prepare('INSERT INTO partner_key (partner, key) VALUES (?, ?)'),
  clearSuccession: db.prepare('DELETE FROM partner_succession WHERE record = ?'),
  putSuccession: db.prepare('INSERT OR IGNORE INTO partner_succession (record, partner, predecessor) VALUES (?, ?, ?)'),
  putAgreement: db.prepare(`INSERT INTO agreement_likeness (agreement, title_key, parties_key) VALUES (?, ?, ?)
    ON CONFLICT (agreement) DO UPDATE SET title_key = excluded.title_key, parties_key = excluded.parties_key`),
  removeAgreement: db.prepare('DELETE FROM agreement_likeness WHERE agreement = ?'),
}));
