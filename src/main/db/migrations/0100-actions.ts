/** Derived: where the entries of each action lie in the log, so that one is found, listed and undone without reading the others. */
export const migration = {
  version: 100,
  name: 'actions',
  sql: `
    -- Derived: one row an action and stream. first, last: the least and greatest number of its entries there; entries: how many they are.
    -- kinds: {"agreement":100,"partner":3} where there are several entries; of a single one its own line tells.
    CREATE TABLE action (
      id TEXT NOT NULL,
      stream INTEGER NOT NULL REFERENCES stream (id),
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      entries INTEGER NOT NULL,
      kinds TEXT,
      PRIMARY KEY (id, stream)
    ) STRICT, WITHOUT ROWID;
  `,
};
