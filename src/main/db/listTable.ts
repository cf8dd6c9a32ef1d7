/** What a list knows of its table: fields to show, to filter by and to sort by, each with the index that finds it. Names come from code, values are bound. */

/** How a field of a list is found in the table `t`, whose `id` is also that of the row of `record`. */
export interface ListField {
  /** Shown under the field's name, and filtered by for equality. */
  readonly column?: string;
  /** An index that begins with the column. */
  readonly index?: string;
  /** Sorted by this, through that index, which goes on with the id; null for a table that stays small and is sorted as a whole. */
  readonly sort?: { readonly key: string; readonly index: string | null };
  /** Filters by the beginning too: `2024` finds `2024-05-17`. */
  readonly date?: true;
  /** The column holds integers. */
  readonly integer?: true;
  /** A condition with one `?`, for what is no column and no index finds. */
  readonly condition?: string;
  /** A select of ids with one `?`, for what another table finds. */
  readonly ids?: string;
  /** The same of one row `t.id`, with one `?`: for where the ids are too many to be collected. */
  readonly holds?: string;
}

export interface ListTable {
  readonly table: string;
  readonly kind: string;
  readonly fields: Readonly<Record<string, ListField>>;
}

/** A column that is shown, filtered by and sorted by through one index. */
export const indexed = (column: string, index: string, more: Pick<ListField, 'date' | 'integer'> = {}): ListField => ({ column, index, sort: { key: column, index }, ...more });

/** A column of a table that stays small (thousands of rows): shown, filtered by and sorted by without an index. */
export const unindexed = (column: string, more: Pick<ListField, 'index' | 'date' | 'integer'> = {}): ListField => ({ column, sort: { key: column, index: null }, ...more });
