/** Mappings of tables as this store keeps them. Not derived from the log: an office's practice, not a fact of the register (decision 0018). */
export const migration = {
  version: 90,
  name: 'table-mappings',
  sql: `
    -- header: JSON list of the names of the columns it was made for, or null; mapping: its JSON.
    CREATE TABLE table_mapping (
      name TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      header TEXT,
      mapping TEXT NOT NULL,
      saved_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
