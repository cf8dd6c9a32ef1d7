import { describe, expect, it } from 'vitest';
import { readView } from '../../../src/main/changes/apply.ts';
import { dumpHash, rebuild } from '../../../src/main/changes/rebuild.ts';
import { undoAction } from '../../../src/main/register/undo.ts';
import { voidRecord } from '../../../src/main/register/write.ts';
import type { TableReport } from '../../../src/main/tables/import.ts';
import { baseline } from '../../../src/shared/vocabularies/baseline.ts';
import { openRegister, projectors, type Register } from '../../support/register.ts';
import { imported, mappingOf } from '../../support/tables.ts';

const MAPPING = mappingOf({
  key: ['no'], dateForms: ['iso'], titles: [{ template: '{title}', language: 'en' }], values: { notes: { column: 'notes' } },
  parties: [{ name: 'parties', separator: ';', partnerKind: 'state' }], events: [{ type: 'terminated', date: 'ended' }],
});
const FIRST = 'no,title,notes,parties,ended\n1,Trade,a,A;B,2020-01-01\n2,Post,b,A;C,\n3,Borders,c,B;C,\n';
const SECOND = FIRST.replace('1,Trade,a', '1,Commerce,a').replace('A;C,\n', 'A;D,2021-02-02\n');

async function undo(register: Register, { action }: TableReport): Promise<void> {
  const done = await undoAction({
    db: register.db, log: register.log, newId: register.newId, author: 'Head', signal: new AbortController().signal, yieldTurn: () => Promise.resolve(), progress: () => undefined,
  }, action ?? '');
  if (!done.ok) throw new Error(done.error.message);
}

/** What is not voided: titles, parties by name, events, partners. */
const standing = ({ db }: Register): unknown => ({
  agreements: db.prepare(`SELECT a.title, (SELECT group_concat(name, ' ' ORDER BY name) FROM agreement_party p JOIN partner ON partner.id = p.partner JOIN record q ON q.id = p.partner WHERE p.agreement = a.id AND q.voided = 0) AS parties
    FROM agreement a JOIN record r ON r.id = a.id WHERE r.voided = 0 ORDER BY a.title`).all(),
  events: db.prepare('SELECT a.title, e.day FROM agreement_event e JOIN record r ON r.id = e.id JOIN agreement a ON a.id = e.agreement WHERE r.voided = 0 ORDER BY a.title').all(),
  partners: db.prepare('SELECT p.name FROM partner p JOIN record r ON r.id = p.id WHERE r.voided = 0 ORDER BY p.name').pluck().all(),
});
const ids = ({ db }: Register): unknown => db.prepare('SELECT id FROM record ORDER BY id').pluck().all();
const counts = ({ imported: fresh, updated, restored, skipped, totals }: TableReport): unknown => ({ fresh, updated, restored, skipped, voided: totals.voided });
const sameAnew = (register: Register): void => {
  const now = dumpHash(register.db, projectors);
  rebuild(register.db, projectors, 'reverse');
  expect(dumpHash(register.db, projectors)).toBe(now);
};

describe('a table that comes again after its import was undone', () => {
  it('brings its records back, with their events and partners, and makes none anew', async () => {
    const register = openRegister();
    const first = await imported(register, FIRST, MAPPING);
    const [before, records] = [standing(register), ids(register)];
    await undo(register, first);
    expect(standing(register)).toEqual({ agreements: [], events: [], partners: [] });
    const dry = await imported(register, FIRST, MAPPING, { dryRun: true });
    const again = await imported(register, FIRST, MAPPING);
    expect([counts(dry), counts(again), again.created, standing(register), ids(register)]).toEqual([
      { fresh: 0, updated: 0, restored: 3, skipped: 0, voided: 0 }, { fresh: 0, updated: 0, restored: 3, skipped: 0, voided: 0 }, { partner: 0, event: 0 }, before, records,
    ]);
    expect(counts(await imported(register, FIRST, MAPPING))).toEqual({ fresh: 0, updated: 0, restored: 0, skipped: 3, voided: 0 });
    sameAnew(register);
  });

  it('brings them back as a newer table has them', async () => {
    const [register, other] = [openRegister(), openRegister()];
    await undo(register, await imported(register, FIRST, MAPPING));
    expect(counts(await imported(register, SECOND, MAPPING))).toEqual({ fresh: 0, updated: 0, restored: 3, skipped: 0, voided: 0 });
    await imported(other, SECOND, MAPPING);
    expect(standing(register)).toEqual(standing(other));
    sameAnew(register);
  });

  it('can be undone once more, and once more brought in', async () => {
    const register = openRegister();
    await undo(register, await imported(register, FIRST, MAPPING));
    const again = await imported(register, FIRST, MAPPING);
    const before = standing(register);
    await undo(register, again);
    expect(standing(register)).toEqual({ agreements: [], events: [], partners: [] });
    await imported(register, FIRST, MAPPING);
    expect(standing(register)).toEqual(before);
  });

  it('writes its changes again where only the second import was undone', async () => {
    const register = openRegister();
    await imported(register, FIRST, MAPPING);
    const before = standing(register);
    const second = await imported(register, SECOND, MAPPING);
    const after = standing(register);
    await undo(register, second);
    expect(standing(register)).toEqual(before);
    expect([counts(await imported(register, SECOND, MAPPING)), standing(register)]).toEqual([{ fresh: 0, updated: 2, restored: 0, skipped: 1, voided: 0 }, after]);
    sameAnew(register);
  });

  it('leaves voided what a person voided, and reports it with the reason', async () => {
    const register = openRegister();
    await imported(register, FIRST, MAPPING);
    const id = register.db.prepare(`SELECT agreement FROM agreement_external_id WHERE key = '2'`).pluck().get() as string;
    voidRecord({ ...register, vocabularies: () => baseline }, id, 'not ours', 'Desk officer');
    const again = await imported(register, FIRST.replace('Post,b', 'Post,changed'), MAPPING);
    expect([counts(again), again.voided, readView(register.db, id)?.voided?.reason]).toEqual([
      { fresh: 0, updated: 0, restored: 0, skipped: 3, voided: 1 }, [{ row: 3, record: id, reason: 'not ours' }], 'not ours',
    ]);
  });
});
