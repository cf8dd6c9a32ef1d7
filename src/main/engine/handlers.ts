/** The contract's calls, answered by services. A missing one does not compile. */
import { existsSync } from 'node:fs';
import type { CallName, Failure, InputOf, OutputOf } from '../../shared/contract.ts';
import { recordKinds } from '../../shared/records/registry.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { listAgreements, listEvents } from '../agreements/repository.ts';
import { listAuthorisations, listCompetenceChecks } from '../authorisations/repository.ts';
import { digest, rebuild } from '../changes/rebuild.ts';
import { listAttachments, listDocuments } from '../documents/repository.ts';
import { readTrust } from '../exchange/trust.ts';
import { listOriginals } from '../originals/repository.ts';
import { listPartners } from '../partners/repository.ts';
import { listConflicts, resolveConflict, restoreRecord, unknownRecord, voidRecord } from '../register/write.ts';
import { listRelationships } from '../relationships/repository.ts';
import { writeBackup } from '../store/backup.ts';
import { clearIndex } from '../search/keeping.ts';
import { changeStorePassphrase, renewStoreRecoveryKey } from '../store/credentials.ts';
import type { Store } from '../store/store.ts';
import { verifyStore } from '../store/verify.ts';
import { listTerms, vocabulariesOf } from '../vocabularies/repository.ts';
import { agreementRows } from './agreementRows.ts';
import { contentsHandlers } from './contentsHandlers.ts';
import { exchangeHandlers } from './exchangeHandlers.ts';
import { guardedHandlers } from './guardedHandlers.ts';
import { undoHandlers } from './undoHandlers.ts';
import { yieldTurn, type EngineDeps, type Handlers, type Turns } from './handling.ts';
import { searchHandlers } from './searchHandlers.ts';
import { historyShown, showRecord } from './showRecord.ts';
import { partnerHandlers } from './partnerHandlers.ts';
import { vocabularyHandlers } from './vocabularyHandlers.ts';
import { tableHandlers } from './tableHandlers.ts';

/** Calls that read only: they do not wait for one that writes. */
export const READS: ReadonlySet<CallName> = new Set([
  'search', 'suggest',
  'record.show', 'record.history', 'record.list', 'conflicts.list', 'undo.list', 'documents.copyOut', 'documents.content', 'documents.thumbnail', 'documents.duplicates', 'trust.card', 'trust.list', 'bundles.journal', 'store.digest',
  'vocabulary.list', 'vocabulary.show', 'competence.findTerms',
  'duplicates.list', 'duplicates.of', 'partners.tree',
  'event.list', 'agreements.rows',
  'tables.export', 'tables.propose', 'tables.mappings.list', 'tables.mappings.show',
] as const satisfies readonly CallName[]);

/** Jobs that may take long and take a turn for each of their writes: others write in between. */
export const BESIDE: ReadonlySet<CallName> = new Set(['documents.attach', 'documents.read', 'search.catchUp'] as const satisfies readonly CallName[]);

export function handlersFor(store: Store, deps: EngineDeps, turns: Turns): Handlers {
  const register = { db: store.db, log: store.log, newId: deps.newId, vocabularies: () => vocabulariesOf(store.db) };
  const today = (): string => deps.wallClock().slice(0, 10);

  return {
    ...guardedHandlers(store, deps),
    'record.void': ({ id, reason }, { author }) => voidRecord(register, id, reason, author),
    'record.restore': ({ id }, { author }) => restoreRecord(register, id, author),
    'record.show': ({ id }) => orUnknown(showRecord(store.reader, id, today()), id),
    'record.history': ({ id }) => {
      const changes = historyShown(store.reader, id);
      return changes === null ? unknownRecord(id) : ok({ changes });
    },
    'record.list': (input) => listOf(store, input, today()),
    'agreements.rows': ({ ids, language }) => ok({ rows: agreementRows(store.reader, ids, language, today()) }),
    'conflicts.list': ({ id }) => listConflicts(store.reader, id),
    'conflicts.resolve': ({ id, field, choose, value }, { author }) => resolveConflict(register, id, field, { choose, value }, author),

    ...contentsHandlers(store, deps, turns),
    'documents.copyOut': async ({ sha256, out }) => {
      if (existsSync(out)) return err({ type: 'FileExists', message: `The document was not copied: ${out} exists already. Nothing was changed.` });
      const copied = await store.blobs.copyOut(sha256, out);
      return copied.ok ? ok({ sha256, path: out, bytes: store.blobs.size(sha256) ?? 0 }) : copied;
    },

    ...tableHandlers(store, deps, (input) => listOf(store, input, today())),

    ...undoHandlers(store, deps),
    ...exchangeHandlers(store, deps),
    ...vocabularyHandlers(store, register),
    ...partnerHandlers(store),
    ...searchHandlers(store, deps, turns),

    'store.verify': (_input, context) => {
      const problems = verifyStore({ store, publicKeyOf: publicKeysOf(store), progress: (what, done, total) => { context.progress({ what, done, total }); } });
      return ok({ ok: problems.length === 0, problems });
    },
    'store.rebuild': () => {
      store.db.transaction(() => {
        clearIndex(store.db);
        rebuild(store.db, store.projectors);
      }).immediate();
      return ok({ entries: store.db.prepare('SELECT count(*) FROM entry').pluck().get() as number, digest: digest(store.db) });
    },
    'store.digest': ({ scope }) => ok({ digest: digest(store.reader, scope) }),
    'store.backup': ({ out }, context) => writeBackup(store, out, { yieldTurn, signal: context.signal, progress: (what, done, total) => { context.progress({ what, done, total }); } }),
    'store.changePassphrase': ({ passphrase }) => changeStorePassphrase(store, passphrase, deps.random),
    'store.renewRecoveryKey': () => renewStoreRecoveryKey(store, deps.random),
  };
}

/** Of every log whose certificate is kept, whatever its state: bytes that came in while it was valid must still verify. */
function publicKeysOf(store: Store): (log: string) => Buffer | null {
  const trust = readTrust(store.reader, store.identity());
  return (log) => trust.get(log)?.signed.publicKey ?? null;
}

const orUnknown = <T>(value: T | null, id: string): Result<T, Failure> => (value === null ? unknownRecord(id) : ok(value));

function listOf(store: Store, input: InputOf<'record.list'>, today: string): Result<OutputOf<'record.list'>, Failure> {
  const { kind, ...request } = input;
  switch (kind) {
    case 'agreement':
      return listAgreements(store.reader, { ...request, today });
    case 'event':
      return listEvents(store.reader, request, vocabulariesOf(store.reader));
    case 'partner':
      return listPartners(store.reader, request);
    case 'document':
      return listDocuments(store.reader, request);
    case 'attachment':
      return listAttachments(store.reader, request);
    case 'authorisation':
      return listAuthorisations(store.reader, request);
    case 'competenceCheck':
      return listCompetenceChecks(store.reader, request);
    case 'original':
      return listOriginals(store.reader, request);
    case 'relationship':
      return listRelationships(store.reader, request);
    case 'term':
      return listTerms(store.reader, request);
    default:
      return err({ type: 'KindUnknown', message: `Nothing was listed: "${kind}" is not a kind of record; known are ${Object.keys(recordKinds).join(', ')}.` });
  }
}
