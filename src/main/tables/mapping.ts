/**
 * A mapping says what the columns of a table mean. It is a JSON file (docs/examples/), checked strictly; columns are named by their header.
 * Without one, the headers must be names of fields.
 */
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { dateForms, usualDateForms } from '../../shared/tables/dateForms.ts';
import { delimiters, encodings } from '../../shared/tables/answers.ts';
import { languageSchema, scriptSchema, textSchema } from '../../shared/records/values.ts';
import { recordKinds } from '../../shared/records/registry.ts';

export const MAPPING_FORMAT = 'bitim-mapping/1';

const column = textSchema(300);
const forms = z.array(z.enum(dateForms)).min(1).max(dateForms.length);
/** What stands between several values in one cell; several signs or words where a table mixes them. Words keep their spaces: ` va `. */
const separator = z.union([textSchema(10), z.array(textSchema(10)).min(1).max(10)]);
/** Text with columns in braces: `Twinning of {a_name} and {b_name}`. Left out as a whole where one of its columns is empty. */
const template = textSchema(1_000);
/** What a cell says -> the code or value it stands for. Compared without regard to case and spelling. */
const translations = z.record(z.string(), z.string());

/** One value for a plain field: from a cell, always the same, or composed. */
const valueRule = z.union([
  z.strictObject({ constant: z.json() }),
  z.strictObject({ templates: z.array(template).min(1).max(20) }),
  z.strictObject({
    column,
    values: translations.optional(),
    /** Beginnings of the cell's text -> value; the longest that fits counts. */
    beginsWith: translations.optional(),
    /** What to do with a text that is not translated: refuse the row (unless said otherwise) or leave the field out. */
    otherwise: z.enum(['refuse', 'ignore']).optional(),
    dateForms: forms.optional(),
    /** For dates that an archivist concluded rather than read. */
    certainty: z.literal('inferred').optional(),
  }),
], { error: 'expected {"constant": ...}, {"templates": [...]} or {"column": ...}' });

/** A title or a name. Without `script` it is told from the letters; without `language` it is `und`. */
const formRule = z.strictObject({ template, language: languageSchema.optional(), script: scriptSchema.optional(), courtesy: z.literal(true).optional() });

/** A set of codes or of texts from one cell. */
const setRule = z.strictObject({ column, separator: separator.optional(), values: z.record(z.string(), z.union([z.string(), z.array(z.string()).max(20)])).optional(), otherwise: z.enum(['refuse', 'ignore']).optional() });

/** References from one cell; what follows `addressAfter` in one of them is its address. */
const referenceRule = z.strictObject({ column, separator: separator.optional(), addressAfter: textSchema(5).optional() });

const linkRule = z.strictObject({ column, title: textSchema(500).optional() });

const externalIdRule = z.strictObject({ column, source: textSchema(100) });

/** Parties: one in a cell, or several with a separator. Each becomes a partner that is known already or is made. */
const partyRule = z.strictObject({
  name: column,
  separator: separator.optional(),
  externalId: externalIdRule.optional(),
  partnerKind: z.string().max(64).optional(),
  /** Other kinds for these names: `{"international-organisation": ["UNITED NATIONS"]}`. */
  partnerKinds: z.record(z.string(), z.array(textSchema(1_000)).max(10_000)).optional(),
  country: z.union([z.strictObject({ column }), z.strictObject({ constant: z.string().regex(/^[A-Z]{2}$/) })]).optional(),
  side: z.enum(['ours', 'theirs']).optional(),
  /** Names that are our side; every other one of this rule is theirs. */
  ours: z.array(textSchema(1_000)).max(1_000).optional(),
  language: languageSchema.optional(),
  script: scriptSchema.optional(),
});

/** An event of the agreement for each row whose date cell is not empty. */
const eventRule = z.strictObject({ type: z.string().max(64), date: column, dateForms: forms.optional(), certainty: z.literal('inferred').optional(), note: template.optional() });

export const mappingSchema = z.strictObject({
  format: z.literal(MAPPING_FORMAT),
  kind: z.enum(['agreement', 'partner']),
  /** Names the table for ever: a row is known again by source and key. */
  source: textSchema(100),
  /** The columns that tell rows apart; without them the whole row does. */
  key: z.array(column).min(1).max(10).optional(),
  /** How a CSV file is to be read; found by its content where nothing is said. */
  csv: z.strictObject({ delimiter: z.enum(delimiters).optional(), encoding: z.enum(encodings).optional() }).optional(),
  /** The sheet of a workbook; the first that is not hidden where nothing is said. */
  sheet: textSchema(100).optional(),
  dateForms: forms.default(['iso']),
  values: z.record(z.string(), valueRule).default({}),
  titles: z.array(formRule).max(20).default([]),
  names: z.array(formRule).max(20).default([]),
  fields: z.array(setRule).max(10).default([]),
  previousNos: z.array(setRule).max(10).default([]),
  references: z.array(referenceRule).max(10).default([]),
  links: z.array(linkRule).max(10).default([]),
  externalIds: z.array(externalIdRule).max(10).default([]),
  parties: z.array(partyRule).max(20).default([]),
  events: z.array(eventRule).max(20).default([]),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type ValueRule = z.infer<typeof valueRule>;
export type Separator = z.infer<typeof separator>;
export type FormRule = z.infer<typeof formRule>;
export type SetRule = z.infer<typeof setRule>;
export type ReferenceRule = z.infer<typeof referenceRule>;
export type PartyRule = z.infer<typeof partyRule>;

export interface MappingMalformed {
  readonly type: 'MappingMalformed';
  readonly message: string;
}

/** Reads the text of a mapping file. */
export function parseMapping(text: string): Result<Mapping, MappingMalformed> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return malformed(`it is not JSON (${cause instanceof Error ? cause.message : 'unreadable'})`);
  }
  const parsed = mappingSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return malformed(`${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'wrong shape'}`);
  }
  return ok(parsed.data);
}

/** Columns with these headers hold several values, separated by semicolons, when there is no mapping. */
const SEPARATOR = ';';

/**
 * The mapping for a table whose headers are names of fields: `registerNo`, `dateSigned`, `title`, `parties`, ... ; for partners `name`, `country`, ...
 * `key` names the row; else `registerNo`; else the whole row does. Dates may be in any known form.
 *
 * @param source by which the rows are known again.
 */
export function defaultMapping(kind: Mapping['kind'], headers: readonly string[], source: string): Result<Mapping, MappingMalformed> {
  const table = recordKinds[kind];
  const one = (header: string): SetRule => ({ column: header, separator: SEPARATOR });
  const values: Record<string, ValueRule> = {};
  const rest: Partial<Record<'titles' | 'names' | 'fields' | 'previousNos' | 'references' | 'parties' | 'links', unknown[]>> = {};
  for (const header of headers) {
    const form = Object.hasOwn(table, header) ? (table as Readonly<Record<string, { readonly form: string }>>)[header]?.form : undefined;
    if (header === 'key' || header === '') continue;
    else if (form === 'plain') values[header] = { column: header };
    else if (kind === 'agreement' && header === 'title') rest.titles = [{ template: '{title}' }];
    else if (kind === 'partner' && header === 'name') rest.names = [{ template: '{name}' }];
    else if (kind === 'agreement' && (header === 'fields' || header === 'previousNos')) rest[header] = [one(header)];
    else if (kind === 'agreement' && header === 'references') rest.references = [{ ...one(header), addressAfter: '||' }];
    else if (kind === 'agreement' && header === 'parties') rest.parties = [{ name: header, separator: SEPARATOR }];
    else if (kind === 'agreement' && header === 'links') rest.links = [{ column: header }];
    else return malformed(`there is none, and the column "${header}" is not a field of ${kind === 'agreement' ? 'an agreement' : 'a partner'}`);
  }
  const key = headers.includes('key') ? ['key'] : headers.includes('registerNo') ? ['registerNo'] : undefined;
  const parsed = mappingSchema.safeParse({ format: MAPPING_FORMAT, kind, source, ...(key === undefined ? {} : { key }), dateForms: [...usualDateForms], values, ...rest });
  return parsed.success ? ok(parsed.data) : malformed(parsed.error.issues[0]?.message ?? 'wrong shape');
}

export const malformed = (why: string): Result<never, MappingMalformed> =>
  err({ type: 'MappingMalformed', message: `The table was not brought in. Its mapping cannot be used: ${why}. Nothing was changed.` });
