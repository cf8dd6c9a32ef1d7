/** Derived: partners, their names as search keys, and their ids elsewhere. */
export const migration = {
  version: 30,
  name: 'partners',
  sql: `
    CREATE TABLE partner (
      id TEXT PRIMARY KEY,
      kind TEXT,
      name TEXT NOT NULL,
      country TEXT,
      subdivision TEXT,
      parent TEXT
    ) STRICT;

    CREATE TABLE partner_name (
      partner TEXT NOT NULL,
      element TEXT NOT NULL,
      folded TEXT NOT NULL,
      PRIMARY KEY (partner, element)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX partner_name_by_folded ON partner_name (folded);

    -- row: fingerprint of the table row that the partner came from, if it came from one.
    CREATE TABLE partner_external_id (
      partner TEXT NOT NULL,
      element TEXT NOT NULL,
      source TEXT NOT NULL,
      key TEXT NOT NULL,
      row TEXT,
      PRIMARY KEY (partner, element)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX partner_external_id_by_key ON partner_external_id (source, key);
  `,
};
