/** Reading permissions and competence checks: pages for lists, and those of an agreement. */
import type { Result } from '../../shared/result.ts';
import type { ReadableDB } from '../db/open.ts';
import { listRows, type FieldUnknown, type ListPage, type ListTable, type PageRequest } from '../db/page.ts';

const AUTHORISATIONS: ListTable = {
  table: 'authorisation',
  kind: 'authorisation',
  fields: {
    title: { column: 't.title' },
    agreement: { column: 't.agreement' },
    requestedBy: { column: 't.requested_by' },
    requestedOn: { column: 't.requested_on', date: true },
    decision: { column: 't.decision' },
    decisionNo: { column: 't.decision_no' },
    decisionDate: { column: 't.decision_date', date: true },
    validUntil: { column: 't.valid_until', date: true },
  },
};

const CHECKS: ListTable = {
  table: 'competence_check',
  kind: 'competenceCheck',
  fields: {
    title: { column: 't.title' },
    agreement: { column: 't.agreement' },
    conclusion: { column: 't.conclusion' },
    by: { column: 't.checked_by' },
    on: { column: 't.checked_on', date: true },
    terms: { column: 't.terms' },
  },
};

export const listAuthorisations = (db: ReadableDB, request: PageRequest): Result<ListPage, FieldUnknown> => listRows(db, AUTHORISATIONS, request);

export const listCompetenceChecks = (db: ReadableDB, request: PageRequest): Result<ListPage, FieldUnknown> => listRows(db, CHECKS, request);

export interface AuthorisationRow {
  readonly id: string;
  readonly title: string;
  readonly requestedOn: string | null;
  /** Null while there is none: silence is never consent. */
  readonly decision: string | null;
  readonly decisionNo: string | null;
  readonly decisionDate: string | null;
  readonly validUntil: string | null;
}

/** The requests for permission of an agreement that are not voided, oldest first. */
export const authorisationsOf = (db: ReadableDB, agreement: string): readonly AuthorisationRow[] =>
  db.prepare(`SELECT t.id, t.title, t.requested_on AS requestedOn, t.decision, t.decision_no AS decisionNo, t.decision_date AS decisionDate, t.valid_until AS validUntil
    FROM authorisation t JOIN record r ON r.id = t.id WHERE t.agreement = ? AND r.voided = 0 ORDER BY coalesce(t.decision_date, t.requested_on), t.id`).all(agreement) as AuthorisationRow[];

export interface CompetenceCheckRow {
  readonly id: string;
  readonly title: string;
  readonly conclusion: string | null;
  readonly by: string | null;
  readonly on: string | null;
  /** How many excluded terms were found. */
  readonly terms: number;
}

/** The competence checks of an agreement that are not voided, oldest first. */
export const competenceChecksOf = (db: ReadableDB, agreement: string): readonly CompetenceCheckRow[] =>
  db.prepare(`SELECT t.id, t.title, t.conclusion, t.checked_by AS "by", t.checked_on AS "on", t.terms
    FROM competence_check t JOIN record r ON r.id = t.id WHERE t.agreement = ? AND r.voided = 0 ORDER BY t.checked_on, t.id`).all(agreement) as CompetenceCheckRow[];
