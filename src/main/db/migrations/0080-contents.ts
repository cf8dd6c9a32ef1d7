/**
 * What was found out of files: caches, not derived tables. They follow from the bytes of a document and the version of the extractor, not
 * from the log; so they are in no dump, no digest and no bundle, and a rebuild leaves them. Text and thumbnails lie here alone, encrypted
 * with the database.
 */
export const migration = {
  version: 80,
  name: 'contents',
  sql: `
    CREATE TABLE content (
      sha256 TEXT PRIMARY KEY,
      extractor INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('known', 'failed')),
      kind TEXT NOT NULL,
      media_type TEXT NOT NULL,
      pages INTEGER,
      width INTEGER,
      height INTEGER,
      dpi INTEGER,
      width_mm INTEGER,
      height_mm INTEGER,
      text_looked_at INTEGER NOT NULL,
      text_found INTEGER NOT NULL,
      needs_recognition INTEGER NOT NULL,
      text_cut INTEGER NOT NULL,
      problem TEXT,
      at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX content_to_recognise ON content (sha256) WHERE needs_recognition = 1;

    CREATE TABLE content_text (
      sha256 TEXT NOT NULL,
      page INTEGER NOT NULL,
      text TEXT NOT NULL,
      by TEXT NOT NULL CHECK (by IN ('file', 'ocr')),
      PRIMARY KEY (sha256, page)
    ) STRICT;

    CREATE TABLE content_thumbnail (
      sha256 TEXT PRIMARY KEY,
      media_type TEXT NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;
  `,
};
