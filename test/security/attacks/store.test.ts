import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/db/open.ts';
import { subKeys } from '../../../src/main/crypto/vault.ts';
import { createStore, openStore, type StoreError } from '../../../src/main/store/store.ts';
import { restoreBackup } from '../../../src/main/store/restore.ts';
import { bitim } from '../../support/command.ts';
import { newOffice, openOffice, storeDeps, TEST_KDF, TEST_PASSPHRASE, type Office } from '../../support/office.ts';
import { rngOf } from '../../support/rng.ts';
import { tempFolder } from '../../support/temp.ts';
import { canonical, flipped, pack, partsOf, unpack } from './forge.ts';

interface Vault {
  check?: string;
  format: string;
  kdf: { memoryMiB: number; passes: number; lanes: number };
}

const file = (name: string, contents: string | Buffer): string => {
  const path = join(tempFolder(), name);
  writeFileSync(path, contents);
  return path;
};

const addAgreement = (office: Office, registerNo: string) => office.do('record.add', { kind: 'agreement', value: { registerNo } });

/** A closed store with one agreement and one document. */
async function closedStore(id = 'uz-bu'): Promise<{ readonly office: Office; readonly folder: string; readonly agreement: string }> {
  const office = await newOffice(id);
  const { id: agreement } = await addAgreement(office, '1/26');
  await office.do('documents.attach', { id: agreement, files: [file('scan.pdf', '%PDF-1.7 a page')] });
  await office.close();
  return { office, folder: office.folder, agreement };
}

const tryToOpen = (folder: string, passphrase = TEST_PASSPHRASE, ms?: number) => openStore(folder, { passphrase }, storeDeps(ms === undefined ? {} : { clock: { ms } }));

async function notOpened(folder: string, ...types: readonly StoreError['type'][]): Promise<void> {
  const opened = await tryToOpen(folder);
  if (opened.ok) {
    opened.value.close();
    throw new Error('The store was opened.');
  }
  expect(types).toContain(opened.error.type);
  expect(opened.error.message).toMatch(/not opened|locked|[Nn]othing was changed/);
}

/** The header with some of it changed and its check put right, as somebody would who knows the format. */
function bendHeader(folder: string, change: (header: Vault) => void): void {
  const path = join(folder, 'store.json');
  const header = JSON.parse(readFileSync(path, 'utf8')) as Vault;
  delete header.check;
  change(header);
  const check = createHash('sha256').update(canonical(header)).digest('hex').slice(0, 16);
  writeFileSync(path, `${canonical({ ...header, check })}\n`);
}

const filesBelow = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());

describe('the store', () => {
  it('attack 82: passphrases tried one after the other at the keyboard', async () => {
    const { folder } = await closedStore();
    let now = Date.UTC(2026, 2, 1);
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      const answer = await tryToOpen(folder, `guess number ${String(i)}`, now);
      if (answer.ok) throw new Error('Guessed.');
      if (answer.error.type === 'TooManyAttempts') {
        waits.push(answer.error.waitMs);
        expect((await tryToOpen(folder, TEST_PASSPHRASE, now)).ok).toBe(false);
        now += answer.error.waitMs;
      }
    }
    expect(waits.length).toBeGreaterThan(3);
    expect(waits).toEqual(waits.map((_, i) => (waits[0] ?? 0) * 2 ** i));
    const far = await tryToOpen(folder, TEST_PASSPHRASE, now + 600_000);
    expect(far.ok).toBe(true);
    if (far.ok) far.value.close();
  });

  it('attack 83: the cost of the key derivation lowered in the header', async () => {
    const { folder } = await closedStore();
    const good = readFileSync(join(folder, 'store.json'));
    for (const kdf of [{ passes: 3 }, { memoryMiB: 20 }, { lanes: 2 }]) {
      bendHeader(folder, (header) => { Object.assign(header.kdf, kdf); });
      await notOpened(folder, 'WrongPassphrase');
      writeFileSync(join(folder, 'store.json'), good);
    }
    for (const kdf of [{ passes: 1 }, { memoryMiB: 8 }, { lanes: 0 }, { memoryMiB: 1 }, { memoryMiB: 19.5 }]) {
      bendHeader(folder, (header) => { Object.assign(header.kdf, kdf); });
      await notOpened(folder, 'HeaderDamaged');
      writeFileSync(join(folder, 'store.json'), good);
    }
    rmSync(join(folder, 'attempts.json'), { force: true });
    const opened = await tryToOpen(folder);
    expect(opened.ok).toBe(true);
    if (opened.ok) opened.value.close();
  });

  it('attack 84: the cost raised until the machine falls over', async () => {
    const { folder } = await closedStore();
    const good = readFileSync(join(folder, 'store.json'));
    for (const kdf of [{ memoryMiB: 1_025 }, { memoryMiB: 1_000_000 }, { passes: 1_000_000 }, { lanes: 10_000 }]) {
      bendHeader(folder, (header) => { Object.assign(header.kdf, kdf); });
      const begun = performance.now();
      await notOpened(folder, 'KdfTooExpensive');
      expect(performance.now() - begun).toBeLessThan(2_000);
      writeFileSync(join(folder, 'store.json'), good);
    }
  });

  it('attack 85: the header of another store put in, and altered ones', async () => {
    const { folder } = await closedStore();
    const good = readFileSync(join(folder, 'store.json'));
    const other = await closedStore('uz-sa');
    cpSync(join(other.folder, 'store.json'), join(folder, 'store.json'));
    await notOpened(folder, 'StoreDamaged');
    const rng = rngOf('attack 85');
    for (let i = 0; i < 40; i++) {
      writeFileSync(join(folder, 'store.json'), flipped(good, rng.int(good.length * 8)));
      await notOpened(folder, 'HeaderDamaged', 'StoreNewer');
    }
    writeFileSync(join(folder, 'store.json'), good);
    const opened = await tryToOpen(folder);
    expect(opened.ok).toBe(true);
    if (opened.ok) opened.value.close();
  });

  it('attack 86: a plain database put in', async () => {
    const { folder } = await closedStore();
    const path = join(folder, 'register.db');
    rmSync(path);
    const plain = new Database(path);
    plain.exec('CREATE TABLE entry (id INTEGER PRIMARY KEY)');
    plain.close();
    const before = readFileSync(path);
    await notOpened(folder, 'StoreNotEncrypted');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('attack 87: another encrypted database put in, or none', async () => {
    const { folder } = await closedStore();
    const other = await closedStore('uz-sa');
    cpSync(join(other.folder, 'register.db'), join(folder, 'register.db'));
    await notOpened(folder, 'StoreDamaged');
    rmSync(join(folder, 'register.db'));
    await notOpened(folder, 'StoreDamaged');
    expect(existsSync(join(folder, 'register.db'))).toBe(false);
  });

  it('attack 88: a store of a newer or of another program', async () => {
    const folder = join(tempFolder(), 'store');
    const made = await createStore(folder, TEST_PASSPHRASE, { office: 'uz-bu', name: 'x', country: null, region: null }, TEST_KDF, storeDeps());
    if (!made.ok) throw new Error(made.error.message);
    const key = subKeys(made.value.store.master).database;
    made.value.store.close();
    const pragma = (text: string): void => {
      const db = openDatabase(join(folder, 'register.db'), key);
      if (!db.ok) throw new Error(db.error.message);
      db.value.pragma(text);
      db.value.close();
    };
    const version = 'user_version = 9999';
    pragma(version);
    await notOpened(folder, 'StoreNewer');
    pragma('application_id = 7');
    await notOpened(folder, 'StoreForeign');
    bendHeader(folder, (header) => { header.format = 'bitim-store/2'; });
    await notOpened(folder, 'StoreNewer');
  });

  it('attack 89: an older state of the folder put back', async () => {
    const stateFolder = tempFolder();
    const office = await newOffice('uz-bu', { stateFolder });
    await addAgreement(office, 'before');
    await office.close();
    const older = join(tempFolder(), 'older');
    cpSync(office.folder, older, { recursive: true });
    await office.reopen();
    const log = office.store().identity().log;
    await addAgreement(office, 'written since');
    await office.close();
    rmSync(office.folder, { recursive: true });
    cpSync(older, office.folder, { recursive: true });
    await office.reopen();
    expect(office.store().notices.join()).toContain('older state');
    expect(office.store().identity().log).not.toBe(log);
    await office.close();
  });

  it('attack 90: a copy of the store written on elsewhere', async () => {
    const office = await newOffice('uz-bu');
    const peer = await newOffice('uz-sa');
    for (const [a, b] of [[office, peer], [peer, office]] as const) {
      const { card, fingerprint } = await b.do('trust.card', {});
      await a.do('trust.accept', { card: file('card', card), fingerprint });
    }
    await addAgreement(office, 'common');
    await office.close();
    const copied = join(tempFolder(), 'copy');
    cpSync(office.folder, copied, { recursive: true });
    await office.reopen();
    const copy = await openOffice('uz-bu', copied);
    const [here] = [await addAgreement(office, 'in the one')];
    const there = await addAgreement(copy, 'in the other');
    const take = async (from: Office, to: Office) => {
      const out = tempFolder();
      const { files } = await from.do('bundles.export', { to: [to.id], out, full: true });
      return to.do('bundles.import', { file: files[0]?.path ?? '' });
    };
    await take(office, peer);
    expect((await take(copy, peer)).warnings.join()).toContain('continued twice');
    expect((await peer.do('record.list', { kind: 'agreement' })).items.map(({ registerNo }) => registerNo).sort()).toEqual(['common', 'in the one', 'in the other']);
    const log = office.store().identity().log;
    expect((await take(peer, office)).warnings.join()).toContain('A new log');
    expect(office.store().identity().log).not.toBe(log);
    expect((await office.do('record.show', { id: there.id })).registerNo).toBe('in the other');
    expect((await office.do('record.show', { id: here.id })).registerNo).toBe('in the one');
    for (const each of [office, copy, peer]) await each.close();
  });

  it('attack 94: a second process opens the store', async () => {
    const office = await newOffice('uz-bu');
    const run = bitim({ store: office.folder, stateFolder: tempFolder() }, '--json', 'digest');
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining('Another process has') as string]);
    await office.close();
    expect(bitim({ store: office.folder, stateFolder: tempFolder() }, '--json', 'digest').code).toBe(0);
  });

  it('attack 95: a look into the folder for plaintext, while it is open and after', async () => {
    const stateFolder = tempFolder();
    const office = await newOffice('uz-bu', { stateFolder });
    const words = ['Qizgʻaldoqcha-belgi', 'белги-қизғалдоқ', 'scanned-secret-word'];
    const { id } = await office.do('record.add', { kind: 'agreement', value: { registerNo: words[0] ?? '', notes: words[1] ?? '' } });
    await office.do('documents.attach', { id, files: [file('secret-name-of-file.txt', `${words[2] ?? ''} `.repeat(5_000))] });
    const needles = [...words, 'secret-name-of-file', TEST_PASSPHRASE].flatMap((word) => [word, word.toLowerCase(), word.toUpperCase()].flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()]));
    const leaks = (): readonly string[] => [office.folder, stateFolder].flatMap(filesBelow).filter((path) => needles.some((needle) => readFileSync(path).includes(needle) || path.includes(needle.toString())));
    expect(leaks()).toEqual([]);
    await office.close();
    expect(leaks()).toEqual([]);
  });

  it('attack 96: a bit flipped in the database', async () => {
    const { folder, office } = await closedStore();
    const path = join(folder, 'register.db');
    const good = readFileSync(path);
    const rng = rngOf('attack 96');
    for (let i = 0; i < 12; i++) {
      for (const leftover of ['register.db-wal', 'register.db-shm']) rmSync(join(folder, leftover), { force: true });
      writeFileSync(path, flipped(good, rng.int(good.length * 8)));
      expect(await isNoticed(office)).toBe(true);
    }
  });

  it('attack 97: an altered backup', async () => {
    const office = await newOffice('uz-bu');
    const { id } = await addAgreement(office, '1/26');
    await office.do('documents.attach', { id, files: [file('scan.pdf', '%PDF-1.7 a page')] });
    const out = join(tempFolder(), 'office.backup');
    await office.do('store.backup', { out });
    await office.close();
    const good = readFileSync(out);
    const restore = async (bytes: Buffer, passphrase = TEST_PASSPHRASE) => {
      const target = join(tempFolder(), 'restored');
      const answer = await restoreBackup(file('altered', bytes), target, { passphrase }, storeDeps());
      return { answer, made: existsSync(target) || readdirSync(join(target, '..')).length > 0 };
    };
    const refused = async (bytes: Buffer): Promise<void> => {
      const { answer, made } = await restore(bytes);
      expect(answer).toMatchObject({ ok: false, error: { message: expect.stringMatching(/[Nn]othing was (changed|restored)/) as string } });
      expect(made).toBe(false);
    };
    const rng = rngOf('attack 97');
    for (let i = 0; i < 25; i++) await refused(flipped(good, rng.int(good.length * 8)));
    for (const end of [0, 100, good.length - 1]) await refused(good.subarray(0, end));
    const parts = partsOf(unpack(good));
    await refused(pack([...parts, { name: 'documents/evil', bytes: Buffer.from('x') }]));
    await refused(pack(parts.toSpliced(1, 1)));
    await refused(pack(parts.map((part) => (part.name === 'register.db' ? { ...part, bytes: Buffer.concat([Buffer.from('SQLite format 3\0'), part.bytes.subarray(16)]) } : part))));
    expect((await restore(good, 'not the passphrase')).answer).toMatchObject({ ok: false, error: { type: 'WrongPassphrase' } });
    expect((await restore(good)).answer).toMatchObject({ ok: true, value: { documents: 1 } });
  });
});

/** The store does not open, or a check or a read finds the damage. */
async function isNoticed(office: Office): Promise<boolean> {
  mkdirSync(office.folder, { recursive: true });
  const opened = await tryToOpen(office.folder);
  if (!opened.ok) return true;
  opened.value.close();
  try {
    await office.reopen();
    const { ok } = await office.do('store.verify', {});
    return !ok;
  } catch {
    return true;
  } finally {
    await office.close().catch(() => undefined);
  }
}
