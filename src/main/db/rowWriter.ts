/** Rows of a derived table, written only where they changed: an index that holds nothing of the change is not touched. */
import type { Statement } from 'better-sqlite3';
import type { WritableDB } from './open.ts';

export type RowValue = string | number | null;

/**
 * Keeps the rows of a table whose first column is `id`.
 *
 * @param table, columns come from code.
 * @returns writes a row: inserts it, changes what differs, or does nothing. One that is known to be new is not looked for.
 */
export function rowWriter(db: WritableDB, table: string, columns: readonly string[]): (id: string, values: readonly RowValue[], isNew?: boolean) => void {
  const select = db.prepare(`SELECT ${columns.join(', ')} FROM ${table} WHERE id = ?`).raw();
  const insert = db.prepare(`INSERT INTO ${table} (id, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`);
  /** Columns that change together -> their statement. */
  const updates = new Map<string, Statement>();

  const updateOf = (changed: readonly string[]): Statement => {
    const key = changed.join(',');
    const known = updates.get(key) ?? db.prepare(`UPDATE ${table} SET ${changed.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`);
    updates.set(key, known);
    return known;
  };

  return (id, values, isNew = false) => {
    const held = isNew ? undefined : (select.get(id) as readonly RowValue[] | undefined);
    if (held === undefined) {
      insert.run(id, ...values);
      return;
    }
    const changed = columns.flatMap((column, i) => (held[i] === values[i] ? [] : [{ column, value: values[i] ?? null }]));
    if (changed.length > 0) updateOf(changed.map(({ column }) => column)).run(...changed.map(({ value }) => value), id);
  };
}
