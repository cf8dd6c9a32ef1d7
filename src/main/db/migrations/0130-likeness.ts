/**
 * Derived, each a pure function of one record's view: what leads from a partner to those before and below it, by which keys partners and
 * agreements are compared for being the same, and which pairs a person has told apart.
 */
export const migration = {
  version: 130,
  name: 'likeness',
  sql: `
    -- Who succeeded whom. record: the partner whose record says so; that is one of the two.
    CREATE TABLE partner_succession (record TEXT NOT NULL, partner TEXT NOT NULL, predecessor TEXT NOT NULL, PRIMARY KEY (record, partner, predecessor)) STRICT, WITHOUT ROWID;
    CREATE INDEX partner_succession_by_partner ON partner_succession (partner);
    CREATE INDEX partner_succession_by_predecessor ON partner_succession (predecessor);

    -- Partners that share a key are compared. "L:" a name loosely, "S:" its consonants, "A:" what the name is an alias of.
    CREATE TABLE partner_key (partner TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (partner, key)) STRICT, WITHOUT ROWID;
    CREATE INDEX partner_key_by_key ON partner_key (key);

    -- Agreements that share one of these numbers are compared: of the words of the title in any order, of the date with the parties.
    CREATE TABLE agreement_likeness (agreement TEXT PRIMARY KEY, title_key INTEGER, parties_key INTEGER) STRICT, WITHOUT ROWID;
    CREATE INDEX agreement_likeness_by_title ON agreement_likeness (title_key) WHERE title_key IS NOT NULL;
    CREATE INDEX agreement_likeness_by_parties ON agreement_likeness (parties_key) WHERE parties_key IS NOT NULL;

    -- Pairs that are said not to be the same.
    CREATE TABLE not_same_as (record TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (record, other)) STRICT, WITHOUT ROWID;
    CREATE INDEX not_same_as_by_other ON not_same_as (other);
  `,
};
