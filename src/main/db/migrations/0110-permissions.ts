/** Derived: permissions to conclude an agreement and competence checks, by what lists sort and filter on. The whole record is in the log. */
export const migration = {
  version: 110,
  name: 'permissions',
  sql: `
    CREATE TABLE authorisation (
      id TEXT PRIMARY KEY,
      agreement TEXT,
      title TEXT NOT NULL,
      requested_by TEXT,
      requested_on TEXT,
      decision TEXT,
      decision_no TEXT,
      decision_date TEXT,
      valid_until TEXT
    ) STRICT;
    CREATE INDEX authorisation_by_agreement ON authorisation (agreement);

    CREATE TABLE competence_check (
      id TEXT PRIMARY KEY,
      agreement TEXT,
      title TEXT NOT NULL,
      conclusion TEXT,
      checked_by TEXT,
      checked_on TEXT,
      terms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX competence_check_by_agreement ON competence_check (agreement);
  `,
};
