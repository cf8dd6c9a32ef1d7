/** What partners and agreements are compared by, read from their tables. Records that are voided or not here have none. */
import type { AgreementTraits } from '../../shared/likeness/agreementLikeness.ts';
import { partnerTraits, type PartnerTraits } from '../../shared/likeness/partnerLikeness.ts';
import { sameComponent } from '../changes/same.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

export function partnerTraitsOf(db: ReadableDB, id: string): PartnerTraits | null {
  const row = statementsOf(db).partner.get(id) as PartnerRow | undefined;
  if (row === undefined) return null;
  return partnerTraits({
    id, kind: row.kind, country: row.country, subdivision: row.subdivision, parent: row.parent,
    related: JSON.parse(row.related) as string[], externalIds: pairsOf(row.ids), names: JSON.parse(row.names) as string[],
  });
}

export function agreementTraitsOf(db: ReadableDB, id: string): AgreementTraits | null {
  const row = statementsOf(db).agreement.get(id) as AgreementRow | undefined;
  if (row === undefined) return null;
  const parties = (JSON.parse(row.parties ?? '[]') as [string][]).map(([partner]) => sameComponent(db, partner)[0] ?? partner);
  return {
    id, titles: row.title === '' ? [] : [row.title], registerNo: row.registerNo, dateSigned: row.dateSigned, parties,
    externalIds: pairsOf(row.ids ?? '[]'), scans: JSON.parse(row.scans) as string[],
  };
}

interface PartnerRow {
  readonly kind: string | null;
  readonly country: string | null;
  readonly subdivision: string | null;
  readonly parent: string | null;
  /** JSON lists. */
  readonly names: string;
  readonly ids: string;
  readonly related: string;
}

interface AgreementRow {
  readonly title: string;
  readonly registerNo: string | null;
  readonly dateSigned: string | null;
  readonly parties: string | null;
  readonly ids: string | null;
  readonly scans: string;
}

const pairsOf = (list: string): readonly { readonly source: string; readonly key: string }[] => (JSON.parse(list) as [string, string][]).map(([source, key]) => ({ source, key }));

const statementsOf = perConnection((db: ReadableDB) => ({
  partner: db.prepare(`SELECT p.kind, p.country, p.subdivision, p.parent,
    (SELECT json_group_array(folded) FROM (SELECT folded FROM partner_name WHERE partner = p.id ORDER BY element)) AS names,
    (SELECT json_group_array(json_array(source, key)) FROM (SELECT source, key FROM partner_external_id WHERE partner = p.id ORDER BY element)) AS ids,
    (SELECT json_group_array(id) FROM (SELECT predecessor AS id FROM partner_succession WHERE partner = p.id UNION SELECT partner FROM partner_succession WHERE predecessor = p.id)) AS related
    FROM partner p JOIN record r ON r.id = p.id WHERE p.id = ? AND r.voided = 0`),
  agreement: db.prepare(`SELECT a.title, a.register_no AS registerNo, a.date_signed AS dateSigned, a.parties, a.external_ids AS ids,
    (SELECT json_group_array(DISTINCT t.sha256) FROM document d JOIN attachment t ON t.document = d.id WHERE d.of = a.id AND t.sha256 IS NOT NULL) AS scans
    FROM agreement a JOIN record r ON r.id = a.id WHERE a.id = ? AND r.voided = 0`),
}));
