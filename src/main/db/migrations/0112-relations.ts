/** Derived: what agreements are to each other and to legal acts, and what binds our units and theirs. */
export const migration = {
  version: 112,
  name: 'relations',
  sql: `
    -- other: the agreement that is named; act: a legal act as it is cited.
    CREATE TABLE agreement_relation (
      agreement TEXT NOT NULL,
      element TEXT NOT NULL,
      type TEXT,
      other TEXT,
      act TEXT,
      PRIMARY KEY (agreement, element)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX agreement_relation_by_other ON agreement_relation (other) WHERE other IS NOT NULL;

    -- last_activity: first possible day of the latest dated activity.
    CREATE TABLE relationship (
      id TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      ours TEXT,
      theirs TEXT,
      kind TEXT,
      since TEXT,
      until TEXT,
      basis TEXT,
      activities INTEGER NOT NULL,
      last_activity TEXT
    ) STRICT;
    CREATE INDEX relationship_by_ours ON relationship (ours);
    CREATE INDEX relationship_by_theirs ON relationship (theirs);
    CREATE INDEX relationship_by_basis ON relationship (basis) WHERE basis IS NOT NULL;
  `,
};
