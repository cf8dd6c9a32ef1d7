/** Derived: offices' changes of controlled values. And a cache: what tells that a term was written since vocabularies were read last. */
export const migration = {
  version: 113,
  name: 'terms',
  sql: `
    -- data: JSON of what the record says beside its code (labels, retired, order, aliases, notes, group, stems).
    CREATE TABLE term (
      id TEXT PRIMARY KEY,
      vocabulary TEXT,
      code TEXT,
      title TEXT NOT NULL,
      retired INTEGER NOT NULL,
      voided INTEGER NOT NULL,
      data TEXT NOT NULL
    ) STRICT;
    CREATE INDEX term_by_vocabulary ON term (vocabulary);

    -- A cache, not derived: one row once a term was written here. changes rises with every write; stamp is the entry written last.
    CREATE TABLE term_version (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      changes INTEGER NOT NULL,
      stamp TEXT NOT NULL
    ) STRICT;
  `,
};
