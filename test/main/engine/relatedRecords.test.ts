import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/shared/json.ts';
import { newOffice, type Office } from '../../support/office.ts';
import { problemsOf } from '../../support/exchange.ts';

const add = async (office: Office, kind: string, value: JsonObject): Promise<string> => (await office.do('record.add', { kind, value })).id;
const named = (text: string, more: JsonObject = {}): JsonObject => ({ nameForms: [{ text, language: 'en', script: 'Latn' }], ...more });
const titled = (text: string, more: JsonObject = {}): JsonObject => ({ titleForms: [{ text, language: 'en', script: 'Latn' }], ...more });

/** An agreement of a region with everything that belongs to it. */
async function sample() {
  const office = await newOffice('uz-bu');
  const ours = await add(office, 'partner', named('Bukhara Region'));
  const theirs = await add(office, 'partner', named('Hamadan Province'));
  const treaty = await add(office, 'agreement', titled('Treaty'));
  const twinning = await add(office, 'agreement', titled('Twinning', {
    parties: [{ id: '1', partner: ours, side: 'ours' }], relations: [{ id: '1', type: 'implements', agreement: treaty }, { id: '2', type: 'basedOn', act: 'Law on international treaties', actNo: '518', actDate: '2019-02-06' }],
  }));
  const permission = await add(office, 'authorisation', { agreement: twinning, requestedBy: ours, requestedOn: '2024-01', decision: 'granted', decisionNo: '7', decisionDate: '2024-02-01', validUntil: '2025' });
  const check = await add(office, 'competenceCheck', {
    agreement: twinning, conclusion: 'open', by: 'Head of desk', on: '2024-01-15', terms: [{ code: 'visa', term: 'visa-free', language: 'en', place: 'Article 4' }], answers: [{ id: 'political', question: 'political', answer: 'no' }],
  });
  const original = await add(office, 'original', { agreement: twinning, holder: 'Archive', alternat: ours, fonds: '7', inventory: '2', file: '15', sheets: '3-9', loans: [{ to: 'Legal desk', since: '2025-01-10', due: '2025-02-10' }, { to: 'Exhibition', due: '2024-09', returned: '2024-09-30' }] });
  const relationship = await add(office, 'relationship', { ours, theirs, relationshipKind: 'twinning', since: '2024', basis: twinning, activities: [{ date: '2024-05', type: 'delegation', note: 'Five people' }, { date: '2023', type: 'event' }] });
  return { office, ours, theirs, treaty, twinning, permission, check, original, relationship };
}

describe('what stands around a record', () => {
  it('is shown with an agreement: what it rests on and what implements it, permissions, checks, originals, relationships', async () => {
    const { office, ours, theirs, treaty, twinning, permission, check, original, relationship } = await sample();
    expect(await office.do('record.show', { id: twinning })).toMatchObject({
      linked: [{ field: 'parties[1].partner', id: ours, kind: 'partner', title: 'Bukhara Region' }, { field: 'relations[1].agreement', id: treaty, kind: 'agreement', title: 'Treaty' }],
      related: [{ direction: 'to', type: 'implements', id: treaty, title: 'Treaty' }, { direction: 'to', type: 'basedOn', id: null, title: 'Law on international treaties' }],
      authorisations: [{ id: permission, title: 'Granted, 7, 2024-02-01', requestedOn: '2024-01', decision: 'granted', decisionNo: '7', decisionDate: '2024-02-01', validUntil: '2025' }],
      competenceChecks: [{ id: check, title: 'Open to the region, 2024-01-15', conclusion: 'open', by: 'Head of desk', on: '2024-01-15', terms: 1 }],
      paperOriginals: [{ id: original, title: '7/2/15/3-9', holder: 'Archive', alternat: ours, condition: null, lentTo: 'Legal desk', lentDue: '2025-02-10' }],
      relationships: [{ id: relationship, title: 'Twinning, 2024', ours, theirs, lastActivity: '2024-05-01' }],
    });
    expect(await office.do('record.show', { id: treaty })).toMatchObject({ related: [{ direction: 'from', type: 'implements', id: twinning, title: 'Twinning' }] });
    expect((await office.do('record.show', { id: theirs })).relationships).toEqual([{ id: relationship, title: 'Twinning, 2024', ours, theirs, lastActivity: '2024-05-01' }]);
  });

  it('names the agreement that a permission, a check, an original or a relationship belongs to', async () => {
    const { office, twinning, permission, check, original, relationship } = await sample();
    for (const [id, field] of [[permission, 'agreement'], [check, 'agreement'], [original, 'agreement'], [relationship, 'basis']] as const) {
      expect((await office.do('record.show', { id })).linked).toContainEqual({ field, id: twinning, kind: 'agreement', title: 'Twinning' });
    }
  });

  it('leaves out what is voided, and what no longer says so', async () => {
    const { office, treaty, twinning, permission } = await sample();
    await office.do('record.void', { id: permission, reason: 'entered twice' });
    expect((await office.do('record.show', { id: twinning })).authorisations).toBeUndefined();
    await office.do('record.set', { id: twinning, fields: { 'relations[1]': '' } });
    expect((await office.do('record.show', { id: treaty })).related).toBeUndefined();
    expect(await problemsOf(office)).toEqual([]);
  });

  it('is listed by agreement, by partner and by what is lent', async () => {
    const { office, ours, twinning, permission, check, original, relationship } = await sample();
    const idsOf = async (kind: string, where: Record<string, string>): Promise<readonly string[]> => (await office.do('record.list', { kind, where })).items.map(({ id }) => id);
    expect([
      await idsOf('authorisation', { agreement: twinning, decision: 'granted', decisionDate: '2024' }), await idsOf('competenceCheck', { agreement: twinning }), await idsOf('original', { lentDue: '2025-02' }),
      await idsOf('original', { lentTo: 'Exhibition' }), await idsOf('relationship', { partner: ours }), await idsOf('relationship', { lastActivity: '2024' }),
    ]).toEqual([[permission], [check], [original], [], [relationship], [relationship]]);
  });

  it('is not written with a link that leads nowhere', async () => {
    const office = await newOffice('uz-bu');
    const nowhere = '01963f2c-9a40-7000-8000-00000000ffff';
    for (const [kind, value, path] of [
      ['authorisation', { agreement: nowhere }, 'agreement'], ['original', { agreement: nowhere }, 'agreement'], ['relationship', { ours: nowhere }, 'ours'],
      ['agreement', { relations: [{ id: '1', type: 'amends', agreement: nowhere }] }, 'relations[1].agreement'], ['partner', { predecessors: [nowhere] }, `predecessors[${nowhere}]`],
      ['document', { pages: [{ id: '1', order: 1, attachment: nowhere }] }, 'pages[1].attachment'],
    ] as const) {
      expect(await office.try('record.add', { kind, value })).toMatchObject({ ok: false, error: { type: 'InvalidInput', problems: [{ path, message: `names ${nowhere}, which is not a record of this store` }] } });
    }
    expect((await office.do('record.add', { kind: 'partner', value: { note: 'x', notSameAs: [nowhere] } })).id).not.toBe('');
  });
});
