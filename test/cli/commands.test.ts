/** The table of commands: each does what it says, prints exactly one JSON value with --json, and ends with 0, 1 or 2. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bitim, bitimJson, type CommandOptions } from '../support/command.ts';
import { tempFolder } from '../support/temp.ts';

const root = tempFolder();
const here: CommandOptions = { store: join(root, 'bukhara'), stateFolder: join(root, 'state') };
const there: CommandOptions = { store: join(root, 'samarkand'), stateFolder: join(root, 'state') };
const file = (name: string, text: string): string => {
  const path = join(root, name);
  writeFileSync(path, text);
  return path;
};

let made: Record<string, unknown>;
let agreement: string;

beforeAll(() => {
  made = bitimJson(here, 'init', '--office', 'uz-bu', '--name', 'Buxoro viloyati hokimligi', '--country', 'UZ', '--region', 'UZ-BU', '--kdf-memory', '19');
  bitimJson(there, 'init', '--office', 'uz-sa', '--name', 'Samarqand viloyati hokimligi', '--kdf-memory', '19');
  agreement = String(bitimJson(here, 'add', 'agreement', '--json-file', file('a.json', JSON.stringify({ registerNo: '1/26', dateSigned: '2026-02-27', titleForms: [{ text: 'Bitim', language: 'uz', script: 'Latn' }] }))).id);
});

describe('init', () => {
  it('gives office, log, a fingerprint of twelve words and the recovery key', () => {
    expect(made).toMatchObject({ office: 'uz-bu', log: expect.stringMatching(/^uz-bu\.[a-z2-7]{16}$/) as string });
    expect(String(made.fingerprint).split(' ')).toHaveLength(12);
    expect(String(made.recoveryKey).replaceAll('-', '').length).toBeGreaterThanOrEqual(52);
  });

  it('refuses a folder that holds a store, and bad ids, without changing anything', () => {
    const again = bitim(here, '--json', 'init', '--office', 'uz-bu', '--name', 'Again', '--kdf-memory', '19');
    expect(again.code).toBe(1);
    expect(JSON.parse(again.stdout)).toMatchObject({ error: { type: 'StoreExists' } });
    expect(again.stderr).toContain('Nothing was changed');
    expect(bitim({ ...here, store: join(root, 'x') }, 'init', '--office', 'Uz_Bu', '--name', 'x').code).toBe(1);
    expect(bitim({ ...here, store: join(root, 'x') }, 'init', '--office', 'con', '--name', 'x').code).toBe(1);
    expect(existsSync(join(root, 'x'))).toBe(false);
  });

  it('refuses a key derivation below the floor and above the ceiling', () => {
    for (const memory of ['8', '4096']) {
      const refused = bitim({ ...here, store: join(root, 'x') }, '--json', 'init', '--office', 'uz-x', '--name', 'x', '--kdf-memory', memory);
      expect(refused.code).toBe(1);
      expect(JSON.parse(refused.stdout)).toMatchObject({ error: { type: expect.stringMatching(/^Kdf/) as string } });
    }
  });
});

describe('usage', () => {
  it('is explained with --help everywhere and ends with 0', () => {
    for (const command of ['', 'init', 'card', 'trust', 'import-table', 'export-table', 'add', 'set', 'void', 'restore-record', 'show', 'history', 'attach', 'document', 'list', 'export', 'inspect', 'import', 'conflicts', 'resolve', 'journal', 'verify', 'rebuild', 'digest', 'backup', 'restore', 'passphrase', 'recovery-key']) {
      const help = bitim(here, ...(command === '' ? [] : [command]), '--help');
      expect(help.code).toBe(0);
      expect(help.stdout).toContain('Usage: bitim');
    }
  }, 60_000);

  it('ends with 2 where words are wrong or missing', () => {
    for (const args of [['frobnicate'], ['set', agreement], ['set', agreement, 'notes'], ['list', 'agreement', '--limit', 'many'], ['resolve', agreement, 'notes'], ['trust'], ['export', '--out', root]]) {
      expect(bitim(here, ...args).code, args.join(' ')).toBe(2);
    }
  });

  it('asks for a passphrase only at a terminal, and otherwise says where it is taken from', () => {
    const refused = bitim({ ...here, env: { BITIM_PASSPHRASE: '' } }, 'digest');
    expect(refused.code).toBe(1);
    expect(bitim(here, '--passphrase-file', file('passphrase', 'seven green bridges\n'), 'digest').code).toBe(0);
    expect(bitim(here, '--passphrase-file', join(root, 'absent'), 'digest').code).toBe(1);
  });
});

describe('records', () => {
  it('are added, changed, shown, voided, restored, and keep their history', () => {
    const written = bitimJson(here, '--as', 'Head of department', 'set', agreement, 'notes=first', 'placeSigned=Buxoro');
    expect(written).toMatchObject({ id: agreement, entry: expect.stringMatching(/^[\w-]{22}$/) as string });
    expect(bitimJson(here, 'show', agreement)).toMatchObject({ id: agreement, kind: 'agreement', registerNo: '1/26', notes: 'first', status: 'signed', conflicts: [], voided: null });
    bitimJson(here, 'void', agreement, '--reason', 'entered twice');
    expect(bitimJson(here, 'show', agreement)).toMatchObject({ voided: { reason: 'entered twice', office: 'uz-bu' } });
    expect(bitim(here, 'set', agreement, 'notes=second').code).toBe(1);
    bitimJson(here, 'restore-record', agreement);
    const { changes } = bitimJson(here, 'history', agreement) as unknown as { changes: { author: string; office: string; fields: object }[] };
    expect(changes).toHaveLength(4);
    expect(changes[1]).toMatchObject({ author: 'Head of department', office: 'uz-bu', fields: { notes: 'first', placeSigned: 'Buxoro' } });
  });

  it('are refused with the reason where a value does not fit', () => {
    for (const pair of ['dateSigned=31.02.2024', 'level=sideways', 'colour=blue', 'parties[1].partner=00000000-0000-7000-8000-000000000000']) {
      const refused = bitim(here, '--json', 'set', agreement, pair);
      expect(refused.code).toBe(1);
      expect(JSON.parse(refused.stdout)).toMatchObject({ error: { type: 'InvalidInput', message: expect.stringContaining(pair.split('=')[0] ?? '') as string } });
    }
    expect(bitim(here, 'add', 'agreement', '--json-file', file('bad.json', '[1]')).code).toBe(1);
    expect(bitim(here, 'add', 'spaceship', '--json-file', file('good.json', '{"a":1}')).code).toBe(1);
    expect(bitim(here, 'show', '00000000-0000-7000-8000-000000000000').code).toBe(1);
  });

  it('are listed by pages, filtered and sorted', () => {
    for (const no of ['2/26', '3/26', '4/26']) bitimJson(here, 'add', 'agreement', '--json-file', file('more.json', JSON.stringify({ registerNo: no, placeSigned: 'Toshkent' })));
    const page = (...more: readonly string[]) => bitimJson(here, 'list', 'agreement', '--limit', '2', '--where', 'placeSigned=Toshkent', '--sort', '-registerNo', ...more) as unknown as { total: number; capped: boolean; next: string | null; items: { registerNo: string }[] };
    const first = page();
    expect([first.total, first.capped, first.items.map((item) => item.registerNo)]).toEqual([3, false, ['4/26', '3/26']]);
    const second = page('--after', first.next ?? '');
    expect([second.items.map((item) => item.registerNo), second.next]).toEqual([['2/26'], null]);
    expect(bitim(here, 'list', 'agreement', '--where', 'colour=blue').code).toBe(1);
    expect(bitim(here, 'list', 'spaceship').code).toBe(1);
  });
});

describe('documents', () => {
  it('go in once and come out identical; a file that is there is not written over', () => {
    const scan = file('scan.pdf', `%PDF-1.4\n${'x'.repeat(100_000)}`);
    const first = bitimJson(here, 'attach', agreement, scan) as unknown as { attached: { sha256: string; bytes: number; mediaType: string; stored: boolean }[] };
    expect(first.attached).toMatchObject([{ bytes: statSync(scan).size, mediaType: 'application/pdf', stored: true }]);
    expect(bitimJson(here, 'attach', agreement, scan)).toMatchObject({ attached: [{ stored: false }] });
    const out = join(root, 'out.pdf');
    bitimJson(here, 'document', first.attached[0]?.sha256 ?? '', '--out', out);
    expect(readFileSync(out).equals(readFileSync(scan))).toBe(true);
    expect(bitim(here, 'document', first.attached[0]?.sha256 ?? '', '--out', out).code).toBe(1);
    expect(bitim(here, 'document', '0'.repeat(64), '--out', join(root, 'none')).code).toBe(1);
    expect(bitim(here, 'attach', agreement, join(root, 'absent.pdf')).code).toBe(1);
  });
});

describe('exchange', () => {
  it('walks the main job: cards, trust, bundle, inspect, import, conflict, settlement, journal, equal digests', () => {
    const cards = [here, there].map((office, i) => {
      const path = join(root, `card-${String(i)}`);
      return { path, fingerprint: String(bitimJson(office, 'card', '--out', path).fingerprint) };
    });
    const [ours, theirs] = cards as [{ path: string; fingerprint: string }, { path: string; fingerprint: string }];
    const wrong = bitim(there, '--json', 'trust', ours.path, '--fingerprint', theirs.fingerprint);
    expect(wrong.code).toBe(1);
    expect(bitimJson(there, 'trust', ours.path, '--fingerprint', ours.fingerprint)).toMatchObject({ office: 'uz-bu', trusted: true });
    bitimJson(here, 'trust', theirs.path, '--fingerprint', theirs.fingerprint);

    const sent = bitimJson(here, 'export', '--to', 'uz-sa', '--out', join(root, 'post')) as unknown as { files: { path: string; bytes: number; sha256: string }[]; entries: number; documents: number };
    expect(sent.documents).toBe(1);
    const bundle = sent.files[0]?.path ?? '';
    expect(bitimJson(there, 'inspect', bundle)).toMatchObject({ from: 'uz-bu', entries: { new: sent.entries, known: 0 }, documents: 1, conflicts: 0 });
    expect(bitimJson(there, 'import', bundle)).toMatchObject({ from: 'uz-bu', entries: { new: sent.entries, known: 0 } });
    expect(bitimJson(there, 'import', bundle)).toMatchObject({ entries: { new: 0 }, already: { on: expect.any(String) as string } });
    expect(bitimJson(there, 'digest')).toEqual(bitimJson(here, 'digest'));

    bitimJson(here, 'set', agreement, 'notes=what Bukhara wrote');
    bitimJson(there, 'set', agreement, 'notes=what Samarkand wrote');
    const back = bitimJson(there, 'export', '--to', 'uz-bu', '--out', join(root, 'post')) as unknown as typeof sent;
    expect(bitimJson(here, 'import', back.files[0]?.path ?? '')).toMatchObject({ conflicts: 1 });
    const { conflicts } = bitimJson(here, 'conflicts') as unknown as { conflicts: { id: string; field: string; values: { value: string; office: string }[] }[] };
    expect(conflicts).toMatchObject([{ id: agreement, field: 'notes' }]);
    expect(conflicts[0]?.values.map((value) => value.office).sort()).toEqual(['uz-bu', 'uz-sa']);
    expect(bitim(here, 'set', agreement, 'notes=over it').code).toBe(1);
    const choice = 1 + (conflicts[0]?.values.findIndex((value) => value.office === 'uz-sa') ?? 0);
    bitimJson(here, 'resolve', agreement, 'notes', '--choose', String(choice));
    expect(bitimJson(here, 'show', agreement)).toMatchObject({ notes: 'what Samarkand wrote', conflicts: [] });
    expect(bitimJson(here, 'conflicts')).toEqual({ conflicts: [] });

    const settled = bitimJson(here, 'export', '--to', 'uz-sa', '--out', join(root, 'post')) as unknown as typeof sent;
    bitimJson(there, 'import', settled.files[0]?.path ?? '');
    expect(bitimJson(there, 'digest')).toEqual(bitimJson(here, 'digest'));
    const { bundles } = bitimJson(there, 'journal') as unknown as { bundles: unknown[] };
    expect(bundles.length).toBeGreaterThanOrEqual(3);
    for (const office of [here, there]) expect(bitimJson(office, 'verify')).toEqual({ ok: true, problems: [] });
  }, 60_000);
});

describe('the store', () => {
  it('is backed up into one file and restored with a new log and the same register', () => {
    const backup = join(root, 'backup.bitim');
    expect(bitimJson(here, 'backup', '--out', backup)).toMatchObject({ file: backup, bytes: statSync(backup).size });
    expect(bitim(here, 'backup', '--out', backup).code).toBe(1);
    const restored: CommandOptions = { ...here, store: join(root, 'restored') };
    const { log } = bitimJson(restored, 'restore', backup);
    expect(log).not.toBe(made.log);
    expect(bitimJson(restored, 'digest')).toEqual(bitimJson(here, 'digest'));
    expect(bitimJson(restored, 'verify')).toEqual({ ok: true, problems: [] });
    expect(bitimJson(here, 'verify')).toEqual({ ok: true, problems: [] });
  });

  it('opens with the new passphrase only, and with the newest recovery key only', () => {
    const copy: CommandOptions = { ...here, store: join(root, 'keys') };
    const { recoveryKey } = bitimJson(copy, 'init', '--office', 'uz-k', '--name', 'Keys', '--kdf-memory', '19');
    expect(bitim({ ...copy, env: { BITIM_NEW_PASSPHRASE: 'short' } }, 'passphrase').code).toBe(1);
    bitimJson({ ...copy, env: { BITIM_NEW_PASSPHRASE: 'nine quiet rivers' } }, 'passphrase');
    expect(bitim(copy, 'digest').code).toBe(1);
    const renamed: CommandOptions = { ...copy, passphrase: 'nine quiet rivers' };
    expect(bitim(renamed, 'digest').code).toBe(0);
    const key = file('key', String(recoveryKey));
    expect(bitim(renamed, '--recovery-key-file', key, 'digest').code).toBe(0);
    const fresh = bitimJson(renamed, 'recovery-key');
    expect(bitim(renamed, '--recovery-key-file', key, 'digest').code).toBe(1);
    expect(bitim(renamed, '--recovery-key-file', file('key', String(fresh.recoveryKey)), 'digest').code).toBe(0);
  });

  it('rebuilds its tables without changing the digest', () => {
    const before = bitimJson(here, 'digest').digest;
    expect(bitimJson(here, 'rebuild')).toMatchObject({ digest: before });
  });
});
