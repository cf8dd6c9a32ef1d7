/** Stores of older versions, kept as they were made. test/stores/version-50 is of the first version: before the tables had a version. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dumpHash } from '../../../src/main/changes/rebuild.ts';
import { subKeys } from '../../../src/main/crypto/vault.ts';
import { migrations } from '../../../src/main/db/migrate.ts';
import { openReadOnly } from '../../../src/main/db/open.ts';
import { openStore } from '../../../src/main/store/store.ts';
import { newOffice, openOffice, storeDeps, TEST_PASSPHRASE, type Office } from '../../support/office.ts';
import { tempFolder } from '../../support/temp.ts';

const NEWEST = migrations.at(-1)?.version ?? 0;
const FIRST = { schema: 50, digest: '761b1fabf739a323708a095155016bdd33db777f84a0a484768d8a2f341b0254' };

function oldStore(): string {
  const folder = join(tempFolder(), 'store');
  cpSync(join(import.meta.dirname, '..', '..', 'stores', 'version-50'), folder, { recursive: true });
  mkdirSync(join(folder, 'documents'));
  return folder;
}

const copiesIn = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.includes('before'));
const schemaOf = (office: Office): unknown => office.store().db.pragma('user_version', { simple: true });
const titlesOf = async (office: Office, kind: string): Promise<readonly string[]> => (await office.do('record.list', { kind })).items.map((item) => item.title).sort();

describe('a store that an older version made', () => {
  it('opens, has everything, is as sound as a new one, says what was done, and says it once', async () => {
    const office = await openOffice('uz-bu', oldStore());
    expect(office.store().notices).toEqual([
      `The database as it was before this version is kept in ${join(office.folder, 'register.before-50.db')}.`, 'The tables were derived anew for this version.',
    ]);
    expect({ schema: schemaOf(office), digest: (await office.do('store.digest', {})).digest, verified: await office.do('store.verify', {}) })
      .toEqual({ schema: NEWEST, digest: FIRST.digest, verified: { ok: true, problems: [] } });
    expect([await titlesOf(office, 'agreement'), await titlesOf(office, 'partner')]).toEqual([['Hamkorlik toʻgʻrisidagi bitim', 'Соглашение'], ['Bretagne']]);
    await office.reopen();
    expect(office.store().notices).toEqual([]);
    await office.close();
  });

  it('leaves its database as it was in a copy that opens with the same key', async () => {
    const office = await openOffice('uz-bu', oldStore());
    const copy = openReadOnly(join(office.folder, 'register.before-50.db'), subKeys(office.store().master).database);
    if (!copy.ok) throw new Error(copy.error.message);
    expect([copy.value.pragma('user_version', { simple: true }), copy.value.prepare('SELECT count(*) FROM entry').pluck().get()]).toEqual([FIRST.schema, 6]);
    copy.value.close();
    await office.close();
  });

  it('is refused with a sentence, and not changed, where the copy cannot be written', async () => {
    const folder = oldStore();
    mkdirSync(join(folder, 'register.before-50.db.tmp'));
    const before = readFileSync(join(folder, 'register.db'));
    const refused = await openStore(folder, { passphrase: TEST_PASSPHRASE }, storeDeps());
    expect(refused.ok ? null : [refused.error.type, refused.error.message.startsWith('The store was not opened. It was made by an older version and could not be brought up to this one'), refused.error.message.endsWith('Nothing was changed.')])
      .toEqual(['UpgradeImpossible', true, true]);
    expect([readFileSync(join(folder, 'register.db')).equals(before), existsSync(join(folder, 'register.before-50.db'))]).toEqual([true, false]);
  });

  it('is left as it was when deriving the tables fails half-way', async () => {
    const folder = oldStore();
    const broken = { ...storeDeps(), projectors: [{ kinds: ['agreement'], tables: [], put: () => { throw new Error('a bug'); }, remove: () => undefined }] };
    await expect(openStore(folder, { passphrase: TEST_PASSPHRASE }, broken)).rejects.toThrow('a bug');
    const office = await openOffice('uz-bu', folder);
    expect(office.store().notices.at(-1)).toBe('The tables were derived anew for this version.');
    await office.close();
  });

  it('lets an older copy go when a newer one is there', async () => {
    const folder = oldStore();
    cpSync(join(folder, 'register.db'), join(folder, 'register.before-40.db'));
    const office = await openOffice('uz-bu', folder);
    expect(copiesIn(folder)).toEqual(['register.before-50.db']);
    await office.close();
  });
});

describe('a store whose tables are of another version', () => {
  it('derives them anew, without a copy, since the schema stays', async () => {
    const office = await newOffice('uz-bu');
    await office.do('record.add', { kind: 'partner', value: { partnerKind: 'region', nameForms: [{ text: 'Bretagne', language: 'fr', script: 'Latn' }] } });
    const { db, projectors } = office.store();
    const whole = dumpHash(db, projectors);
    db.prepare(`UPDATE partner SET name = 'as an older projector wrote it'`).run();
    db.prepare(`UPDATE meta SET value = '0' WHERE key = 'projection'`).run();
    await office.reopen();
    expect([office.store().notices, dumpHash(office.store().db, projectors) === whole, copiesIn(office.folder)]).toEqual([['The tables were derived anew for this version.'], true, []]);
    await office.close();
  });

  it('says nothing as long as it is empty', async () => {
    const office = await newOffice('uz-bu');
    office.store().db.prepare(`DELETE FROM meta WHERE key = 'projection'`).run();
    await office.reopen();
    expect(office.store().notices).toEqual([]);
    await office.close();
  });
});
