/**
 * Every use case, one line each: name -> input schema, output, domain errors. Handlers and clients are mapped types over it,
 * so a missing handler does not compile. Errors are values.
 */
import { z } from 'zod';
import type { AlsoOf, ContentBrief, ContentShown, ContentsRead, DuplicateContent, ThumbnailShown } from './contents/answers.ts';
import type { Json } from './json.ts';
import type { Decided, ProposedPair, ProposedPairs } from './likeness/answers.ts';
import type { PartnerTree } from './partners/answers.ts';
import type { AgreementRow } from './records/agreementRow.ts';
import type { WarningShown } from './records/answers.ts';
import type { Result } from './result.ts';
import type { EventListed } from './status/answers.ts';
import type { ActionShown, Undone } from './undo.ts';
import type { TermFound, VocabularyListed, VocabularyShown } from './vocabularies/answers.ts';
import { delimiters, encodings, type MappingListed, type TableExported, type TableImported, type TableProposed } from './tables/answers.ts';
import { labelLanguages } from './vocabularies/vocabulary.ts';
import { searchInput, suggestInput, type SearchAnswer, type SuggestAnswer } from './search/answers.ts';

/** A failure that a person can act on: what did not happen, and why. */
export interface Failure<T extends string = string> {
  readonly type: T;
  readonly message: string;
}

/** A bug: the report id finds it in the log. */
export type Unexpected = Failure<'Unexpected'> & { readonly reportId: string };
/** The input did not have the agreed shape. */
export type InvalidInput = Failure<'InvalidInput'> & { readonly problems: readonly { readonly path: string; readonly message: string }[] };
/** The person stopped it; nothing of it remains. */
export type Cancelled = Failure<'Cancelled'>;

export interface Call<I extends z.ZodType, O, E extends string> {
  readonly input: I;
  /** Types only: carried for the compiler. */
  readonly answer?: Result<O, Failure<E>>;
}

export const call = <O, E extends string = never>() => <I extends z.ZodType>(input: I): Call<I, O, E> => ({ input });

/** A file or folder of this machine. The window may only name those that a person chose: the brand finds the calls that name one. */
export type Path = z.output<typeof path>;
const path = z.string().min(1).max(4096).brand<'Path'>();
const recordId = z.string().regex(/^[0-9a-f-]{36}$/);
const kind = z.string().min(1).max(32);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a document is named by its SHA-256, 64 hex digits');
const code = z.string().min(1).max(64);
export const passphrase = z.string().min(1).max(1024);
export const officeId = z.string().regex(/^(?=.{1,32}$)[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an office id is made of a-z, 0-9 and single hyphens, at most 32 characters');
const json = z.custom<Json>((value) => value !== undefined);
const byLanguage = z.partialRecord(z.enum(labelLanguages), z.string().max(4_000));
/** Why a person enters something although a guard of the domain stands against it. */
const override = z.string().trim().min(1).max(2_000);
export const nothing = z.strictObject({});
const mappingName = z.string().trim().min(1).max(100);

export const contract = {
  'record.add': call<Written, 'KindUnknown' | 'GuardBroken'>()(z.strictObject({ kind, value: z.record(z.string(), json), override: override.optional() })),
  'record.set': call<Written, 'RecordUnknown' | 'RecordVoided' | 'FieldInConflict' | 'NothingToChange' | 'GuardBroken'>()(
    z.strictObject({ id: recordId, fields: z.record(z.string(), json), seen: z.record(z.string(), z.array(z.string())).optional(), override: override.optional() })),
  'event.add': call<Written, 'GuardBroken'>()(z.strictObject({
    agreement: recordId, type: z.string().min(1).max(64), date: json.optional(), party: recordId.optional(), basis: recordId.optional(), until: json.optional(),
    note: z.string().min(1).max(10_000).optional(), override: override.optional(),
  })),
  'event.list': call<{ readonly events: readonly EventListed[] }, 'RecordUnknown'>()(z.strictObject({ agreement: recordId })),
  'record.void': call<Written, 'RecordUnknown' | 'RecordVoided'>()(z.strictObject({ id: recordId, reason: z.string().trim().min(1).max(2000) })),
  'record.restore': call<Written, 'RecordUnknown' | 'RecordNotVoided'>()(z.strictObject({ id: recordId })),
  'record.show': call<Shown, 'RecordUnknown'>()(z.strictObject({ id: recordId })),
  'record.history': call<{ readonly changes: readonly HistoryChange[] }, 'RecordUnknown'>()(z.strictObject({ id: recordId })),
  'record.list': call<Page, 'KindUnknown' | 'FieldUnknown' | 'CursorUnknown'>()(z.strictObject({
    kind, limit: z.int().min(1).max(10_000).default(50), after: z.string().min(1).max(8192).optional(), where: z.record(z.string(), z.string()).default({}), sort: z.string().max(64).optional(),
  })),
  'agreements.rows': call<{ readonly rows: readonly AgreementRow[] }>()(z.strictObject({ ids: z.array(recordId).max(200), language: z.enum(labelLanguages) })),
  'conflicts.list': call<{ readonly conflicts: readonly ConflictShown[] }, 'RecordUnknown'>()(z.strictObject({ id: recordId.optional() })),
  'conflicts.resolve': call<Written, 'RecordUnknown' | 'NoConflict' | 'ChoiceUnknown'>()(
    z.strictObject({ id: recordId, field: z.string().min(1).max(200), choose: z.int().min(1).optional(), value: json.optional() })),

  'duplicates.list': call<ProposedPairs>()(z.strictObject({
    kind: z.enum(['partner', 'agreement']).default('partner'), limit: z.int().min(1).max(1_000).default(50), after: z.string().regex(/^\d{1,3}\.[0-9a-f-]{36}\.[0-9a-f-]{36}$/).optional(),
  })),
  'duplicates.of': call<{ readonly pairs: readonly ProposedPair[] }, 'RecordUnknown'>()(z.strictObject({ id: recordId, limit: z.int().min(1).max(100).default(10) })),
  'duplicates.decide': call<Decided, 'RecordUnknown' | 'RecordVoided' | 'KindsDiffer' | 'NothingToChange'>()(
    z.strictObject({ a: recordId, b: recordId, same: z.boolean().nullable(), note: z.string().trim().min(1).max(2000).optional() })),
  'partners.tree': call<PartnerTree, 'RecordUnknown' | 'KindUnknown'>()(z.strictObject({ id: recordId, limit: z.int().min(1).max(10_000).default(500) })),
  'undo.list': call<{ readonly actions: readonly ActionShown[] }>()(z.strictObject({ limit: z.int().min(1).max(1_000).default(20) })),
  'undo': call<Undone, 'ActionUnknown' | 'NothingToUndo' | 'UndoRefused' | 'UndoImpossible'>()(z.strictObject({ action: recordId.optional() })),
  search: call<SearchAnswer, 'QueryEmpty' | 'FilterUnknown' | 'PageUnknown'>()(searchInput),
  suggest: call<SuggestAnswer>()(suggestInput),
  'search.catchUp': call<{ readonly indexed: number }>()(nothing),

  'documents.attach': call<{ readonly attached: readonly Attached[] }, 'RecordUnknown' | 'RecordVoided' | 'FileUnreadable'>()(z.strictObject({
    id: recordId, files: z.array(path).min(1).max(1000),
    documentKind: code.optional(), role: code.optional(), language: code.optional(), source: code.optional(), title: z.string().min(1).max(4_000).optional(),
  })),
  'documents.read': call<ContentsRead, 'CannotRead'>()(z.strictObject({ again: z.boolean().default(false) })),
  'documents.content': call<ContentShown, 'DocumentUnknown'>()(z.strictObject({ sha256, text: z.boolean().default(false) })),
  'documents.thumbnail': call<ThumbnailShown, 'DocumentUnknown' | 'NoThumbnail'>()(z.strictObject({ sha256 })),
  'documents.duplicates': call<{ readonly contents: readonly DuplicateContent[]; readonly capped: boolean }>()(
    z.strictObject({ after: z.string().max(64).default(''), limit: z.int().min(1).max(1_000).default(100) })),
  'documents.copyOut': call<{ readonly sha256: string; readonly path: string; readonly bytes: number }, 'DocumentMissing' | 'DocumentDamaged' | 'FileExists' | 'FileUnwritable'>()(
    z.strictObject({ sha256, out: path })),

  'tables.import': call<TableImported, 'MappingMalformed' | 'MappingDoubtful' | 'MappingUnknown' | 'FileUnreadable' | 'TableMalformed' | 'KindUnknown' | 'FileExists' | 'FileUnwritable'>()(z.strictObject({
    file: path, kind, map: path.optional(), mapping: mappingName.optional(), source: z.string().trim().min(1).max(100).optional(), sheet: z.string().min(1).max(100).optional(), encoding: z.enum(encodings).optional(), delimiter: z.enum(delimiters).optional(),
    dryRun: z.boolean().default(false), overwrite: z.boolean().default(false), report: path.optional(), language: z.enum(labelLanguages).default('en'),
  })),
  'tables.propose': call<TableProposed, 'FileUnreadable' | 'TableMalformed' | 'MappingMalformed'>()(z.strictObject({
    file: path, kind: z.enum(['agreement', 'partner']), sheet: z.string().min(1).max(100).optional(), encoding: z.enum(encodings).optional(), delimiter: z.enum(delimiters).optional(),
  })),
  'tables.mappings.list': call<{ readonly mappings: readonly MappingListed[] }>()(nothing),
  'tables.mappings.show': call<{ readonly name: string; readonly mapping: Json }, 'MappingUnknown'>()(z.strictObject({ name: mappingName })),
  'tables.mappings.save': call<{ readonly name: string; readonly saved: true }, 'MappingMalformed' | 'FileUnreadable' | 'TableMalformed'>()(z.strictObject({ name: mappingName, map: path, table: path.optional() })),
  'tables.mappings.remove': call<{ readonly name: string; readonly removed: true }, 'MappingUnknown'>()(z.strictObject({ name: mappingName })),
  'tables.export': call<TableExported, 'KindUnknown' | 'FieldUnknown' | 'CursorUnknown' | 'QueryEmpty' | 'FilterUnknown' | 'PageUnknown' | 'FileExists' | 'FileUnwritable'>()(z.strictObject({
    kind, out: path, search: z.string().min(1).max(500).optional(), where: z.record(z.string(), z.string()).default({}), sort: z.string().max(64).optional(), columns: z.array(z.string().min(1).max(64)).min(1).max(200).optional(),
    format: z.enum(['csv', 'xlsx']).optional(), delimiter: z.enum(delimiters).default(';'), complete: z.boolean().default(false), language: z.enum(labelLanguages).default('en'),
  }).refine(({ search, sort }) => search === undefined || sort === undefined, 'the hits of a search have their own order')),

  'trust.card': call<{ readonly office: string; readonly fingerprint: string; readonly card: string }>()(nothing),
  'trust.accept': call<Trusted, string>()(z.strictObject({ card: path, fingerprint: z.string().min(1).max(400) })),
  'trust.revoke': call<{ readonly log: string; readonly revoked: true }, string>()(z.strictObject({ log: z.string().max(64) })),
  'trust.list': call<{ readonly stations: readonly StationShown[] }>()(nothing),

  'bundles.export': call<Exported, string>()(z.strictObject({
    to: z.array(officeId).min(1).max(100), out: path, full: z.boolean().default(false), plain: z.boolean().default(false), split: z.int().min(1_000_000).optional(),
  })),
  'bundles.inspect': call<BundleSeen, string>()(z.strictObject({ file: path })),
  'bundles.import': call<BundleSeen, string>()(z.strictObject({ file: path })),
  'bundles.journal': call<{ readonly bundles: readonly JournalShown[] }>()(nothing),

  'vocabulary.list': call<{ readonly vocabularies: readonly VocabularyListed[] }>()(nothing),
  'vocabulary.show': call<VocabularyShown, 'VocabularyUnknown'>()(z.strictObject({ name: z.string().min(1).max(64) })),
  'competence.findTerms': call<{ readonly found: readonly TermFound[] }>()(z.strictObject({ text: z.string().max(5_000_000) })),
  'vocabulary.set': call<Written, 'VocabularyUnknown' | 'VocabularyClosed' | 'CodeUnknown' | 'RecordUnknown' | 'RecordVoided' | 'FieldInConflict' | 'NothingToChange' | 'KindUnknown'>()(z.strictObject({
    name: z.string().min(1).max(64), code: z.string().min(1).max(64), labels: byLanguage.optional(), notes: byLanguage.optional(), retired: z.boolean().optional(),
    order: z.int().min(0).max(1_000_000).optional(), group: z.string().min(1).max(64).optional(), aliases: z.array(z.string().min(1).max(500)).max(100).optional(),
    stems: z.array(z.strictObject({ language: z.string().min(2).max(35), text: z.string().min(1).max(200) })).max(100).optional(),
  })),

  'store.verify': call<{ readonly ok: boolean; readonly problems: readonly string[] }>()(nothing),
  'store.rebuild': call<{ readonly entries: number; readonly digest: string }>()(nothing),
  'store.digest': call<{ readonly digest: string }>()(z.strictObject({ scope: z.string().regex(/^[a-z0-9-]{1,32}$/).optional() })),
  'store.backup': call<{ readonly file: string; readonly bytes: number }, 'FileExists' | 'FileUnwritable' | 'BackupDamaged'>()(z.strictObject({ out: path })),
  'store.changePassphrase': call<{ readonly changed: true }, 'PassphraseTooShort' | 'WrongPassphrase'>()(z.strictObject({ passphrase })),
  'store.renewRecoveryKey': call<{ readonly recoveryKey: string }>()(nothing),
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type InputOf<N extends CallName> = z.output<Contract[N]['input']>;
/** What a caller passes: defaults may be left out. */
export type RequestOf<N extends CallName> = z.input<Contract[N]['input']>;
type AnswerOf<N extends CallName> = NonNullable<Contract[N]['answer']>;
export type OutputOf<N extends CallName> = Extract<AnswerOf<N>, { readonly ok: true }>['value'];
export type ErrorOf<N extends CallName> = Extract<AnswerOf<N>, { readonly ok: false }>['error'];

export interface Written {
  readonly id: string;
  /** Of a new partner or agreement: records that may be the same, the most likely first. A person is asked; nothing is decided. */
  readonly possibleDuplicates?: readonly ProposedPair[];
  /** Reference of the entry; `kind/n` of our log identify it too. */
  readonly entry: string;
}

export type ConflictShown = {
  readonly id: string;
  readonly field: string;
  readonly values: readonly { readonly value: Json; readonly office: string; readonly author: string; readonly at: string }[];
};

/** A record with what is derived from it. Fields of its kind stand beside these. */
export interface Shown {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly voided: null | { readonly reason: string; readonly office: string; readonly author: string; readonly at: string };
  readonly warnings: readonly WarningShown[];
  readonly conflicts: readonly ConflictShown[];
  /** Path -> references of the entries that stand there: what a later change says it has seen. */
  readonly seen: Readonly<Record<string, readonly string[]>>;
  readonly [field: string]: Json | undefined;
}

export interface HistoryChange {
  readonly entry: string;
  readonly action: string;
  readonly at: string;
  readonly author: string;
  readonly office: string;
  readonly log: string;
  readonly n: number;
  readonly type: string;
  readonly fields: Readonly<Record<string, Json>>;
  readonly replaced: readonly string[];
}

/** A page of a list. */
export interface Page {
  /** How many records match, counted to 1,001 at most; `capped` says that there may be more. */
  readonly total: number;
  readonly capped: boolean;
  /** What `after` takes for the next page; null on the last one. */
  readonly next: string | null;
  readonly items: readonly ({ readonly id: string; readonly kind: string; readonly title: string } & { readonly [field: string]: Json })[];
}

export interface Attached {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly name: string;
  /** False if the same bytes were in the store already. */
  readonly stored: boolean;
  /** The records whose papers had the same bytes before. */
  readonly alsoOf: readonly AlsoOf[];
  /** What was found in it. */
  readonly content: ContentBrief;
}

export interface Trusted {
  readonly office: string;
  readonly log: string;
  readonly trusted: true;
  /** Entries that had waited for this and were applied now. */
  readonly released: number;
}

export interface StationShown {
  readonly office: string;
  readonly name: string;
  readonly station: string;
  readonly log: string;
  readonly keyId: string;
  /** `accepted` by a person, `vouched` for by an earlier key of the office; these and `own` are valid here. */
  readonly state: 'own' | 'accepted' | 'vouched' | 'pending' | 'revoked';
  readonly fingerprint: string;
}

export interface Exported {
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  readonly entries: number;
  readonly documents: number;
}

/** What a bundle changed, or would change. */
export interface BundleSeen {
  readonly from: string;
  readonly bundle: string;
  readonly sequence: number;
  readonly kind: 'full' | 'delta';
  readonly sealed: boolean;
  readonly entries: { readonly new: number; readonly known: number };
  /** Documents that were not here before; and those referred to that are still missing. */
  readonly documents: number;
  readonly lacking: number;
  /** Fields that disagree now and did not before; and those settled. */
  readonly conflicts: number;
  readonly settled: number;
  readonly warnings: readonly string[];
  /** Entries that need a newer version of the program. */
  readonly unknown: number;
  /** Entries kept and not applied: the station that wrote them is not trusted here. */
  readonly quarantined: number;
  /** Bundles of the sender and ranges of logs that never arrived. */
  readonly missing: { readonly bundles: readonly number[]; readonly ranges: readonly { readonly log: string; readonly scope: string; readonly from: number; readonly to: number }[] };
  readonly already?: { readonly on: string; readonly by: string };
}

/** A line of the journal; null where a bundle that was refused did not say. */
export interface JournalShown {
  readonly state: 'writing' | 'sent' | 'received' | 'refused';
  readonly at: string;
  readonly author: string;
  readonly file: string;
  readonly bundle: string | null;
  readonly office: string | null;
  readonly sequence: number | null;
  readonly kind: string | null;
  readonly part: string | null;
  readonly entries: number | null;
  readonly documents: number | null;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly message: string | null;
}
