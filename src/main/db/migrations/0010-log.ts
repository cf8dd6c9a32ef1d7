/**
 * The log: streams, entries, heads, segments. Everything else in the database is derived from these tables,
 * or belongs to this store alone (meta).
 */
export const migration = {
  version: 10,
  name: 'log',
  sql: `
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

    CREATE TABLE stream (
      id INTEGER PRIMARY KEY,
      log TEXT NOT NULL,
      scope TEXT NOT NULL,
      forked INTEGER NOT NULL DEFAULT 0,
      UNIQUE (log, scope)
    ) STRICT;

    -- One line of the log each. Rowids follow the order of arrival; nothing depends on it.
    CREATE TABLE entry (
      id INTEGER PRIMARY KEY,
      stream INTEGER NOT NULL REFERENCES stream (id),
      n INTEGER NOT NULL,
      record TEXT NOT NULL,
      kind TEXT NOT NULL,
      ref TEXT NOT NULL,
      line TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX entry_by_record ON entry (record, ref);
    CREATE INDEX entry_by_number ON entry (stream, n);

    -- The heads of one record in one scope: {"<reference>": "*" or [paths]}; "*" stands for every path that the entry wrote.
    CREATE TABLE head (
      record TEXT NOT NULL,
      scope TEXT NOT NULL,
      heads TEXT NOT NULL,
      PRIMARY KEY (record, scope)
    ) STRICT, WITHOUT ROWID;

    -- Predecessors named by a known entry that have not arrived: they will not become heads of these paths.
    CREATE TABLE awaited (
      record TEXT NOT NULL,
      scope TEXT NOT NULL,
      ref TEXT NOT NULL,
      path TEXT NOT NULL,
      PRIMARY KEY (record, scope, ref, path)
    ) STRICT, WITHOUT ROWID;

    -- Sealed segments, own and received, byte for byte. state: applied or quarantined.
    CREATE TABLE segment (
      id INTEGER PRIMARY KEY,
      hash TEXT NOT NULL UNIQUE,
      log TEXT NOT NULL,
      scope TEXT NOT NULL,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      prev TEXT,
      state TEXT NOT NULL CHECK (state IN ('applied', 'quarantined')),
      head BLOB NOT NULL,
      signature TEXT NOT NULL,
      body BLOB NOT NULL
    ) STRICT;
    CREATE INDEX segment_by_stream ON segment (log, scope, first);

    -- Derived: one row a record of any kind, known or not.
    CREATE TABLE record (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      voided INTEGER NOT NULL,
      conflicts INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Derived: fields in conflict, and pairs of records said to be the same.
    CREATE TABLE conflict (record TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (record, path)) STRICT, WITHOUT ROWID;
    CREATE TABLE same_as (record TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (record, other)) STRICT, WITHOUT ROWID;
    CREATE INDEX same_as_by_other ON same_as (other);
  `,
};
