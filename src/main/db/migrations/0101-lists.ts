/**
 * Derived: what lists are sorted by, and the indexes that let a page begin anywhere. Each sorting index ends with the id, which orders equal keys, and,
 * for agreements, with the codes that lists filter by most, so that leaving rows out needs no look at the table.
 */
export const migration = {
  version: 101,
  name: 'lists',
  sql: `
    -- title_key, register_no_key, name_key: sortKey() of the column beside; null where that is empty.
    ALTER TABLE agreement ADD COLUMN title_key TEXT;
    ALTER TABLE agreement ADD COLUMN register_no_key TEXT;
    CREATE INDEX agreement_by_title ON agreement (title_key, id, level, instrument);
    CREATE INDEX agreement_by_register_no_key ON agreement (register_no_key, id, level, instrument);
    CREATE INDEX agreement_by_date_signed ON agreement (date_signed, id, level, instrument);
    CREATE INDEX agreement_by_date_adopted ON agreement (date_adopted, id, level, instrument);
    CREATE INDEX agreement_by_date_in_force ON agreement (date_in_force, id, level, instrument);
    CREATE INDEX agreement_by_level ON agreement (level, id);
    CREATE INDEX agreement_by_instrument ON agreement (instrument, id);
    CREATE INDEX agreement_by_nature ON agreement (nature, id);
    CREATE INDEX agreement_by_place_signed ON agreement (place_signed, id);
    CREATE INDEX agreement_by_access ON agreement (access, id);

    CREATE INDEX agreement_event_by_day ON agreement_event (day, id);
    CREATE INDEX agreement_event_by_type ON agreement_event (type, id);
    CREATE INDEX agreement_event_by_party ON agreement_event (party, id) WHERE party IS NOT NULL;

    ALTER TABLE partner ADD COLUMN name_key TEXT;
    CREATE INDEX partner_by_name ON partner (name_key, id, kind, country);
    CREATE INDEX partner_by_kind ON partner (kind, id);
    CREATE INDEX partner_by_country ON partner (country, id);
    CREATE INDEX partner_by_subdivision ON partner (subdivision, id);
    CREATE INDEX partner_by_parent ON partner (parent, id) WHERE parent IS NOT NULL;

    ALTER TABLE document ADD COLUMN title_key TEXT;
    CREATE INDEX document_by_title ON document (title_key, id, kind, role, language);
    CREATE INDEX document_by_kind ON document (kind, id);
    CREATE INDEX document_by_role ON document (role, id);
    CREATE INDEX document_by_language ON document (language, id);

    ALTER TABLE attachment ADD COLUMN name_key TEXT;
    CREATE INDEX attachment_by_name ON attachment (name_key, id);
    CREATE INDEX attachment_by_bytes ON attachment (bytes, id);
    CREATE INDEX attachment_by_media_type ON attachment (media_type, id);

    CREATE INDEX record_voided ON record (kind, id) WHERE voided = 1;
  `,
};
