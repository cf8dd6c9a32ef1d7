/** Undo: the actions of this store, and undoing one. */
import { err, ok } from '../../shared/result.ts';
import { recentActions, undoAction } from '../register/undo.ts';
import type { Store } from '../store/store.ts';
import { yieldTurn, type EngineDeps, type Handlers } from './handling.ts';

export function undoHandlers(store: Store, deps: EngineDeps): Pick<Handlers, 'undo' | 'undo.list'> {
  const ownLogs = (): readonly string[] => [store.identity().log, ...store.identity().former.map((former) => former.certificate.log)];
  return {
    'undo.list': ({ limit }) => ok({ actions: recentActions(store.reader, ownLogs(), limit) }),
    'undo': ({ action }, { author, signal, progress }) => {
      const chosen = action ?? recentActions(store.db, ownLogs(), 1)[0]?.action;
      if (chosen === undefined) return err({ type: 'NothingToUndo', message: 'Nothing was undone: this store has written nothing yet.' });
      return undoAction({ db: store.db, log: store.log, newId: deps.newId, author, signal, yieldTurn, progress: (done, total) => { progress({ what: 'undoing', done, total }); } }, chosen);
    },
  };
}
