/** The sample register: made once in a place of its own, then opened like any other store, with a passphrase that is no secret. */
import { existsSync, rmSync } from 'node:fs';
import type { Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { placeFolder, storePaths } from '../store/folder.ts';
import { createStore, openStore, type Store, type StoreDeps } from '../store/store.ts';
import { serve, type Engine } from './engine.ts';
import type { CallContext, EngineDeps } from './handling.ts';
import { SAMPLE_OFFICE, sampleAgreements, samplePartners, type SampleRecord } from './sampleRegister.ts';

const SAMPLE_PASSPHRASE = 'namuna namuna';
/** The floor: there is nothing to protect. */
const SAMPLE_KDF = { memoryMiB: 19, passes: 2, lanes: 1 };

export async function openSample(folder: string, deps: StoreDeps & EngineDeps, context: CallContext): Promise<Result<Store, Failure>> {
  if (!existsSync(storePaths(folder).header)) {
    const made = await makeSample(folder, deps, context);
    if (!made.ok) return made;
  }
  return openStore(folder, { passphrase: SAMPLE_PASSPHRASE }, deps);
}

/** Filled beside its place and then put there, whole: what was cut off is made again. */
async function makeSample(folder: string, deps: StoreDeps & EngineDeps, context: CallContext): Promise<Result<void, Failure>> {
  const beside = `${folder}.unfinished`;
  rmSync(beside, { recursive: true, force: true });
  const made = await createStore(beside, SAMPLE_PASSPHRASE, SAMPLE_OFFICE, SAMPLE_KDF, deps);
  if (!made.ok) return made;
  const engine = serve(made.value.store, deps);
  const filled = await fill(engine, context);
  await engine.close();
  if (filled.ok) placeFolder(storePaths(beside), folder);
  return filled;
}

async function fill(engine: Engine, context: CallContext): Promise<Result<void, Failure>> {
  const add = async ({ kind, value }: SampleRecord): Promise<Result<string, Failure>> => {
    const added = await engine.call('record.add', { kind, value: { ...value } }, context);
    return added.ok ? ok(added.value.id) : added;
  };
  const ids = new Map<string, string>();
  for (const partner of samplePartners) {
    const id = await add(partner);
    if (!id.ok) return id;
    ids.set(partner.code, id.value);
  }
  for (const { agreement, events } of sampleAgreements((code) => ids.get(code) ?? '')) {
    const id = await add(agreement);
    if (!id.ok) return id;
    for (const event of events) {
      const added = await add({ ...event, value: { ...event.value, agreement: id.value } });
      if (!added.ok) return added;
    }
  }
  return context.signal.aborted ? err({ type: 'Cancelled', message: 'The sample was not opened: it was stopped.' }) : ok(undefined);
}
