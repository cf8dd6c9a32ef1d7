/** Derived: agreements, their parties and events, by what lists sort and filter on. The whole record is in the log. */
export const migration = {
  version: 20,
  name: 'agreements',
  sql: `
    -- fields: ",ECON,EDU,". rules: JSON of what the status also needs (entry into force, term, dates of the parties), where there is any.
    -- parties: [[partner, side or null], ...] in their order; external_ids: [[source, key], ...]. The two tables below lead back from these.
    CREATE TABLE agreement (
      id TEXT PRIMARY KEY,
      register_no TEXT,
      title TEXT NOT NULL,
      level TEXT,
      instrument TEXT,
      nature TEXT,
      place_signed TEXT,
      date_signed TEXT,
      date_adopted TEXT,
      date_in_force TEXT,
      access TEXT,
      fields TEXT,
      rules TEXT,
      parties TEXT,
      external_ids TEXT
    ) STRICT;
    CREATE INDEX agreement_by_register_no ON agreement (register_no) WHERE register_no IS NOT NULL;

    CREATE TABLE agreement_party (
      partner TEXT NOT NULL,
      agreement TEXT NOT NULL,
      PRIMARY KEY (partner, agreement)
    ) STRICT, WITHOUT ROWID;

    -- Which row of which table an agreement came from. row: fingerprint of the row as it was brought in.
    CREATE TABLE agreement_external_id (
      source TEXT NOT NULL,
      key TEXT NOT NULL,
      agreement TEXT NOT NULL,
      row TEXT,
      PRIMARY KEY (source, key, agreement)
    ) STRICT, WITHOUT ROWID;

    -- date: JSON as in the record ("2024-05" or {"certainty":"inferred","date":"2024"}); day: its earliest day, for sorting.
    CREATE TABLE agreement_event (
      id TEXT PRIMARY KEY,
      agreement TEXT,
      type TEXT,
      date TEXT,
      day TEXT,
      party TEXT,
      note TEXT
    ) STRICT;
    CREATE INDEX agreement_event_by_agreement ON agreement_event (agreement);
  `,
};
