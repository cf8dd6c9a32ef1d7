import { describe, expect, it } from 'vitest';
import { dumpHash, rebuild } from '../../../src/main/changes/rebuild.ts';
import { projectors } from '../../../src/main/engine/projectors.ts';
import { vocabulariesOf } from '../../../src/main/vocabularies/repository.ts';
import { termId } from '../../../src/main/vocabularies/termId.ts';
import { baseline } from '../../../src/shared/vocabularies/baseline.ts';
import { termOf } from '../../../src/shared/vocabularies/vocabulary.ts';
import { befriend, digestOf, problemsOf, send } from '../../support/exchange.ts';
import { newOffice, type Office } from '../../support/office.ts';

const own = (office: Office, name: keyof typeof baseline, code: string) => termOf(vocabulariesOf(office.store().db)[name], code);

describe('controlled values', () => {
  it('have a record whose id every office comes to', () => {
    expect(termId('levels', 'twinning')).toBe('714d92a8-bff9-87ba-89f8-ad7031188eb3');
    expect(termId('levels', 'twinning')).not.toBe(termId('natures', 'twinning'));
  });

  it('ship as a baseline that is no entry: a new store has an empty digest, and that of another office', async () => {
    const [a, b] = [await newOffice('uz-a'), await newOffice('uz-b')];
    const { vocabularies } = await a.do('vocabulary.list', {});
    expect([vocabularies.length, vocabularies.filter(({ changed }) => changed > 0), a.store().db.prepare('SELECT count(*) FROM entry').pluck().get()]).toEqual([Object.keys(baseline).length, [], 0]);
    expect(await digestOf(a)).toBe(await digestOf(b));
    expect(vocabulariesOf(a.store().db)).toBe(baseline);
  });

  it('are changed and retired by entries; what was written before stays readable', async () => {
    const office = await newOffice('uz-a');
    const { id } = await office.do('record.add', { kind: 'agreement', value: { registerNo: '1', level: 'twinning' } });
    const set = await office.do('vocabulary.set', { name: 'levels', code: 'twinning', labels: { en: 'Sister cities' }, retired: true });
    expect(set.id).toBe(termId('levels', 'twinning'));
    expect(await office.try('record.add', { kind: 'agreement', value: { level: 'twinning' } })).toMatchObject({ ok: false, error: { problems: [{ path: 'level', message: '"twinning" is retired and is not used for new values' }] } });
    expect(await office.try('record.set', { id, fields: { level: 'twinning' } })).toMatchObject({ ok: false });
    expect((await office.do('record.show', { id })).warnings.map(({ code }) => code)).toEqual(['titleMissing', 'partiesMissing']);
    const shown = (await office.do('vocabulary.show', { name: 'levels' })).terms.find(({ code }) => code === 'twinning');
    expect(shown).toMatchObject({ labels: { en: 'Sister cities', ru: 'Побратимство' }, retired: true, origin: 'changed', record: set.id });
    await office.do('vocabulary.set', { name: 'levels', code: 'twinning', labels: { en: '' }, retired: false });
    expect(own(office, 'levels', 'twinning')).toEqual(termOf(baseline.levels, 'twinning'));
    expect((await office.do('record.add', { kind: 'agreement', value: { level: 'twinning' } })).id).not.toBe('');
    expect(await problemsOf(office)).toEqual([]);
  });

  it('can be added, with a label, and are used at once', async () => {
    const office = await newOffice('uz-a');
    expect(await office.try('vocabulary.set', { name: 'partnerKinds', code: 'port', retired: false })).toMatchObject({ ok: false, error: { type: 'CodeUnknown' } });
    await office.do('vocabulary.set', { name: 'partnerKinds', code: 'port', labels: { ru: 'Порт' }, aliases: ['Гавань'], notes: { ru: 'Речной или морской' } });
    const { id } = await office.do('record.add', { kind: 'partner', value: { partnerKind: 'port', nameForms: [{ text: 'Aktau', language: 'en', script: 'Latn' }] } });
    expect((await office.do('record.show', { id })).warnings).toEqual([]);
    expect(own(office, 'partnerKinds', 'port')).toMatchObject({ labels: { en: 'Порт' }, aliases: ['Гавань'], notes: { ru: 'Речной или морской' } });
    const list = await office.do('record.list', { kind: 'term', where: { vocabulary: 'partnerKinds' } });
    expect(list.items).toMatchObject([{ id: termId('partnerKinds', 'port'), title: 'Порт', code: 'port' }]);
  });

  it.each<[string, string, object, string]>([
    ['colours', 'red', { labels: { en: 'Red' } }, 'VocabularyUnknown'],
    ['__proto__', 'red', { labels: { en: 'Red' } }, 'VocabularyUnknown'],
    ['sides', 'neutral', { labels: { en: 'Neutral' } }, 'VocabularyClosed'],
    ['accessLevels', 'internal', { retired: true }, 'VocabularyClosed'],
    ['documentKinds', 'MOU', { labels: { en: 'X' } }, 'VocabularyClosed'],
    ['levels', 'a b', { labels: { en: 'X' } }, 'InvalidInput'],
    ['levels', 'twinning', {}, 'NothingToChange'],
    ['levels', 'twinning', { labels: { en: '' } }, 'NothingToChange'],
  ])('of %s are not changed where %s cannot be', async (name, code, change, type) => {
    expect(await (await newOffice('uz-a')).try('vocabulary.set', { name, code, ...change })).toMatchObject({ ok: false, error: { type } });
  });

  it('are not added as records with an id of their own', async () => {
    expect(await (await newOffice('uz-a')).try('record.add', { kind: 'term', value: { vocabulary: 'levels', code: 'x' } })).toMatchObject({ ok: false, error: { type: 'InvalidInput' } });
  });

  it('merge: two offices change one term, a conflict is settled, and both have the same', async () => {
    const [a, b] = [await newOffice('uz-a'), await newOffice('uz-b')];
    await befriend(a, b);
    await a.do('vocabulary.set', { name: 'levels', code: 'twinning', labels: { en: 'Sister cities' }, retired: true });
    await b.do('vocabulary.set', { name: 'levels', code: 'twinning', labels: { ru: 'Города-побратимы', en: 'Twin towns' } });
    await send(a, b);
    await send(b, a);
    const id = termId('levels', 'twinning');
    expect(own(a, 'levels', 'twinning')).toEqual(own(b, 'levels', 'twinning'));
    expect(own(a, 'levels', 'twinning')).toMatchObject({ retired: true, labels: { ru: 'Города-побратимы' } });
    expect((await a.do('record.show', { id })).conflicts).toMatchObject([{ field: 'labels[en]' }]);
    expect(await a.try('vocabulary.set', { name: 'levels', code: 'twinning', labels: { en: 'Towns' } })).toMatchObject({ ok: false, error: { type: 'FieldInConflict' } });
    await a.do('conflicts.resolve', { id, field: 'labels[en]', value: 'Twinned' });
    await b.do('vocabulary.set', { name: 'levels', code: 'twinning', retired: false });
    await send(a, b);
    await send(b, a);
    expect(own(b, 'levels', 'twinning')).toEqual(own(a, 'levels', 'twinning'));
    expect(own(a, 'levels', 'twinning')).toMatchObject({ labels: { en: 'Twinned' } });
    expect(own(a, 'levels', 'twinning')?.retired).toBeUndefined();
    expect(await digestOf(a)).toBe(await digestOf(b));
  });

  it('are read again when a term was written, and not before; a transaction that was rolled back leaves nothing behind', async () => {
    const office = await newOffice('uz-a');
    await office.do('vocabulary.set', { name: 'levels', code: 'twinning', labels: { en: 'A' } });
    const { db } = office.store();
    const first = vocabulariesOf(db);
    await office.do('record.add', { kind: 'partner', value: { country: 'UZ' } });
    expect(vocabulariesOf(db)).toBe(first);
    db.exec('BEGIN');
    db.exec(`UPDATE term SET data = replace(data, '"A"', '"Z"')`);
    db.exec(`UPDATE term_version SET changes = changes + 1, stamp = 'x'`);
    expect(termOf(vocabulariesOf(db).levels, 'twinning')?.labels.en).toBe('Z');
    db.exec('ROLLBACK');
    expect(termOf(vocabulariesOf(db).levels, 'twinning')?.labels.en).toBe('A');
    await office.do('vocabulary.set', { name: 'levels', code: 'twinning', labels: { en: 'B' } });
    expect([termOf(vocabulariesOf(db).levels, 'twinning')?.labels.en, termOf(vocabulariesOf(office.store().reader).levels, 'twinning')?.labels.en]).toEqual(['B', 'B']);
  });

  it('pass over a record whose id does not follow from its code, and values of an unexpected shape', async () => {
    const office = await newOffice('uz-a');
    const { log, db } = office.store();
    const write = (record: string, fields: Parameters<typeof log.append>[0]['changes'][number]['fields']): void => {
      const done = log.append({ author: 'Head', changes: [{ record, kind: 'term', fields, replaces: new Map() }] });
      if (!done.ok) throw new Error(done.error.message);
    };
    write('01963f2c-9a40-7000-8000-00000000000a', { vocabulary: 'levels', code: 'twinning', retired: true, 'labels[en]': 'Elsewhere' });
    write(termId('levels', 'interstate'), { vocabulary: 'levels', code: 'interstate', retired: 'yes', order: '5', 'labels[en]': 7, 'labels[ru]': ' ', 'labels[xx]': 'X', 'stems[1]': [], 'aliases[1]': {} });
    write(termId('colours', 'red'), { vocabulary: 'colours', code: 'red' });
    write('01963f2c-9a40-7000-8000-00000000000b', { vocabulary: [], code: 7 });
    expect(vocabulariesOf(db)).toEqual(baseline);
    const dump = dumpHash(db, projectors);
    rebuild(db, projectors, 'reverse');
    expect(dumpHash(db, projectors)).toBe(dump);
    expect((await office.do('record.show', { id: '01963f2c-9a40-7000-8000-00000000000a' })).warnings).toEqual([
      { code: 'termElsewhere', sentence: 'This record does not stand for the code twinning of levels: its id is not the one that follows from them. It changes nothing.' },
    ]);
    expect((await office.do('record.show', { id: termId('colours', 'red') })).warnings.map(({ code }) => code)).toEqual(['vocabularyUnknown']);
  });
});
