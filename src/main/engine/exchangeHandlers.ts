/** The calls about stations and bundles. */
import { mkdirSync, readFileSync, statfsSync } from 'node:fs';
import type { CallName, Failure, StationShown } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { acceptStation, revokeStation } from '../exchange/acceptStation.ts';
import { fingerprintOfCertificate, renderCard } from '../exchange/certificate.ts';
import { exportBundles } from '../exchange/exportBundle.ts';
import { importBundle, inspectBundle, type ImportDeps } from '../exchange/importBundle.ts';
import { readJournal } from '../exchange/journal.ts';
import { readTrust } from '../exchange/trust.ts';
import { documentsInFlight } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { yieldTurn, type CallContext, type EngineDeps, type Handlers } from './handling.ts';

type ExchangeCall = Extract<CallName, `trust.${string}` | `bundles.${string}`>;

const MAX_CARD_BYTES = 65_536;

export function exchangeHandlers(store: Store, deps: EngineDeps): Pick<Handlers, ExchangeCall> {
  const trusting = (context: CallContext) => ({ db: store.db, log: store.log, identity: store.identity(), wallClock: deps.wallClock, now: deps.now, signal: context.signal, yieldTurn });
  const importing = (context: CallContext): ImportDeps => ({
    ...trusting(context), blobs: store.blobs, author: context.author, freeBytes: () => freeBytes(store.paths.folder), progress: progressOf(context),
  });

  return {
    'trust.card': () => {
      const { office, signed } = store.identity();
      return ok({ office, fingerprint: fingerprintOfCertificate(signed), card: renderCard(signed).toString('utf8') });
    },
    'trust.accept': async ({ card, fingerprint }, context) => {
      const bytes = readCardFile(card);
      if (!bytes.ok) return bytes;
      const accepted = await acceptStation(trusting(context), bytes.value, fingerprint);
      return accepted.ok ? ok({ ...accepted.value, trusted: true as const }) : accepted;
    },
    'trust.revoke': ({ log }) => revokeStation({ db: store.db, identity: store.identity(), wallClock: deps.wallClock }, log),
    'trust.list': () => ok({ stations: stationsShown(store) }),

    'bundles.export': async ({ to, out, full, plain, split }, context) => {
      const made = makeFolder(out);
      if (!made.ok) return made;
      return exportBundles({ ...importing(context), newId: deps.newId }, { to, out, full, plain, split: split ?? null });
    },
    'bundles.inspect': ({ file }, context) => {
      return inspectBundle(importing(context), file);
    },
    'bundles.import': async ({ file }, context) => {
      const taken = await documentsInFlight(store, () => importBundle(importing(context), file));
      if (!taken.ok) return taken;
      if (!taken.value.ownLogContinued) return ok(taken.value);
      await store.forkLog();
      return ok({ ...taken.value, warnings: [...taken.value.warnings, `A new log, ${store.identity().log}, was started here.`] });
    },
    'bundles.journal': () => ok({ bundles: readJournal(store.reader) }),
  };
}

function stationsShown(store: Store): readonly StationShown[] {
  return [...readTrust(store.reader, store.identity()).values()].map(({ signed, state }) => {
    const { office, name, station, log } = signed.certificate;
    return { office, name, station, log, keyId: signed.keyId, state, fingerprint: fingerprintOfCertificate(signed) };
  });
}

function readCardFile(path: string): Result<Buffer, Failure<'FileUnreadable'>> {
  try {
    const bytes = readFileSync(path);
    if (bytes.length <= MAX_CARD_BYTES) return ok(bytes);
    return err({ type: 'FileUnreadable', message: `The card was not accepted: ${path} has ${String(bytes.length)} bytes, a card has at most ${String(MAX_CARD_BYTES)}. Nothing was changed.` });
  } catch (cause) {
    return err({ type: 'FileUnreadable', message: `The card was not accepted: ${path} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'}). Nothing was changed.` });
  }
}

function makeFolder(path: string): Result<void, Failure<'FolderUnwritable'>> {
  try {
    mkdirSync(path, { recursive: true });
    return ok(undefined);
  } catch (cause) {
    return err({ type: 'FolderUnwritable', message: `Nothing was exported: the folder ${path} cannot be made (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'}). Nothing was changed.` });
  }
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

const progressOf = (context: CallContext) => (what: string, done: number, total: number): void => { context.progress({ what, done, total }); };
