/** What `show` adds to a partner: names in time, above, below, before, after, its agreements; and warnings about these. */
import { dateOf, earliestDay, parsePartialDate } from '../../shared/dates.ts';
import type { Json } from '../../shared/json.ts';
import { nameAt, namesAt } from '../../shared/partners/names.ts';
import { groupsOf } from '../../shared/records/nest.ts';
import { dateValueOf } from '../../shared/records/titles.ts';
import type { WarningShown } from '../../shared/records/answers.ts';
import { sayPartnerWarning, type PartnerWarning } from '../../shared/partners/warnings.ts';
import { agreementsOfPartner } from '../agreements/ofPartner.ts';
import { readView } from '../changes/apply.ts';
import type { RecordView } from '../changes/view.ts';
import type { ReadableDB } from '../db/open.ts';
import { contradictionIn } from '../duplicates/decided.ts';
import { childrenOf, parentsOf, successionOf, type PartnerCard } from '../partners/hierarchy.ts';

const CHILDREN_SHOWN = 20;
const NEWEST_SHOWN = 5;
const PARTIES_NAMED = 300;

/** @param same the records that are this partner, itself among them. @param today as YYYY-MM-DD. */
export function partnerShown(db: ReadableDB, view: RecordView, same: readonly string[], today: string): Readonly<Record<string, Json>> {
  const parents = parentsOf(db, view.id).partners;
  const children = childrenOf(db, same, CHILDREN_SHOWN);
  const [before, after] = [successionOf(db, view.id, 'before').partners, successionOf(db, view.id, 'after').partners];
  const agreements = agreementsOfPartner(db, same, today, NEWEST_SHOWN);
  return {
    names: namesAt(view.fields, today).map((name): Json => ({ ...name })),
    ...(parents.length === 0 ? {} : { parents: parents.map(cardShown) }),
    ...(children.count === 0 ? {} : { children: { count: children.count, ...(children.capped ? { capped: true } : {}), items: children.items.map(cardShown) } }),
    ...(before.length === 0 ? {} : { succeeded: before.map(cardShown) }),
    ...(after.length === 0 ? {} : { succeededBy: after.map(cardShown) }),
    agreements: { ...agreements, newest: agreements.newest.map((one): Json => ({ ...one })) },
  };
}

/**
 * Of an agreement: its parties with their names on the day of its signature (today, where that is not known), and today's where it is another. Parties that
 * are not here are left out.
 */
export function partyNames(db: ReadableDB, view: RecordView, today: string): readonly Json[] {
  const signed = dateValueOf(view.fields.get('dateSigned'));
  const day = signed !== null && parsePartialDate(dateOf(signed)).ok ? earliestDay(dateOf(signed)) : today;
  const partners = groupsOf(view.fields, 'parties').flatMap(([, parts]) => (typeof parts.partner === 'string' ? [parts.partner] : []));
  return partners.slice(0, PARTIES_NAMED).flatMap((partner): Json[] => {
    const fields = readView(db, partner)?.fields;
    const [name, now] = fields === undefined ? [null, null] : [nameAt(fields, day), nameAt(fields, today)];
    return name === null ? [] : [{ partner, name, ...(now === name || now === null ? {} : { nameToday: now }) }];
  });
}

/** Circles in what stands above a partner or came before it. */
export const partnerWarnings = (db: ReadableDB, id: string): readonly WarningShown[] => [
  ...(parentsOf(db, id).circle ? [warningShown({ code: 'parentCircle', values: {} })] : []),
  ...(successionOf(db, id, 'before').circle ? [warningShown({ code: 'successionCircle', values: {} })] : []),
];

/** Of any kind: somebody says that two of a component are not the same. */
export function sameWarnings(db: ReadableDB, same: readonly string[]): readonly WarningShown[] {
  const pair = same.length < 2 ? null : contradictionIn(db, same);
  return pair === null ? [] : [warningShown({ code: 'sameContradicted', values: { a: pair[0], b: pair[1] } })];
}

const warningShown = (warning: PartnerWarning): WarningShown => ({ code: warning.code, sentence: sayPartnerWarning(warning) });

const cardShown = (card: PartnerCard): Json => ({ id: card.id, title: card.title, partnerKind: card.partnerKind, ...(card.voided ? { voided: true } : {}) });
