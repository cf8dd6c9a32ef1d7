/** The agreements of a partner: how many in each status, and the newest. */
import type { Day } from '../../shared/dates.ts';
import type { ReadableDB } from '../db/open.ts';

export interface AgreementsOfPartner {
  /** Agreements that are not voided. */
  readonly count: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly newest: readonly { readonly id: string; readonly title: string; readonly dateSigned: string | null; readonly status: string }[];
}

/** @param partners the records of one partner. */
export function agreementsOfPartner(db: ReadableDB, partners: readonly string[], today: Day, newest: number): AgreementsOfPartner {
  const list = JSON.stringify(partners);
  const byStatus = new Map<string, number>();
  let count = 0;
  for (const phases of db.prepare(`SELECT a.phases ${OF_PARTNERS}`).pluck().iterate(list) as IterableIterator<string | null>) {
    const status = statusIn(phases, today);
    byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
    count += 1;
  }
  const rows = db.prepare(`SELECT a.id, a.title, a.date_signed AS dateSigned, a.phases ${OF_PARTNERS} ORDER BY a.date_signed DESC, a.id DESC LIMIT ?`)
    .all(list, newest) as { readonly id: string; readonly title: string; readonly dateSigned: string | null; readonly phases: string | null }[];
  return {
    count,
    byStatus: Object.fromEntries([...byStatus].sort(([a], [b]) => (a < b ? -1 : 1))),
    newest: rows.map(({ phases, ...row }) => ({ ...row, status: statusIn(phases, today) })),
  };
}

/** The status on a day by the column `phases`: `signed:2020-01-01,inForce:2020-03-01`. Before the first phase it is an idea. */
function statusIn(phases: string | null, day: Day): string {
  let status = 'idea';
  for (const phase of phases === null || phases === '' ? [] : phases.split(',')) {
    const at = phase.indexOf(':');
    if (phase.slice(at + 1) <= day) status = phase.slice(0, at);
  }
  return status;
}

const OF_PARTNERS = `FROM agreement a JOIN record r ON r.id = a.id
  WHERE a.id IN (SELECT agreement FROM agreement_party WHERE partner IN (SELECT value FROM json_each(?))) AND r.voided = 0`;
