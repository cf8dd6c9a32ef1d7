/** Columns of a grid, and how a person arranged them. */
import type { ReactNode } from 'react';

export interface Column<R> {
  readonly id: string;
  /** The head; a picture may stand in its place. */
  readonly label: string;
  readonly picture?: ReactNode;
  /** px; the one column that takes what is left has `grows` and its least width here. */
  readonly width: number;
  readonly grows?: true;
  readonly align?: 'end';
  /** What it is sorted by, if it can be. */
  readonly sortKey?: string;
  /** Stays in view whatever a person hides. */
  readonly fixed?: true;
  readonly cell: (row: R) => ReactNode;
}

export interface Arrangement {
  readonly widths: Readonly<Record<string, number>>;
  readonly hidden: readonly string[];
}

export const asGiven: Arrangement = { widths: {}, hidden: [] };

const LEAST = 32;
const MOST = 800;

export const shownColumns = <R>(columns: readonly Column<R>[], { hidden }: Arrangement): readonly Column<R>[] => columns.filter(({ id, fixed }) => fixed === true || !hidden.includes(id));

export const resized = (arrangement: Arrangement, id: string, width: number): Arrangement => ({ ...arrangement, widths: { ...arrangement.widths, [id]: Math.round(Math.min(Math.max(width, LEAST), MOST)) } });

export const toggled = (arrangement: Arrangement, id: string): Arrangement =>
  ({ ...arrangement, hidden: arrangement.hidden.includes(id) ? arrangement.hidden.filter((one) => one !== id) : [...arrangement.hidden, id] });

/** For `grid-template-columns`. */
export const template = <R>(columns: readonly Column<R>[], { widths }: Arrangement): string =>
  columns.map(({ id, width, grows }) => (widths[id] !== undefined ? `${widths[id]}px` : grows === true ? `minmax(${width}px, 1fr)` : `${width}px`)).join(' ');

/** The least width of all together. */
export const leastWidth = <R>(columns: readonly Column<R>[], { widths }: Arrangement): number => columns.reduce((sum, { id, width }) => sum + (widths[id] ?? width), 0);

/** `name` ascending, `-name` descending, as lists of the contract take it. */
export const nextSort = (sort: string | undefined, key: string): string => (sort === key ? `-${key}` : key);

export const directionOf = (sort: string | undefined, key: string): 'ascending' | 'descending' | 'none' => (sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : 'none');
