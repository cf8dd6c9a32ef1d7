import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serve } from '../../../src/main/engine/engine.ts';
import { newOffice, storeDeps, testContext } from '../../support/office.ts';
import { tempFolder } from '../../support/temp.ts';

describe('the engine', () => {
  it('refuses input that has not the agreed shape, and says where', async () => {
    const office = await newOffice('uz-bu');
    const refused = await office.try('record.void', { id: 'nothing', reason: ' ' });
    expect(refused).toMatchObject({ ok: false, error: { type: 'InvalidInput', problems: [{ path: 'id' }, { path: 'reason' }] } });
    await office.close();
  });

  it('answers a bug with a report id, tells the report, and goes on', async () => {
    const office = await newOffice('uz-bu');
    const reports: { reportId: string; call: string }[] = [];
    const broken = { ...office.store(), projectors: [{ kinds: [], tables: ['no_such_table'], put: () => undefined, remove: () => undefined }] };
    const engine = serve(broken, { ...storeDeps(), report: (failure) => { reports.push(failure); } });
    const answer = await engine.call('store.rebuild', {}, testContext());
    expect(answer).toMatchObject({ ok: false, error: { type: 'Unexpected', reportId: reports[0]?.reportId } });
    expect(reports).toMatchObject([{ call: 'store.rebuild' }]);
    expect(await engine.call('record.add', { kind: 'agreement', value: { registerNo: '1' } }, testContext())).toMatchObject({ ok: true });
    await engine.close();
  });

  it('does one writing call after the other, waits for them at closing, and refuses calls after it', async () => {
    const office = await newOffice('uz-bu');
    const added = Array.from({ length: 20 }, (_, i) => office.do('record.add', { kind: 'agreement', value: { registerNo: String(i) } }));
    const closed = office.close();
    expect((await Promise.all(added)).map(({ entry }) => entry.length)).toEqual(Array.from({ length: 20 }, () => 22));
    await closed;
    expect(await office.try('record.add', { kind: 'agreement', value: { registerNo: '21' } })).toMatchObject({ ok: false, error: { type: 'NoStore' } });
  });

  it('keeps nothing of attaching that was stopped: the next opening removes what was taken in', async () => {
    const office = await newOffice('uz-bu');
    const { id } = await office.do('record.add', { kind: 'agreement', value: { registerNo: '1' } });
    const files = Array.from({ length: 5 }, (_, i) => {
      const path = join(tempFolder(), `scan-${String(i)}.bin`);
      writeFileSync(path, randomBytes(1_000));
      return path;
    });
    const stop = new AbortController();
    const engine = serve(office.store(), { ...storeDeps(), report: ({ cause }) => { throw cause; } });
    const answer = await engine.call('documents.attach', { id, files }, { ...testContext(), signal: stop.signal, progress: ({ done }) => { if (done === 3) stop.abort(); } });
    expect(answer).toMatchObject({ ok: false, error: { type: 'Cancelled' } });
    expect(office.store().blobs.names().length).toBeGreaterThan(0);
    await office.reopen();
    expect(office.store().blobs.names()).toEqual([]);
    expect(existsSync(join(office.folder, 'documents-in-flight'))).toBe(false);
    expect(await office.do('record.list', { kind: 'attachment' })).toMatchObject({ total: 0 });
    await office.close();
  });
});
