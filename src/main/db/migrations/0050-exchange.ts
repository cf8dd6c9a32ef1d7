/** The exchange: who is trusted, what other stations acknowledged, what was sent and received. Belongs to this store alone. */
export const migration = {
  version: 50,
  name: 'exchange',
  sql: `
    -- Other stations' certificates, byte for byte; this store's own are kept with its keys.
    -- state: accepted (a person compared the fingerprint), vouched (an earlier valid key of the office vouches), pending, revoked.
    CREATE TABLE certificate (
      log TEXT PRIMARY KEY,
      office TEXT NOT NULL,
      key_id TEXT NOT NULL UNIQUE,
      line BLOB NOT NULL,
      signature TEXT NOT NULL,
      prior TEXT,
      state TEXT NOT NULL CHECK (state IN ('accepted', 'vouched', 'pending', 'revoked')),
      changed_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX certificate_by_office ON certificate (office);

    -- What another station last said that it holds: the have.json of its newest bundle, by its log.
    CREATE TABLE acknowledged (
      log TEXT PRIMARY KEY,
      station TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      have TEXT NOT NULL
    ) STRICT;

    -- The journal. state: writing (a bundle under way), sent, received, refused.
    -- office, station, log, sequence: the recipient office and our own station and log where sent; the sender's where received.
    CREATE TABLE bundle (
      id INTEGER PRIMARY KEY,
      state TEXT NOT NULL CHECK (state IN ('writing', 'sent', 'received', 'refused')),
      at TEXT NOT NULL,
      author TEXT NOT NULL,
      file TEXT NOT NULL,
      bytes INTEGER,
      sha256 TEXT,
      bundle TEXT,
      office TEXT,
      station TEXT,
      log TEXT,
      sequence INTEGER,
      kind TEXT,
      part TEXT,
      -- Of a received one: SHA-256 of its tagmanifest, so that a bundle id used twice is noticed.
      manifest TEXT,
      entries INTEGER,
      documents INTEGER,
      -- Why it was refused.
      message TEXT
    ) STRICT;
    CREATE UNIQUE INDEX bundle_received ON bundle (bundle) WHERE state = 'received';
    CREATE INDEX bundle_by_sequence ON bundle (station, office, sequence);
  `,
};
