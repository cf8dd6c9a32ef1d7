import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/shared/json.ts';
import { newOffice, type Office } from '../../support/office.ts';

const titled = (more: JsonObject = {}): JsonObject => ({ titleForms: [{ text: 'Twinning', language: 'en', script: 'Latn' }], ...more });
const add = async (office: Office, value: JsonObject): Promise<string> => (await office.do('record.add', { kind: 'agreement', value })).id;

const REFUSED = {
  type: 'GuardBroken',
  message: 'The event was not recorded: An agreement of the level "Twinning" needs the state\'s permission, and none is recorded as valid on 01.05.2024. Nothing was changed. With --override "reason" it is recorded all the same, and the reason with it.',
  reasons: [{ code: 'signedWithoutPermission', values: { level: 'twinning', date: '2024-05-01' }, sentence: 'An agreement of the level "Twinning" needs the state\'s permission, and none is recorded as valid on 01.05.2024.' }],
};

describe('an event of an agreement', () => {
  it('is refused where a guard stands against it, whichever call records it', async () => {
    const office = await newOffice('uz-bu');
    const agreement = await add(office, titled({ level: 'twinning' }));
    const event = { agreement, type: 'signed', date: '2024-05-01' };
    expect([await office.try('event.add', event), await office.try('record.add', { kind: 'event', value: event })]).toEqual([{ ok: false, error: REFUSED }, { ok: false, error: REFUSED }]);
    expect((await office.do('event.list', { agreement })).events).toEqual([]);
  });

  it('is recorded against a guard with a reason, and shows it', async () => {
    const office = await newOffice('uz-bu');
    const agreement = await add(office, titled({ level: 'twinning' }));
    const { id } = await office.do('event.add', { agreement, type: 'signed', date: '2024-05-01', override: 'Signed before the rule' });
    const shown = { id, type: 'signed', date: '2024-05-01', until: null, party: null, basis: null, note: null, override: 'Signed before the rule' };
    expect((await office.do('event.list', { agreement })).events).toEqual([shown]);
    const view = await office.do('record.show', { id: agreement });
    expect([view.status, view.events, view.warnings.filter((one) => one.code === 'signedWithoutPermission')]).toEqual(['signed', [shown], []]);
    expect((await office.do('record.show', { id })).override).toBe('Signed before the rule');
    const list = await office.do('record.list', { kind: 'event' });
    expect(list.items.map((item) => item.override)).toEqual(['Signed before the rule']);
  });

  it('keeps no reason where no guard stands against it', async () => {
    const office = await newOffice('uz-bu');
    const agreement = await add(office, titled({ level: 'interstate' }));
    await office.do('event.add', { agreement, type: 'signed', date: '2024-05-01', override: 'To be sure' });
    await office.do('record.add', { kind: 'event', value: { agreement, type: 'registered', date: '2024-06', override: 'The depositary did so' } });
    expect((await office.do('event.list', { agreement })).events.map((event) => event.override)).toEqual([null, 'The depositary did so']);
  });

  it('is held against the guards again when it is changed', async () => {
    const office = await newOffice('uz-bu');
    const agreement = await add(office, titled({ dateSigned: '2024-05-01' }));
    const { id } = await office.do('event.add', { agreement, type: 'entered-into-force', date: '2024-06-01' });
    expect(await office.try('record.set', { id, fields: { date: '2024-04-01' } })).toMatchObject({ ok: false, error: { type: 'GuardBroken', message: expect.stringContaining('Entry into force (01.04.2024) would lie before the signature (01.05.2024).') as string } });
    await office.do('record.set', { id, fields: { date: '2024-07-01' } });
    await office.do('record.set', { id, fields: { date: '2024-04-01' }, override: 'So it says in the text' });
    expect((await office.do('event.list', { agreement })).events.map(({ date, override }) => [date, override])).toEqual([['2024-04-01', 'So it says in the text']]);
  });

  it('that is malformed or of no agreement is refused as such', async () => {
    const office = await newOffice('uz-bu');
    const agreement = await add(office, titled());
    const bad = await office.try('event.add', { agreement, type: 'signd', date: '2024-05-32' });
    expect(!bad.ok && bad.error).toMatchObject({ type: 'InvalidInput', problems: [{ path: 'type' }, { path: 'date' }] });
    const nowhere = await office.try('event.add', { agreement: '01963f2c-9a40-7000-8000-00000000ffff', type: 'signed', date: '2024' });
    expect(!nowhere.ok && nowhere.error.type).toBe('InvalidInput');
    const list = await office.try('event.list', { agreement: '01963f2c-9a40-7000-8000-00000000ffff' });
    expect(!list.ok && list.error.message).toBe('No events were listed: there is no agreement 01963f2c-9a40-7000-8000-00000000ffff in this store.');
  });
});

describe('the dates of an agreement', () => {
  it('are held against the guards when they are set, and the reason for overriding stays with them', async () => {
    const office = await newOffice('uz-bu');
    const id = await add(office, titled({ level: 'twinning' }));
    const refused = await office.try('record.set', { id, fields: { dateSigned: '2024-05-01' } });
    expect(!refused.ok && [refused.error.type, refused.error.message.startsWith(`${id} was not changed: An agreement of the level "Twinning"`)]).toEqual(['GuardBroken', true]);
    await office.do('record.set', { id, fields: { dateSigned: '2024-05-01' }, override: 'Old twinning' });
    const shown = await office.do('record.show', { id });
    expect([shown.status, shown.guardOverrides]).toEqual(['signed', [{ id: 'dateSigned', guard: 'signedWithoutPermission', reason: 'Old twinning' }]]);
  });

  it('are held against each other when both are set at once', async () => {
    const office = await newOffice('uz-bu');
    const id = await add(office, titled({ dateSigned: '2020', dateInForce: '2021' }));
    await office.do('record.set', { id, fields: { dateSigned: '2024-05-01', dateInForce: '2024-06-01' } });
    const refused = await office.try('record.set', { id, fields: { dateSigned: '2024-08-01', dateInForce: '2024-07-01' } });
    expect(!refused.ok && refused.error.message).toBe(`${id} was not changed: Entry into force (01.07.2024) would lie before the signature (01.08.2024). Nothing was changed. With --override "reason" it is recorded all the same, and the reason with it.`);
  });
});

describe('what is shown of an agreement', () => {
  it('is its status, its end and its day for notice with reasons, and its flags', async () => {
    const office = await newOffice('uz-bu');
    const id = await add(office, titled({ level: 'interstate', dateSigned: '2020-01-01', dateInForce: '2020-03-01', term: { kind: 'fixed', months: 60 } }));
    const shown = await office.do('record.show', { id });
    const over = { code: 'termOver', values: { date: '2020-03-01', months: 60, day: '2025-03-01' }, sentence: 'In force from 01.03.2020 for 5 years: the last day was 01.03.2025; no renewal is recorded.' };
    expect([shown.status, shown.statusSince, shown.statusCertainty, shown.statusReason, shown.expiresOn, shown.renewsTacitly, shown.lastDayForNotice, shown.reasons, shown.flags]).toEqual([
      'expired', '2025-03-01', 'stated', over.sentence, '2025-03-01', false, null, { status: [over], expiresOn: [over], lastDayForNotice: [over] },
      [
        { flag: 'noOriginal', code: 'noOriginal', values: {}, sentence: 'Where the original is kept is not recorded.' },
        { flag: 'noScan', code: 'noScan', values: {}, sentence: 'No scan is attached.' },
      ],
    ]);
    const list = await office.do('record.list', { kind: 'agreement', where: { status: 'expired' } });
    expect(list.items.map((item) => [item.status, item.expiresOn, item.lastDayForNotice])).toEqual([['expired', '2025-03-01', null]]);
  });

  it('knows of activities of the relationship and of paper originals', async () => {
    const office = await newOffice('uz-bu');
    const partner = async (text: string) => (await office.do('record.add', { kind: 'partner', value: { nameForms: [{ text, language: 'en', script: 'Latn' }] } })).id;
    const [ours, theirs] = [await partner('Bukhara'), await partner('Hamadan')];
    const id = await add(office, titled({ level: 'interstate', dateSigned: '2001', dateInForce: '2001', parties: [{ partner: ours }, { partner: theirs }] }));
    const flags = async () => ((await office.do('record.show', { id })).flags as readonly { readonly flag: string; readonly sentence: string }[]).map(({ flag, sentence }) => `${flag}: ${sentence}`);
    expect(await flags()).toEqual(['dormant: No activity is recorded since 2001.', 'noOriginal: Where the original is kept is not recorded.', 'noScan: No scan is attached.']);
    await office.do('record.add', { kind: 'relationship', value: { ours, theirs, activities: [{ date: '2015-05', type: 'delegation' }] } });
    await office.do('record.add', { kind: 'original', value: { agreement: id, holder: 'Archive' } });
    expect(await flags()).toEqual(['dormant: No activity is recorded since 01.05.2015.', 'noScan: No scan is attached.']);
  });

  it('warns of a guard that is broken in what came otherwise, and does not refuse it', async () => {
    const office = await newOffice('uz-bu');
    const id = await add(office, titled({ level: 'twinning', dateSigned: '2024-05-01' }));
    const codes = async () => (await office.do('record.show', { id })).warnings.map((warning) => warning.code);
    expect(await codes()).toContain('signedWithoutPermission');
    await office.do('record.add', { kind: 'authorisation', value: { agreement: id, decision: 'granted', decisionDate: '2024-04-01' } });
    expect(await codes()).not.toContain('signedWithoutPermission');
  });
});
