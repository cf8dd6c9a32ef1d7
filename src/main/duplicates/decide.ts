/**
 * A person decides whether two records are the same. The decision is an element of the record with the lesser id, so that two offices that decide alike write the
 * same; it replaces what was decided of the two before, and travels like every entry. Taking it back leaves the register as it was.
 */
import type { Decided } from '../../shared/likeness/answers.ts';
import type { Failure, InvalidInput } from '../../shared/contract.ts';
import type { Json } from '../../shared/json.ts';
import { fieldTableOf } from '../../shared/records/registry.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Change, Log } from '../changes/log.ts';
import { sameComponent } from '../changes/same.ts';
import type { RecordView } from '../changes/view.ts';
import type { ReadableDB } from '../db/open.ts';
import { goneValue, isPresent, viewToChange } from '../register/write.ts';

export interface DecideDeps {
  readonly db: ReadableDB;
  readonly log: Log;
}

export interface Decision {
  readonly a: string;
  readonly b: string;
  /** Null takes back what was decided. */
  readonly same: boolean | null;
  readonly note?: string | undefined;
}

type DecideError = Failure<'RecordUnknown' | 'RecordVoided' | 'KindsDiffer' | 'NothingToChange'> | InvalidInput;

export function decide(deps: DecideDeps, decision: Decision, author: string): Result<Decided, DecideError> {
  const [a, b] = decision.a < decision.b ? [decision.a, decision.b] : [decision.b, decision.a];
  if (a === b) return err({ type: 'KindsDiffer', message: `Nothing was decided: ${a} was named twice. Name two records. Nothing was changed.` });
  const [left, right] = [viewToChange(deps.db, a), viewToChange(deps.db, b)];
  if (!left.ok) return left;
  if (!right.ok) return right;
  const problem = kindProblem(left.value, right.value, decision.same);
  if (problem !== null) return problem;
  const changes = [changeOf(left.value, b, decision, true), changeOf(right.value, a, decision, false)].filter((change) => change !== null);
  if (changes.length === 0) return nothingToChange(deps, a, b, decision.same);
  const written = deps.log.append({ author, changes });
  if (!written.ok) return err({ type: 'InvalidInput', message: `Nothing was decided. ${written.error.message} Nothing was changed.`, problems: [{ path: '', message: written.error.message }] });
  return ok({ a, b, same: decision.same, entries: written.value.entries.map((entry) => entry.ref), together: sameComponent(deps.db, a) });
}

function kindProblem(a: RecordView, b: RecordView, same: boolean | null): Result<never, DecideError> | null {
  if (a.kind !== b.kind) return err({ type: 'KindsDiffer', message: `Nothing was decided: ${a.id} is of kind ${a.kind}, ${b.id} of kind ${b.kind}; expected were two of one kind. Nothing was changed.` });
  const field = same === false ? 'notSameAs' : 'sameAs';
  const table = fieldTableOf(a.kind);
  if (table !== null && Object.hasOwn(table, field)) return null;
  return err({ type: 'KindsDiffer', message: `Nothing was decided: records of kind ${a.kind} are not told apart or joined by this version. Nothing was changed.` });
}

/** What one of the two records is to hold: the decision on the first, nothing that contradicts it on either. */
function changeOf(view: RecordView, other: string, decision: Decision, isFirst: boolean): Change | null {
  const [yes, no] = [`sameAs[${other}]`, `notSameAs[${other}]`];
  const wanted = decision.same === null ? null : decision.same ? yes : no;
  const fields: Record<string, Json> = {};
  for (const path of [yes, no]) {
    if (path !== wanted && isPresent(view, path)) fields[path] = goneValue(view, path);
  }
  if (isFirst && wanted !== null && !isPresent(view, wanted)) fields[wanted] = decision.note === undefined ? true : { note: decision.note.normalize('NFC') };
  const paths = Object.keys(fields);
  if (paths.length === 0) return null;
  return { record: view.id, kind: view.kind, scope: view.scopes[0] ?? 'all', fields, replaces: new Map(paths.map((path) => [path, view.heads.get(path) ?? []])) };
}

function nothingToChange(deps: DecideDeps, a: string, b: string, same: boolean | null): Result<never, DecideError> {
  if (same !== null) return err({ type: 'NothingToChange', message: `${a} and ${b} are ${same ? '' : 'not '}the same already. Nothing was changed.` });
  const together = sameComponent(deps.db, a);
  const chain = together.includes(b) ? ` They are shown as one because of others: ${together.filter((id) => id !== a && id !== b).slice(0, 5).join(', ')}.` : '';
  return err({ type: 'NothingToChange', message: `Nobody has decided whether ${a} and ${b} are the same.${chain} Nothing was changed.` });
}
