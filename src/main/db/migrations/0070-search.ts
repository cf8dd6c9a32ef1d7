/**
 * The search index: caches, not derived tables. They follow from the log and the texts of documents, are brought up to date after a change
 * (what waits stands in `search_due`) and are in no dump and no digest. `verify` checks them against the records.
 */
export const migration = {
  version: 70,
  name: 'search',
  sql: `
    -- One row a record that can be found. Ids rise with arrival; fingerprint: of its words, to tell whether the index holds what the record says.
    -- names: of a partner, JSON: what an agreement with it is found by. facets: JSON: filter name -> values.
    CREATE TABLE search_doc (
      id INTEGER PRIMARY KEY,
      record TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      names TEXT,
      facets TEXT NOT NULL
    ) STRICT;

    -- What the index does not hold yet. turn: 0 partners (others take their names), 1 other records, 2 partners whose new names go to the records that name them.
    CREATE TABLE search_due (
      turn INTEGER NOT NULL,
      record TEXT NOT NULL,
      PRIMARY KEY (turn, record)
    ) STRICT, WITHOUT ROWID;

    -- Words without digits that the index holds or once held. form: 0 as folded, 1 loose (where it differs). places: 1 title, 2 number, 4 party, 8 text; hints to leave out what cannot be found.
    CREATE TABLE search_word (
      form INTEGER NOT NULL,
      word TEXT NOT NULL,
      places INTEGER NOT NULL,
      PRIMARY KEY (form, word)
    ) STRICT, WITHOUT ROWID;

    -- Words with a tag of one character from the private use area for where they stand; see docs/decisions/0014. Rowids are those of search_doc.
    CREATE VIRTUAL TABLE search_index USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '-_'", prefix = '2 3 4');
  `,
};
