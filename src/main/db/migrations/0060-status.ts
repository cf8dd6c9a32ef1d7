/** Derived: the status of agreements as a function of the day, and when their terms end or are renewed. Nothing here depends on today. */
export const migration = {
  version: 60,
  name: 'status',
  sql: `
    -- An agreement has a status from from_day to until_day, both included ('0001-01-01' and '9999-12-31' where there is no bound). In the order of the
    -- agreements within a status, so that a page begins anywhere. The time before the first fact, when it was an idea, is left out.
    CREATE TABLE agreement_phase (
      status TEXT NOT NULL,
      agreement TEXT NOT NULL,
      from_day TEXT NOT NULL,
      until_day TEXT NOT NULL,
      PRIMARY KEY (status, agreement, from_day)
    ) STRICT, WITHOUT ROWID;

    -- phases: "signed:2020-01-01,inForce:2020-03-01", what agreement_phase holds of it.
    ALTER TABLE agreement ADD COLUMN phases TEXT;

    -- Agreements that end by what is known, or that are renewed tacitly; the others have no row.
    -- settled_from: from this day on nothing recorded changes it. ends_from: the first day on which it has ended; expires_on: the last day of its term,
    -- or the day recorded as its end. renews_from, months, renewal_months, notice_months: the term, counted from the earliest day that its start may be.
    -- notice_month: number of a month (year * 12 + month) in which notice is due, modulo renewal_months.
    CREATE TABLE agreement_term (
      agreement TEXT PRIMARY KEY,
      settled_from TEXT NOT NULL,
      ends_from TEXT,
      expires_on TEXT,
      renews_from TEXT,
      months INTEGER,
      renewal_months INTEGER,
      notice_months INTEGER,
      notice_month INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX agreement_term_by_end ON agreement_term (ends_from) WHERE ends_from IS NOT NULL;
    CREATE INDEX agreement_term_by_notice ON agreement_term (renewal_months, notice_month) WHERE notice_month IS NOT NULL;

    -- until: JSON as in the record, of an extension; override: why a person recorded it against a guard.
    ALTER TABLE agreement_event ADD COLUMN until TEXT;
    ALTER TABLE agreement_event ADD COLUMN basis TEXT;
    ALTER TABLE agreement_event ADD COLUMN override TEXT;
  `,
};
