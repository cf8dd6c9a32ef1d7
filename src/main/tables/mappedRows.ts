/** Rows of a mapped table: new ones become records, those that say something else than last time change the record they became. */
import { isJsonObject, type Json } from '../../shared/json.ts';
import { elementsOf } from '../../shared/records/nest.ts';
import { textAt } from '../../shared/records/titles.ts';
import { ok, type Result } from '../../shared/result.ts';
import { quote } from '../../shared/text.ts';
import { readView } from '../changes/apply.ts';
import { sha256Hex } from '../crypto/hash.ts';
import type { WritableDB } from '../db/open.ts';
import { isUndone } from '../register/planUndo.ts';
import { restoring } from '../register/write.ts';
import { lastBroughtIn, ROW } from './broughtIn.ts';
import { columnsOf } from './columns.ts';
import { isOtherRecord, openDoubt } from './doubt.ts';
import { takeEvents } from './eventRows.ts';
import { importRows, type ImportOptions, type ImportTableDeps, type ImportTableError, type Outcome, type RowTaker, type TableReport } from './import.ts';
import { openKnownRows } from './knownRows.ts';
import type { Mapping, MappingMalformed } from './mapping.ts';
import { openMatcher, possibleDuplicates, type Matcher } from './match.ts';
import { plannerFor, type PlanProblem, type RowPlan, type RowPlanner } from './plan.ts';
import { detached } from './rows.ts';
import type { Table } from './table.ts';
import { updateOf } from './update.ts';

/**
 * Brings a table in by a mapping.
 *
 * @param byItself the name of the mapping if nobody asked for it: then a table that would make other records of known ones is refused (`MappingDoubtful`).
 */
export async function importTable(deps: ImportTableDeps, table: Table, mapping: Mapping, options: ImportOptions, byItself: string | null = null): Promise<Result<TableReport, ImportTableError>> {
  const taker = mappedRows(deps, table.header, mapping, options, byItself);
  if (!taker.ok) table.close();
  return taker.ok ? importRows(deps, table, taker.value, options) : taker;
}

/** The most fields that one entry may write, and the most characters that we give it. */
const MAX_FIELDS = 2_000;
const MAX_CHARACTERS = 250_000;

function mappedRows(deps: ImportTableDeps, header: readonly string[], mapping: Mapping, options: ImportOptions, byItself: string | null): Result<RowTaker, MappingMalformed> {
  const planner = plannerFor(mapping, header, deps.vocabularies);
  return planner.ok ? ok(takerOf(deps, header, mapping, planner.value, options, byItself)) : planner;
}

function takerOf(deps: ImportTableDeps, header: readonly string[], mapping: Mapping, planner: RowPlanner, { overwrite }: ImportOptions, byItself: string | null): RowTaker {
  const { db, newId } = deps;
  const { source, kind } = mapping;
  const matcher = openMatcher(deps, source);
  const known = openKnownRows(db, kind, source);
  const fingerprintOf = fingerprints(header, mapping);
  const rowOfKey = new Map<string, number>();
  const doubt = openDoubt(byItself, source);

  const take: RowTaker['take'] = ({ row, cells }, out) => {
    const fingerprint = fingerprintOf(cells);
    const given = planner.key(cells);
    const key = given ?? `row:${fingerprint}`;
    const before = rowOfKey.get(key);
    if (before !== undefined) {
      out.refuse(row, [given === null ? { column: null, value: null, code: 'rowRepeated', values: { other: before } }
        : { column: mapping.key?.join(', ') ?? null, value: given, code: 'keyRepeated', values: { value: quote(given), other: before } }]);
      return;
    }
    rowOfKey.set(detached(key), row);
    const found = known.find(key);
    if (found !== undefined) doubt.known();
    const view = found?.voided === true ? readView(db, found.record) : null;
    if (view?.voided != null && !isUndone(view)) {
      out.voided({ row, record: view.id, reason: view.voided.reason });
      return;
    }
    if (found?.fingerprint === fingerprint && !found.voided) {
      out.count('skipped');
      return;
    }
    const planned = planner.plan(cells);
    const problem = planned.ok ? sizeProblem(planned.value) : null;
    if (!planned.ok || problem !== null) {
      out.refuse(row, planned.ok ? (problem === null ? [] : [problem]) : planned.error);
      return;
    }
    const own = { source, key, row: fingerprint };
    if (found === undefined) create(planned.value, own, out);
    else change(row, found.record, planned.value, own, out);
  };

  const create = (plan: RowPlan, own: Own, out: Outcome): void => {
    const record = newId();
    const parties = partiesOf(matcher, plan, out);
    out.change({ record, kind, fields: { ...plan.fields, ...parties, ...(kind === 'partner' ? duplicatesOf(db, plan, source) : {}), [ROW]: own } });
    for (const event of plan.events) {
      out.create('event');
      out.change({ record: newId(), kind: 'event', fields: { agreement: record, type: event.type, date: event.date, ...(event.note === null ? {} : { note: event.note }) } });
    }
    out.count('imported');
  };

  const change = (row: number, record: string, plan: RowPlan, own: Own, out: Outcome): void => {
    const view = readView(db, record);
    if (view?.kind !== kind) {
      out.count('skipped');
      return;
    }
    const back = isUndone(view) ? restoring(view) : null;
    const last = lastBroughtIn(db, record, source, own.key);
    const update = updateOf(view, last.fields, new Map(Object.entries({ ...plan.fields, ...partiesOf(matcher, plan, out) })), overwrite);
    const events = takeEvents({ db, newId, row, agreement: record, actions: last.actions, overwrite, out }, plan.events);
    if (isOtherRecord(update.changes)) doubt.other();
    for (const one of update.changes) out.changed({ row, record, ...one });
    for (const one of update.kept) out.keep({ row, record, ...one });
    const isChanged = update.changes.length > 0 || events.changed;
    out.count(back !== null ? 'restored' : isChanged ? 'updated' : 'skipped');
    if (back === null && !isChanged && update.kept.length === 0 && !events.kept) return;
    out.change({
      record, kind, scope: view.scopes[0] ?? 'all',
      fields: { ...update.fields, [ROW]: own, ...back?.fields }, replaces: new Map([...update.replaces, [ROW, view.heads.get(ROW) ?? []], ...(back?.replaces ?? [])]),
    });
  };

  const end: RowTaker['end'] = (out) => {
    for (const key of known.keys()) if (!rowOfKey.has(key)) out.gone(key);
  };

  return { take, written: matcher.written, end, refusal: doubt.refusal };
}

type Own = { readonly source: string; readonly key: string; readonly row: string };

/** Differs where rows say something else: of a table with a key, the cells that the mapping reads; else the whole row, which is its key. */
function fingerprints(header: readonly string[], mapping: Mapping): (cells: readonly string[]) => string {
  const of = (cells: readonly string[]): string => sha256Hex(Buffer.from(JSON.stringify(cells), 'utf8')).slice(0, 32);
  if (mapping.key === undefined) return of;
  const used = columnsOf(mapping);
  const places = header.flatMap((name, i) => (used.has(name) ? [i] : []));
  return (cells) => of([String(cells.length > header.length), ...places.map((place) => (cells[place] ?? '').trim())]);
}

/** The parties' fields. A partner that is named twice takes part once; what the register does not know of partners is added to it. */
function partiesOf(matcher: Matcher, plan: RowPlan, out: Outcome): Readonly<Record<string, Json>> {
  const parties: Record<string, Json> = {};
  const taken = new Set<string>();
  for (const draft of plan.parties) {
    const { partner, change } = matcher.match(draft);
    if (change !== null) {
      if (change.isNew) out.create('partner');
      out.change({ record: change.record, kind: 'partner', fields: change.fields, ...(change.replaces === undefined ? {} : { replaces: change.replaces }) });
    }
    if (taken.has(partner)) continue;
    taken.add(partner);
    const element = `parties[${String(taken.size)}]`;
    parties[`${element}.partner`] = partner;
    if (draft.side !== null) parties[`${element}.side`] = draft.side;
  }
  return parties;
}

function duplicatesOf(db: WritableDB, { fields }: RowPlan, source: string): Readonly<Record<string, Json>> {
  const given = new Map(Object.entries(fields));
  const names = elementsOf(given, 'nameForms').flatMap(([, form]) => (isJsonObject(form) && typeof form.text === 'string' ? [form.text] : []));
  return possibleDuplicates(db, { names, partnerKind: textAt(given, 'partnerKind'), country: textAt(given, 'country') }, source);
}

function sizeProblem(plan: RowPlan): PlanProblem | null {
  const count = Object.keys(plan.fields).length + plan.parties.length * 2 + 1;
  if (count > MAX_FIELDS) return { column: null, value: null, code: 'fieldsMany', values: { count, most: MAX_FIELDS } };
  const characters = Object.values(plan.fields).reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 200), 0);
  return characters > MAX_CHARACTERS && JSON.stringify(plan.fields).length > MAX_CHARACTERS ? { column: null, value: null, code: 'rowLong', values: { most: MAX_CHARACTERS } } : null;
}
