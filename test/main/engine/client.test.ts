import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { startEngineClient, type EngineClient, type EngineThread } from '../../../src/main/engine/client.ts';
import type { EngineStart } from '../../../src/main/engine/messages.ts';
import type { EngineEvent } from '../../../src/shared/channel.ts';
import { tempFolder } from '../../support/temp.ts';

const entry = new URL('../../../src/main/engine/worker.ts', import.meta.url);

/** A client of a real thread with the real engine. */
function client(start?: (data: EngineStart) => EngineThread) {
  const folder = tempFolder();
  const workerData: EngineStart = { store: join(folder, 'register'), sample: join(folder, 'sample'), stateFolder: tempFolder(), kdfMemoryMiB: 19 };
  const told: EngineEvent[] = [];
  const threads: Worker[] = [];
  const engine = startEngineClient({
    start: () => {
      if (start !== undefined) return start(workerData);
      const thread = new Worker(entry, { workerData });
      threads.push(thread);
      return thread;
    },
    report: () => undefined,
  });
  engine.subscribe((event) => { told.push(event); });
  return { folder, engine, told, threads };
}

const sampleAgreement = async (engine: EngineClient): Promise<string> => {
  const opened = await engine.call('session.openSample', { author: 'Visitor' });
  const listed = await engine.call('record.list', { kind: 'agreement' });
  if (!opened.ok || !listed.ok) throw new Error('The sample was not opened.');
  return listed.value.items[0]!.id;
};

describe('the engine on a thread of its own', () => {
  it('answers calls, tells of progress and of changes, and reads documents in pieces', async () => {
    const { folder, engine, told } = client();
    const id = await sampleAgreement(engine);
    const scan = randomBytes(300_000);
    const file = join(folder, 'scan.bin');
    writeFileSync(file, scan);
    const steps: unknown[] = [];
    const attached = await engine.call('documents.attach', { id, files: [file] }, { progress: (step) => { steps.push(step); } });
    if (!attached.ok) throw new Error(attached.error.message);
    expect([steps.length > 0, told.map(({ type }) => type)]).toEqual([true, ['session', 'changed']]);

    const document = await engine.openDocument(attached.value.attached[0]!.sha256);
    if (!document.ok) throw new Error(document.error.message);
    const piece = await document.value.read(100_000, 50_000);
    expect([document.value.bytes, piece.ok && Buffer.from(piece.value).equals(scan.subarray(100_000, 150_000))]).toEqual([300_000, true]);
    document.value.close();
    expect(await document.value.read(0, 1)).toMatchObject({ ok: false, error: { type: 'DocumentMissing' } });
    await engine.close();
    expect(await engine.call('session.status', {})).toMatchObject({ ok: false, error: { type: 'EngineStopped' } });
  });

  it('stops a call, of which nothing remains', async () => {
    const { folder, engine } = client();
    const id = await sampleAgreement(engine);
    const files = Array.from({ length: 50 }, (_, i) => {
      const path = join(folder, `scan-${String(i)}.bin`);
      writeFileSync(path, randomBytes(20_000));
      return path;
    });
    const answer = await engine.call('documents.attach', { id, files }, { signal: AbortSignal.abort() });
    expect(answer).toMatchObject({ ok: false, error: { type: 'Cancelled' } });
    expect(await engine.call('record.list', { kind: 'attachment' })).toMatchObject({ value: { total: 0 } });
    await engine.close();
  });

  it('is started again when it ends unexpectedly: what was outstanding is answered, the register is locked and can be opened at once, nothing is lost', async () => {
    const { engine, told, threads } = client();
    const id = await sampleAgreement(engine);
    const written = await engine.call('record.set', { id, fields: { placeSigned: 'Toshkent' } });
    expect(written.ok).toBe(true);
    const outstanding = engine.call('store.rebuild', {});
    await threads[0]?.terminate();
    expect(await outstanding).toMatchObject({ ok: false, error: { type: 'EngineStopped' } });
    expect(told.at(-1)).toMatchObject({ type: 'stopped', restarted: true });
    expect(await engine.call('session.status', {})).toEqual({ ok: true, value: { state: 'absent' } });
    expect(await engine.call('session.openSample', { author: 'Visitor' })).toMatchObject({ ok: true });
    expect(await engine.call('record.show', { id })).toMatchObject({ value: { placeSigned: 'Toshkent' } });
    await engine.close();
    expect(threads.length).toBe(2);
  });

  it('gives up on an engine that cannot begin, and says so', async () => {
    let starts = 0;
    const { engine, told } = client(() => {
      starts += 1;
      return new Worker('throw new Error("cannot begin")', { eval: true });
    });
    await expect.poll(() => told.length).toBe(3);
    expect([starts, told.map((event) => event.type === 'stopped' && event.restarted)]).toEqual([3, [true, true, false]]);
    expect(await engine.call('session.status', {})).toMatchObject({ ok: false, error: { type: 'EngineStopped' } });
    await engine.close();
  });
});
