/**
 * Rows that come in pages found by key: each page tells where the next one begins, so the first way to a row leads over all pages before it; after that
 * it is found at once. Rows far from those in view are forgotten, where their pages begin is not.
 */

export interface Page<R> {
  readonly rows: readonly R[];
  /** Of a page that was only passed on the way to another: how many rows it has; `rows` is empty. */
  readonly passed?: number;
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
  /** How many rows there are; where `capped`, at least. */
  readonly total: number;
  readonly capped: boolean;
}

export interface Pages<R> {
  readonly size: number;
  /** Page -> where it begins; '' for the first. */
  readonly begins: readonly string[];
  readonly held: ReadonlyMap<number, readonly R[]>;
  /** How many rows there are, as far as is known. */
  readonly known: { readonly rows: number; readonly exact: boolean };
}

/** Pages that are held at a time. */
export const HELD = 60;

/** @param size rows of a page; only the last one has fewer. */
export const noPages = <R>(size: number): Pages<R> => ({ size, begins: [''], held: new Map(), known: { rows: 0, exact: false } });

export function withPage<R>(pages: Pages<R>, index: number, page: Page<R>): Pages<R> {
  const { size } = pages;
  const held = new Map([...pages.held].sort(([a], [b]) => Math.abs(a - index) - Math.abs(b - index)).slice(0, HELD - 1));
  if (page.passed === undefined) held.set(index, page.rows);
  const begins = pages.begins.slice();
  if (page.next !== null && begins.length === index + 1) begins.push(page.next);
  const reached = index * size + (page.passed ?? page.rows.length);
  if (page.next === null) return { size, begins, held, known: { rows: reached, exact: true } };
  if (pages.known.exact) return { ...pages, begins, held };
  // One page more than was reached: there is something to scroll to.
  return { size, begins, held, known: page.capped ? { rows: Math.max(page.total, begins.length * size, pages.known.rows), exact: false } : { rows: page.total, exact: false } };
}

export const rowAt = <R>({ size, held }: Pages<R>, index: number): R | undefined => held.get(Math.floor(index / size))?.[index % size];

/** The page to fetch next so that rows from `first` to before `end` are here; null if they are, or cannot be. */
export function wanted<R>({ size, begins, held, known }: Pages<R>, first: number, end: number): number | null {
  const last = Math.max(first, Math.min(end, known.rows === 0 ? end : known.rows) - 1);
  for (let index = Math.floor(first / size); index <= Math.floor(last / size); index += 1) {
    if (held.has(index)) continue;
    return index < begins.length ? index : begins.length - 1;
  }
  return null;
}

/** The page that leads on towards the end; null where the end is known. */
export const onwards = <R>({ begins, known }: Pages<R>): number | null => (known.exact ? null : begins.length - 1);
