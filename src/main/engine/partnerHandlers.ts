/** The calls about partners: their tree, and records that may be one. */
import type { CallName, InputOf, OutputOf } from '../../shared/contract.ts';
import type { Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { readView } from '../changes/apply.ts';
import { decide } from '../duplicates/decide.ts';
import { proposeFor, proposePairs } from '../duplicates/propose.ts';
import { partnerTree } from '../partners/hierarchy.ts';
import { addRecord, unknownRecord, type RegisterDeps } from '../register/write.ts';
import type { Store } from '../store/store.ts';
import { yieldTurn, type Handlers } from './handling.ts';

type PartnerCall = Extract<CallName, `duplicates.${string}` | `partners.${string}`>;

/** A new record is asked about so many. */
const ASKED = 3;

export function partnerHandlers(store: Store): Pick<Handlers, PartnerCall> {
  return {
    'duplicates.list': async ({ kind, limit, after }, context) => {
      const page = await proposePairs({ db: store.reader, yieldTurn, signal: context.signal, progress: (done) => { context.progress({ what: 'comparing', done, total: 0 }); } }, { kind, limit, after });
      return page === null ? err({ type: 'Cancelled', message: 'Nothing was listed: it was stopped. Nothing was changed.' }) : ok(page);
    },
    'duplicates.of': ({ id, limit }) => {
      const view = readView(store.reader, id);
      if (view === null) return unknownRecord(id);
      return ok({ pairs: view.kind === 'partner' || view.kind === 'agreement' ? proposeFor(store.reader, view.kind, id, limit) : [] });
    },
    'duplicates.decide': (decision, { author }) => decide(store, decision, author),
    'partners.tree': ({ id, limit }) => {
      const view = readView(store.reader, id);
      if (view === null) return unknownRecord(id);
      if (view.kind !== 'partner') return err({ type: 'KindUnknown', message: `Nothing was shown: ${id} is of kind ${view.kind}, expected was a partner.` });
      return ok(partnerTree(store.reader, id, limit));
    },
  };
}

/** Adds a record, and says which it may double, so that the person is asked while the paper is still in hand. */
export function addAndCompare(register: RegisterDeps, { kind, value }: Pick<InputOf<'record.add'>, 'kind' | 'value'>, author: string): Result<OutputOf<'record.add'>, Failure> {
  const added = addRecord(register, kind, value, author);
  if (!added.ok || (kind !== 'partner' && kind !== 'agreement')) return added;
  const possibleDuplicates = proposeFor(register.db, kind, added.value.id, ASKED);
  return possibleDuplicates.length === 0 ? added : ok({ ...added.value, possibleDuplicates });
}
