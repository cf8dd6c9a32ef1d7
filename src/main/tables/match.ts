/** Is this partner one that the register knows? By its id elsewhere; else by folded name, kind and country. In doubt it is a new one, marked. */
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { foldName } from '../../shared/fold.ts';
import type { ReadableDB } from '../db/open.ts';
import { partnersByExternalId, partnersByName, voidedPartnersByName } from '../partners/repository.ts';
import { elementsOf } from '../../shared/records/nest.ts';
import { readView } from '../changes/apply.ts';
import type { RecordView } from '../changes/view.ts';
import { isUndone } from '../register/planUndo.ts';
import { restoring } from '../register/write.ts';
import type { PartyDraft } from './plan.ts';
import { detached } from './rows.ts';

/** What matching adds to the register. */
export interface PartnerChange {
  readonly record: string;
  readonly fields: JsonObject;
  readonly replaces?: ReadonlyMap<string, readonly string[]>;
  /** Whether the partner is new, or a known one that gets an id elsewhere or comes back. */
  readonly isNew: boolean;
}

export interface Matched {
  readonly partner: string;
  readonly change: PartnerChange | null;
}

export interface Matcher {
  readonly match: (draft: PartyDraft) => Matched;
  /** What was matched so far is in the register now: what is remembered may be forgotten when it is much. */
  readonly written: () => void;
}

/**
 * Marks on a partner that a row of a table of partners describes: those with the same folded name and kind, and no other country, may be it.
 * One that the same source names under another key is not.
 */
export function possibleDuplicates(db: ReadableDB, partner: { readonly names: readonly string[]; readonly partnerKind: string | null; readonly country: string | null }, source: string): JsonObject {
  const found = partner.names.flatMap((name) => partnersByName(db, foldName(name)));
  const alike = found.filter((one) => one.partnerKind === partner.partnerKind && !one.sources.includes(source) && (one.country === partner.country || one.country === null || partner.country === null));
  return Object.fromEntries(alike.slice(0, MAX_MARKED).map((one) => [`possibleDuplicateOf[${one.id}]`, true]));
}

const hasExternalId = (view: RecordView, { source, key }: { readonly source: string; readonly key: string }): boolean =>
  elementsOf(view.fields, 'externalIds').some(([, one]) => isJsonObject(one) && one.source === source && one.key === key);

const idKey = (source: string, key: string): string => detached(`${source}\u0000${key}`);

interface Candidate {
  readonly id: string;
  readonly partnerKind: string | null;
  readonly country: string | null;
  readonly sources: string[];
}

/** At most that many are named as possible duplicates. */
const MAX_MARKED = 20;
const MAX_REMEMBERED = 20_000;

/**
 * @param source of the table: partners that were made in doubt are known again by it.
 */
export function openMatcher(deps: { readonly db: ReadableDB; readonly newId: () => string }, source: string): Matcher {
  const { db, newId } = deps;
  let byId = new Map<string, string | null>();
  let byName = new Map<string, Candidate[]>();

  const withId = (of: string, key: string): string | null => {
    const at = idKey(of, key);
    const known = byId.get(at);
    if (known !== undefined) return known;
    const found = partnersByExternalId(db, of, key)[0] ?? null;
    byId.set(at, found);
    return found;
  };

  const named = (folded: string): Candidate[] => {
    const known = byName.get(folded) ?? partnersByName(db, folded).map(({ id, partnerKind, country, sources }) => ({ id, partnerKind, country, sources: [...sources] }));
    byName.set(detached(folded), known);
    return known;
  };

  const create = (draft: PartyDraft, folded: string, elsewhere: readonly { readonly source: string; readonly key: string }[], doubtful: readonly Candidate[]): Matched => {
    const id = newId();
    const fields: Record<string, Json> = { 'nameForms[1]': { text: draft.name, language: draft.language, script: draft.script } };
    if (draft.partnerKind !== null) fields.partnerKind = draft.partnerKind;
    if (draft.country !== null) fields.country = draft.country;
    for (const [i, one] of elsewhere.entries()) {
      fields[`externalIds[${String(i + 1)}]`] = { source: one.source, key: one.key };
      byId.set(idKey(one.source, one.key), id);
    }
    for (const other of doubtful.slice(0, MAX_MARKED)) fields[`possibleDuplicateOf[${other.id}]`] = true;
    named(folded).push({ id, partnerKind: draft.partnerKind, country: draft.country, sources: elsewhere.map((one) => one.source) });
    return { partner: id, change: { record: id, fields, isNew: true } };
  };

  /** A partner of that very name, kind and country that was voided by undoing what made it comes back, instead of a second one. */
  const undone = (draft: PartyDraft): Matched | null => {
    for (const one of voidedPartnersByName(db, draft.folded)) {
      const view = one.partnerKind === draft.partnerKind && one.country === draft.country ? readView(db, one.id) : null;
      if (view === null || !isUndone(view) || (draft.externalId !== null && !hasExternalId(view, draft.externalId))) continue;
      const { fields, replaces } = restoring(view);
      named(draft.folded).push({ id: one.id, partnerKind: one.partnerKind, country: one.country, sources: [...one.sources] });
      if (draft.externalId !== null) byId.set(idKey(draft.externalId.source, draft.externalId.key), one.id);
      return { partner: one.id, change: { record: one.id, fields, replaces, isNew: false } };
    }
    return null;
  };

  const match = (draft: PartyDraft): Matched => {
    const { externalId, folded } = draft;
    const inDoubt = { source, key: `party:${[draft.name, draft.partnerKind ?? '', draft.country ?? ''].join('|')}`.slice(0, 300) };
    const known = externalId === null ? null : withId(externalId.source, externalId.key);
    if (known !== null) return { partner: known, change: null };
    const sameName = named(folded).filter((one) => one.partnerKind === draft.partnerKind && (externalId === null || !one.sources.includes(externalId.source)));
    const exact = sameName.filter((one) => one.country === draft.country);
    const [only] = exact;
    if (only !== undefined && exact.length === 1) {
      if (externalId === null) return { partner: only.id, change: null };
      only.sources.push(externalId.source);
      byId.set(idKey(externalId.source, externalId.key), only.id);
      return { partner: only.id, change: { record: only.id, fields: { [`externalIds[${newId()}]`]: { source: externalId.source, key: externalId.key } }, isNew: false } };
    }
    const doubtful = exact.length > 0 ? exact : sameName.filter((one) => one.country === null || draft.country === null);
    const back = undone(draft);
    if (back !== null) return back;
    if (doubtful.length === 0) return create(draft, folded, externalId === null ? [] : [externalId], []);
    if (externalId !== null) return create(draft, folded, [externalId], doubtful);
    const before = withId(inDoubt.source, inDoubt.key);
    return before === null ? create(draft, folded, [inDoubt], doubtful) : { partner: before, change: null };
  };

  const written = (): void => {
    if (byId.size > MAX_REMEMBERED) byId = new Map();
    if (byName.size > MAX_REMEMBERED) byName = new Map();
  };

  return { match, written };
}
