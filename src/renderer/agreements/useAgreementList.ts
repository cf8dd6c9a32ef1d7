/** The agreements of a view, fetched as they are looked at; what was shown stays until something else is here. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Failure } from '../../shared/contract.ts';
import type { AgreementRow } from '../../shared/records/agreementRow.ts';
import type { Marked } from '../../shared/search/answers.ts';
import type { Language } from '../../shared/desktop.ts';
import { call, subscribe } from '../api.ts';
import type { GridRows } from '../ui/grid/Grid.tsx';
import { startLoading, type Loader } from '../ui/grid/loader.ts';
import { rowAt, type Page } from '../ui/grid/pages.ts';
import { isSearch, listRequest, searchRequest, type View } from './view.ts';

export interface ListedAgreement extends AgreementRow {
  /** The text in which the words were found, and the page of the document. */
  readonly found?: Marked & { readonly page?: number };
}

export interface AgreementList {
  readonly rows: GridRows<ListedAgreement>;
  /** Counted to a thousand; null until the first page is here. */
  readonly total: { readonly count: number; readonly capped: boolean } | null;
  /** Records that a search does not know yet. */
  readonly waiting: number;
  readonly failure: Failure | null;
  /** Which view is shown: another one than is asked for while that is fetched. */
  readonly key: string;
  readonly isEnding: boolean;
  readonly halt: () => void;
}

const SIZE = 100;
/** A search waits until a person paused for so long, ms. */
const TYPED = 100;
/** While a bundle comes in, changes are told by the dozen. */
const SETTLED = 400;

interface Shown {
  readonly key: string;
  readonly loader: Loader<ListedAgreement>;
  readonly said: Said;
  readonly turn: number;
}
interface Said {
  readonly total: AgreementList['total'];
  readonly waiting: number;
}

export function useAgreementList(view: View, language: Language): AgreementList {
  const key = JSON.stringify([isSearch(view) ? searchRequest(view) : listRequest(view), language]);
  const epoch = useEpoch();
  const [shown, setShown] = useState<Shown | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isEnding, setEnding] = useState(false);
  const looked = useRef<{ readonly key: string; readonly range: readonly [number, number] }>({ key, range: [0, 1] });
  const asked = useRef(view);
  asked.current = view;

  useEffect(() => {
    let said: Said = { total: null, waiting: 0 };
    let turn = 0;
    const loader = startLoading<ListedAgreement>({
      size: SIZE,
      fetch: async (begin, isPassed, signal) => {
        const page = await (isSearch(asked.current) ? found : listed)(asked.current, { begin, isPassed, language, signal });
        if (signal.aborted) return null;
        if ('failure' in page) {
          setFailure(page.failure);
          return null;
        }
        setFailure(null);
        said = { total: { count: page.total, capped: page.capped }, waiting: page.waiting };
        return page;
      },
      changed: () => {
        turn += 1;
        const now = turn;
        // After a change the same rows are looked at: they take the place of the old ones once they are here.
        if (loader.isSatisfied() || looked.current.key !== key) setShown({ key, loader, said, turn: now });
      },
    });
    const begin = (): void => {
      if (looked.current.key === key) loader.want(...looked.current.range);
      else loader.want(0, 1);
    };
    const timer = window.setTimeout(begin, isSearch(asked.current) ? TYPED : 0);
    return () => {
      window.clearTimeout(timer);
      loader.stop();
    };
  }, [key, epoch, language]);

  const rows = useMemo((): GridRows<ListedAgreement> => {
    if (shown === null) return { count: 0, exact: false, at: () => undefined };
    const { loader } = shown;
    const pages = loader.pages();
    return {
      count: pages.known.rows, exact: pages.known.exact, at: (index) => rowAt(pages, index),
      want: (first, end) => {
        looked.current = { key: shown.key, range: [first, end] };
        loader.want(first, end);
      },
      toEnd: async () => {
        setEnding(true);
        const last = await loader.toEnd();
        setEnding(false);
        return last;
      },
    };
  }, [shown]);
  return { rows, total: shown?.said.total ?? null, waiting: shown?.said.waiting ?? 0, failure, key: shown?.key ?? '', isEnding, halt: () => { shown?.loader.halt(); } };
}

/** Goes up after the register changed and a moment passed. */
function useEpoch(): number {
  const [epoch, setEpoch] = useState(0);
  useEffect(() => {
    let timer = 0;
    const unsubscribe = subscribe((event) => {
      if (event.type !== 'changed') return;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => { setEpoch((before) => before + 1); }, SETTLED);
    });
    return () => {
      window.clearTimeout(timer);
      unsubscribe();
    };
  }, []);
  return epoch;
}

interface Wish {
  readonly begin: string;
  readonly isPassed: boolean;
  readonly language: Language;
  readonly signal: AbortSignal;
}
type Fetched = (Page<ListedAgreement> & { readonly waiting: number }) | { readonly failure: Failure };

async function listed(view: View, { begin, isPassed, language, signal }: Wish): Promise<Fetched> {
  const page = await call('record.list', { ...listRequest(view), limit: SIZE, ...(begin === '' ? {} : { after: begin }) }, { signal });
  if (!page.ok) return { failure: page.error };
  const { items, next, total, capped } = page.value;
  if (isPassed) return { rows: [], passed: items.length, next, total, capped, waiting: 0 };
  const rows = await call('agreements.rows', { ids: items.map(({ id }) => id), language }, { signal });
  return rows.ok ? { rows: rows.value.rows, next, total, capped, waiting: 0 } : { failure: rows.error };
}

async function found(view: View, { begin, isPassed, language, signal }: Wish): Promise<Fetched> {
  const answer = await call('search', { ...searchRequest(view), limit: SIZE, ...(begin === '' ? {} : { after: begin }) }, { signal });
  if (!answer.ok) return { failure: answer.error };
  const { hits, next = null, total, capped, waiting } = answer.value;
  if (isPassed) return { rows: [], passed: hits.length, next, total, capped, waiting };
  const rows = await call('agreements.rows', { ids: hits.map(({ id }) => id), language }, { signal });
  if (!rows.ok) return { failure: rows.error };
  const snippets = new Map(hits.map(({ id, snippet }) => [id, snippet]));
  return {
    next, total, capped, waiting,
    rows: rows.value.rows.map((row) => {
      const snippet = snippets.get(row.id) ?? null;
      return snippet === null ? row : { ...row, found: snippet };
    }),
  };
}
