/** Derived: paper originals, where they lie and to whom they are lent. */
export const migration = {
  version: 111,
  name: 'originals',
  sql: `
    -- lent_to, lent_due: of the loan that is not returned and due first.
    CREATE TABLE original (
      id TEXT PRIMARY KEY,
      agreement TEXT,
      title TEXT NOT NULL,
      holder TEXT,
      alternat TEXT,
      fonds TEXT,
      inventory TEXT,
      file TEXT,
      sheets TEXT,
      condition TEXT,
      lent_to TEXT,
      lent_due TEXT
    ) STRICT;
    CREATE INDEX original_by_agreement ON original (agreement);
  `,
};
