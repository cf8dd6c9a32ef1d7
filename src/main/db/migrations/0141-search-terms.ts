/** The words of the search index themselves: words with digits are in no list of words, and those that begin alike are looked up here. */
export const migration = {
  version: 141,
  name: 'search-terms',
  sql: 'CREATE VIRTUAL TABLE search_term USING fts5vocab(search_index, row);',
};
