/** Fetches the pages that are looked at, one at a time, in the order in which they can be found. */
import { noPages, onwards, wanted, withPage, type Page, type Pages } from './pages.ts';

export interface Loader<R> {
  readonly pages: () => Pages<R>;
  /** These rows are in view. */
  readonly want: (first: number, end: number) => void;
  /** True where all that is in view is here. */
  readonly isSatisfied: () => boolean;
  /** Goes on to the end. @returns the last row; -1 if it was stopped. */
  readonly toEnd: () => Promise<number>;
  /** Goes on to the end no longer. */
  readonly halt: () => void;
  readonly stop: () => void;
}

interface Source<R> {
  readonly size: number;
  /** @param begin '' for the first page. @param isPassed its rows are not looked at: how many there are is enough. Null where it failed: nothing is fetched until other rows are looked at. */
  readonly fetch: (begin: string, isPassed: boolean, signal: AbortSignal) => Promise<Page<R> | null>;
  /** Another page is here. */
  readonly changed: () => void;
}

export function startLoading<R>({ size, fetch, changed }: Source<R>): Loader<R> {
  const stopping = new AbortController();
  let pages = noPages<R>(size);
  let range: readonly [first: number, end: number] = [0, 1];
  let isBusy = false;
  let ending: ((last: number) => void) | null = null;

  const finish = (last: number): void => {
    ending?.(last);
    ending = null;
  };
  const nextPage = (): number | null => wanted(pages, ...range) ?? (ending === null ? null : onwards(pages));
  const load = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    for (let index = nextPage(); index !== null && !stopping.signal.aborted; index = nextPage()) {
      const page = await fetch(pages.begins[index] ?? '', wanted(pages, ...range) === null, stopping.signal);
      if (page === null) {
        finish(-1);
        break;
      }
      if (stopping.signal.aborted) break;
      pages = withPage(pages, index, page);
      changed();
    }
    isBusy = false;
    finish(stopping.signal.aborted ? -1 : pages.known.rows - 1);
  };
  return {
    pages: () => pages,
    want: (first, end) => {
      range = [first, end];
      void load();
    },
    isSatisfied: () => wanted(pages, ...range) === null,
    toEnd: () => new Promise((done) => {
      finish(-1);
      ending = done;
      void load();
    }),
    halt: () => { finish(-1); },
    stop: () => {
      stopping.abort();
      finish(-1);
    },
  };
}
