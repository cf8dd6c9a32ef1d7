/** The events of a row that comes again: those that the table made follow it (and come back where that was undone), those that people added are left alone. */
import type { Json } from '../../shared/json.ts';
import { readView } from '../changes/apply.ts';
import type { RecordView } from '../changes/view.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { isUndone } from '../register/planUndo.ts';
import { restoring, voiding } from '../register/write.ts';
import { eventBroughtIn } from './broughtIn.ts';
import type { Outcome } from './import.ts';
import type { EventDraft } from './plan.ts';
import { updateOf, type Said } from './update.ts';

export interface EventRowsDeps {
  readonly db: ReadableDB;
  readonly newId: () => string;
  readonly row: number;
  readonly agreement: string;
  /** The actions by which the agreement's row was brought in. */
  readonly actions: ReadonlySet<string>;
  readonly overwrite: boolean;
  readonly out: Outcome;
}

/** @returns whether events were changed, and whether some were kept against the table. */
export function takeEvents(deps: EventRowsDeps, drafts: readonly EventDraft[]): { readonly changed: boolean; readonly kept: boolean } {
  const { db, newId, row, agreement, actions, out } = deps;
  const made = madeEvents(db, agreement, actions);
  const rest = [...drafts];
  const seen = { changed: false, kept: false };
  for (const { view, before } of made) {
    const at = rest.findIndex((draft) => draft.type === before.get('type'));
    const [draft] = at < 0 ? [] : rest.splice(at, 1);
    if (draft === undefined) remove(deps, view, before, seen);
    else if (view.voided === null || isUndone(view)) follow(deps, view, before, draft, seen);
  }
  for (const draft of rest) {
    const record = newId();
    const fields = fieldsOf(agreement, draft);
    out.create('event');
    out.changed({ row, record, field: `event ${draft.type}`, from: null, to: draft.date });
    out.change({ record, kind: 'event', fields });
    seen.changed = true;
  }
  return seen;
}

const fieldsOf = (agreement: string, draft: EventDraft): Readonly<Record<string, Json>> => ({ agreement, type: draft.type, date: draft.date, ...(draft.note === null ? {} : { note: draft.note }) });

interface Seen {
  changed: boolean;
  kept: boolean;
}

function follow({ row, agreement, overwrite, out }: EventRowsDeps, view: RecordView, before: Said, draft: EventDraft, seen: Seen): void {
  const update = updateOf(view, before, new Map(Object.entries(fieldsOf(agreement, draft))), overwrite);
  for (const one of update.changes) out.changed({ row, record: view.id, ...one });
  for (const one of update.kept) out.keep({ row, record: view.id, ...one });
  if (update.kept.length > 0) seen.kept = true;
  const back = isUndone(view) ? restoring(view) : null;
  if (update.changes.length === 0 && back === null) return;
  seen.changed = true;
  out.change({
    record: view.id, kind: 'event', scope: view.scopes[0] ?? 'all',
    fields: { ...update.fields, ...back?.fields }, replaces: new Map([...update.replaces, ...(back?.replaces ?? [])]),
  });
}

/** The cell of its date was emptied: the event is voided, unless a person has changed it. */
function remove({ row, overwrite, out }: EventRowsDeps, view: RecordView, before: Said, seen: Seen): void {
  if (view.voided !== null) return;
  const date = before.get('date') ?? null;
  const touched = [...view.fields].some(([path, value]) => JSON.stringify(value) !== JSON.stringify(before.get(path)));
  if ((touched && !overwrite) || view.conflicts.length > 0) {
    out.keep({ row, record: view.id, field: 'date', before: date, table: null, register: view.fields.get('date') ?? null });
    seen.kept = true;
    return;
  }
  const { fields, replaces, scope } = voiding(view, 'The table no longer has it');
  out.changed({ row, record: view.id, field: 'date', from: date, to: null });
  out.change({ record: view.id, kind: 'event', scope: scope ?? 'all', fields, replaces });
  seen.changed = true;
}

/** The events that the table made, in the order in which it did. */
function madeEvents(db: ReadableDB, agreement: string, actions: ReadonlySet<string>): readonly { readonly view: RecordView; readonly before: Said }[] {
  return (statementsOf(db).events.all(agreement) as string[]).flatMap((id) => {
    const before = eventBroughtIn(db, id, actions);
    const view = before === null ? null : readView(db, id);
    return before === null || view === null ? [] : [{ view, before }];
  });
}

const statementsOf = perConnection((db: ReadableDB) => ({
  events: db.prepare('SELECT id FROM agreement_event WHERE agreement = ? ORDER BY id').pluck(),
}));
