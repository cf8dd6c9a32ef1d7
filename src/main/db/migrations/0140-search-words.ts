/** How many records a word of the search index was written for: a hint, to ask for the commonest of the many words that begin alike. Never counted down. */
export const migration = {
  version: 140,
  name: 'search-words',
  sql: 'ALTER TABLE search_word ADD COLUMN records INTEGER NOT NULL DEFAULT 0;',
};
