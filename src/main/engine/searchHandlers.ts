/** The calls that find: search, suggest, and bringing the index up to date. */
import { err, ok } from '../../shared/result.ts';
import { waiting } from '../search/due.ts';
import { search } from '../search/find.ts';
import { indexSlice } from '../search/keeping.ts';
import { suggest } from '../search/suggest.ts';
import type { Store } from '../store/store.ts';
import { yieldTurn, type EngineDeps, type Handlers, type Turns } from './handling.ts';

export function searchHandlers(store: Store, deps: EngineDeps, turns: Turns): Pick<Handlers, 'search' | 'suggest' | 'search.catchUp'> {
  const slice = (): Promise<number> => turns.inTurn(() => indexSlice({ db: store.db, now: deps.now, yieldTurn }));
  return {
    search: (input) => search(store.reader, input, deps.now),
    suggest: ({ query, limit }) => ok(suggest(store.reader, query, limit, deps.now)),
    'search.catchUp': async (_input, { signal, progress }) => {
      let indexed = 0;
      const total = waiting(store.db, Number.MAX_SAFE_INTEGER);
      for (let taken = await slice(); taken > 0; taken = await slice()) {
        indexed += taken;
        progress({ what: 'indexing', done: indexed, total: Math.max(indexed, total) });
        if (signal.aborted || turns.closing.aborted) return err({ type: 'Cancelled', message: `The search index was not brought up to date: it was stopped. What was indexed until then (${String(indexed)} records) is kept.` });
      }
      return ok({ indexed });
    },
  };
}
