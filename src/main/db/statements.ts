import type { ReadableDB } from './open.ts';

/**
 * Statements that are prepared once for each connection, when they are first asked for: preparing costs more than most of them do.
 *
 * @param prepare makes them; called once a connection.
 */
export function perConnection<D extends ReadableDB, T>(prepare: (db: D) => T): (db: D) => T {
  const prepared = new WeakMap<D, T>();
  return (db) => {
    const known = prepared.get(db) ?? prepare(db);
    prepared.set(db, known);
    return known;
  };
}
