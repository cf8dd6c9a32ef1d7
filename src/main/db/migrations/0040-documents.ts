/** Derived: documents (what a paper is) and attachments (the files). The bytes lie beside the database. */
export const migration = {
  version: 40,
  name: 'documents',
  sql: `
    CREATE TABLE document (
      id TEXT PRIMARY KEY,
      of TEXT,
      kind TEXT,
      role TEXT,
      language TEXT,
      title TEXT NOT NULL
    ) STRICT;
    CREATE INDEX document_by_record ON document (of);

    CREATE TABLE attachment (
      id TEXT PRIMARY KEY,
      document TEXT,
      sha256 TEXT,
      bytes INTEGER,
      media_type TEXT,
      name TEXT,
      source TEXT
    ) STRICT;
    CREATE INDEX attachment_by_document ON attachment (document);
    CREATE INDEX attachment_by_sha256 ON attachment (sha256);
  `,
};
