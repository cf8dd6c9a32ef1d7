/** Screens read through a connection of their own: what is committed, at once, also while a long job writes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { READS } from '../../../src/main/engine/handlers.ts';
import { yieldTurn } from '../../../src/main/engine/handling.ts';
import { newOffice, type Office } from '../../support/office.ts';
import { tempFolder } from '../../support/temp.ts';

const ids = (n: number): string => `01963f2c-0000-7000-8000-${String(n).padStart(12, '0')}`;

function fill(office: Office, records: number): void {
  const done = office.store().log.append({
    author: 'Head of department',
    changes: Array.from({ length: records }, (_, n) => ({ record: ids(n), kind: 'agreement', fields: { registerNo: String(n), placeSigned: 'Buxoro' } })),
  });
  if (!done.ok) throw new Error(done.error.message);
}

/** What reads say until a job is done. */
async function meanwhile<T>(job: Promise<unknown>, read: () => Promise<T>): Promise<readonly T[]> {
  const state = { isDone: false };
  const end = job.then(() => { state.isDone = true; });
  const said: T[] = [];
  for (;;) {
    const answer = await read();
    if (state.isDone) break;
    said.push(answer);
    await yieldTurn();
  }
  await end;
  return said;
}

describe('reads during a long job', () => {
  it('go on while a bundle comes in, and see nothing of it before it is there as a whole', async () => {
    const folder = tempFolder();
    const [a, b] = [await newOffice('uz-a'), await newOffice('uz-b')];
    for (const [one, other] of [[a, b], [b, a]] as const) {
      const card = await one.do('trust.card', {});
      writeFileSync(join(folder, `${one.id}.card`), card.card);
      await other.do('trust.accept', { card: join(folder, `${one.id}.card`), fingerprint: card.fingerprint });
    }
    fill(a, 1_500);
    const { id } = await b.do('record.add', { kind: 'agreement', value: { registerNo: 'before' } });
    const { files } = await a.do('bundles.export', { to: ['uz-b'], out: join(folder, 'post') });
    const seen = await meanwhile(b.do('bundles.import', { file: files[0]?.path ?? '' }), async () => {
      const page = await b.do('record.list', { kind: 'agreement', sort: 'registerNo' });
      return [page.total, (await b.do('record.show', { id })).registerNo];
    });
    expect([seen.length > 0, new Set(seen.map((one) => JSON.stringify(one)))]).toEqual([true, new Set(['[1,"before"]'])]);
    expect((await b.do('record.list', { kind: 'agreement' })).total).toBe(1_001);
    await a.close();
    await b.close();
  });

  it('go on while a job is undone', async () => {
    const office = await newOffice('uz-bu');
    fill(office, 900);
    const seen = await meanwhile(office.do('undo', {}), async () => (await office.do('record.list', { kind: 'agreement', where: { voided: 'false' } })).total);
    expect([seen.length > 0, new Set(seen)]).toEqual([true, new Set([900])]);
    expect((await office.do('record.list', { kind: 'agreement', where: { voided: 'false' } })).total).toBe(0);
    await office.close();
  });

  it('is done by every call that only reads: none of them touches the connection that writes', async () => {
    const office = await newOffice('uz-bu');
    fill(office, 3);
    const { db } = office.store();
    db.exec('BEGIN EXCLUSIVE');
    db.exec('DELETE FROM record; DELETE FROM agreement');
    const asked = { 'record.list': { kind: 'agreement' }, 'record.show': { id: ids(1) }, 'record.history': { id: ids(1) }, 'conflicts.list': {}, 'undo.list': {}, 'store.digest': {}, 'search': { query: 'Buxoro' } } as const;
    const list = await office.do('record.list', asked['record.list']);
    const shown = await office.do('record.show', asked['record.show']);
    const actions = await office.do('undo.list', asked['undo.list']);
    db.exec('ROLLBACK');
    expect([list.total, shown.registerNo, actions.actions[0]?.entries, Object.keys(asked).every((name) => READS.has(name as 'record.list'))]).toEqual([3, '1', 3, true]);
    await office.close();
  });
});
