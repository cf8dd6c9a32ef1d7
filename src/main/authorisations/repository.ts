/** Reading permissions and competence checks: pages for lists, and those of an agreement. */
import type { Result } from '../../shared/result.ts';
import type { ReadableDB } from '../db/open.ts';
import { unindexed, type ListTable } from '../db/listTable.ts';
import { listRows, type ListPage, type PageError, type PageRequest } from '../db/page.ts';

const AUTHORISATIONS: ListTable = {
  table: 'authorisation',
  kind: 'authorisation',
  fields: {
    title: unindexed('t.title'),
    agreement: unindexed('t.agreement', { index: 'authorisation_by_agreement' }),
    requestedBy: unindexed('t.requested_by'),
    requestedOn: unindexed('t.requested_on', { date: true }),
    decision: unindexed('t.decision'),
    decisionNo: unindexed('t.decision_no'),
    decisionDate: unindexed('t.decision_date', { date: true }),
    validUntil: unindexed('t.valid_until', { date: true }),
  },
};

const CHECKS: ListTable = {
  table: 'competence_check',
  kind: 'competenceCheck',
  fields: {
    title: unindexed('t.title'),
    agreement: unindexed('t.agreement', { index: 'competence_check_by_agreement' }),
    conclusion: unindexed('t.conclusion'),
    by: unindexed('t.checked_by'),
    on: unindexed('t.checked_on', { date: true }),
    terms: unindexed('t.terms', { integer: true }),
  },
};

export const listAuthorisations = (db: ReadableDB, request: PageRequest): Result<ListPage, PageError> => listRows(db, AUTHORISATIONS, request);

export const listCompetenceChecks = (db: ReadableDB, request: PageRequest): Result<ListPage, PageError> => listRows(db, CHECKS, request);

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
