/** An agreement: what was concluded, between whom, under which rules. What happened to it lies in events of their own. */
import { z } from 'zod';
import type { Json } from '../json.ts';
import { elements, groups, marks, plain, type FieldTable } from './forms.ts';
import { addressSchema, code, count, date, dateSchema, externalId, json, language, linkTo, recordId, referenceSchema, sameAs, text, textSchema, titleFormSchema } from './values.ts';

/** When it enters into force. `days` after the deciding day; `date` for the rule `on-date`. */
export const entryIntoForceSchema = z.strictObject({
  rule: z.enum(['on-signature', 'on-last-notification', 'on-ratification', 'on-date']),
  days: z.int().min(0).max(3_660).optional(),
  date: dateSchema.optional(),
});
export type EntryIntoForce = z.infer<typeof entryIntoForceSchema>;

/** For how long: without end, or for a number of months counted from entry into force; and how it is renewed. */
export const termSchema = z.union([
  z.strictObject({ kind: z.literal('indefinite'), noticeMonths: z.int().min(0).max(240).optional() }),
  z.strictObject({
    kind: z.literal('fixed'),
    months: z.int().min(1).max(12_000),
    renewal: z.enum(['none', 'tacit', 'express']).optional(),
    renewalMonths: z.int().min(1).max(12_000).optional(),
    noticeMonths: z.int().min(0).max(240).optional(),
  }),
], { error: 'expected {"kind":"indefinite"} or {"kind":"fixed","months":60,"renewal":"none"|"tacit"|"express","renewalMonths":60,"noticeMonths":6}' });
export type Term = z.infer<typeof termSchema>;

const address = z.strictObject({ url: addressSchema, title: textSchema(500).optional() });
/** Who signs. `fullPowers`: number, date and issuer of the paper that entitles to it. */
const signatories = z.array(z.strictObject({ name: textSchema(300), post: textSchema(300).optional(), fullPowers: textSchema(500).optional() })).min(1).max(50);

export const agreementFields = {
  registerNo: plain(text(100)),
  previousNos: elements(text(100)),
  titleForms: elements(json(titleFormSchema)),
  level: plain(code('levels')),
  instrument: plain(code('instruments')),
  nature: plain(code('natures')),
  parties: groups({
    partner: linkTo('partner'),
    side: code('sides'),
    capacity: code('capacities'),
    signatories: json(signatories),
    signed: date,
    approved: date,
    notified: date,
    boundFrom: date,
    consent: code('consentModes'),
  }),
  placeSigned: plain(text(300)),
  dateSigned: plain(date),
  dateAdopted: plain(date),
  forum: plain(text(500)),
  /** Languages in which the text is authentic; titles in other languages are courtesy translations. */
  authenticLanguages: marks(language),
  /** The text that prevails where the authentic ones differ. */
  prevailingLanguage: plain(language),
  /** How many originals were signed. Where each lies is told by records of kind `original`. */
  originals: plain(count(1, 1_000)),
  fields: marks(code('cooperationFields')),
  references: elements(json(referenceSchema)),
  entryIntoForce: plain(json(entryIntoForceSchema)),
  dateInForce: plain(date),
  term: plain(json(termSchema)),
  /** To another agreement (`agreement`) or to a legal act (`act` as it is cited, with its number and date). */
  relations: groups({ type: code('relationTypes'), agreement: linkTo('agreement'), act: text(1_000), actNo: text(100), actDate: date, note: text(2_000) }),
  /** `volume`: of the United Nations Treaty Series, or of another publication. */
  registrations: groups({ register: code('registers'), number: text(100), date, volume: text(100) }),
  /** The office's file plan: index of the file and how long it is kept. */
  fileIndex: plain(text(100)),
  retention: plain(text(200)),
  /** Who in the office looks after it: a desk, and a post. */
  desk: plain(text(200)),
  responsible: plain(text(200)),
  /** Why dates were entered although a guard of the domain stood against them: by the field (`dateSigned`, `dateInForce`), which guard, and the reason. */
  guardOverrides: groups({ guard: text(64), reason: text(2_000) }),
  notes: plain(text(100_000)),
  access: plain(code('accessLevels')),
  links: elements(json(address)),
  externalIds: elements(externalId),
  /** Records that a person has found to mean another agreement. */
  notSameAs: marks(recordId),
  sameAs,
} as const satisfies FieldTable;

/** The dates of one party that its consent depends on. */
export interface PartyDates {
  readonly id: string;
  readonly partner: string | null;
  readonly signed: Json;
  readonly approved: Json;
  readonly notified: Json;
  readonly boundFrom: Json;
}
