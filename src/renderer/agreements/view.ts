/** What of the agreements is listed: words that are searched for, filters, order. */
import type { WindowRequest } from '../../shared/windowContract.ts';

export interface View {
  readonly query: string;
  readonly status: string | null;
  readonly level: string | null;
  readonly partner: { readonly id: string; readonly name: string } | null;
  readonly expiring: boolean;
  readonly sort: string;
}

export const wholeRegister: View = { query: '', status: null, level: null, partner: null, expiring: false, sort: '-dateSigned' };

export const isNarrowed = ({ query, status, level, partner, expiring }: View): boolean => query.trim() !== '' || status !== null || level !== null || partner !== null || expiring;
export const isSearch = ({ query }: View): boolean => query.trim() !== '';

export const searchRequest = ({ query, level, partner }: View): WindowRequest<'search'> => ({ query: query.trim(), kind: 'agreement', where: filled({ level, partner: partner?.id ?? null }) });

export const listRequest = ({ status, level, partner, expiring, sort }: View): WindowRequest<'record.list'> =>
  ({ kind: 'agreement', sort, where: filled({ status, level, partner: partner?.id ?? null, expiring: expiring ? 'true' : null }) });

/** Status and end depend on the day: they narrow lists, not searches. */
export const ignoredBySearch = ({ status, expiring }: View): boolean => status !== null || expiring;

const filled = (where: Readonly<Record<string, string | null>>): Record<string, string> => Object.fromEntries(Object.entries(where).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
