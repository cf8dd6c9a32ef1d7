import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bitim, bitimJson, type CommandOptions } from '../../support/command.ts';
import { TEST_PASSPHRASE } from '../../support/office.ts';
import { tempFolder } from '../../support/temp.ts';

const folder = tempFolder();
const here: CommandOptions = { store: join(folder, 'store'), stateFolder: join(folder, 'state') };
let recoveryKey: string;
let agreement: string;
const file = (name: string, contents: string): string => {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
};
const add = (contents: string) => bitim(here, '--json', 'add', 'agreement', '--json-file', file('record.json', contents));

beforeAll(() => {
  ({ recoveryKey } = bitimJson(here, 'init', '--office', 'uz-bu', '--name', 'Buxoro', '--kdf-memory', '19') as unknown as { recoveryKey: string });
  agreement = (JSON.parse(add('{"registerNo":"1/26"}').stdout) as { id: string }).id;
});

describe('the command line', () => {
  it('attack 103: an existing file as the target of a copy', () => {
    const { attached } = bitimJson(here, 'attach', agreement, file('scan.pdf', '%PDF-1.7')) as unknown as { attached: readonly [{ sha256: string }] };
    const target = file('precious', 'do not lose this');
    const runs = [bitim(here, '--json', 'document', attached[0].sha256, '--out', target), bitim(here, '--json', 'backup', '--out', target)];
    expect(runs.map(({ code, stdout }) => [code, (JSON.parse(stdout) as { error: { type: string } }).error.type])).toEqual([[1, 'FileExists'], [1, 'FileExists']]);
    expect(readFileSync(target, 'utf8')).toBe('do not lose this');
    mkdirSync(join(folder, 'a-folder'));
    expect(bitim(here, '--json', 'document', attached[0].sha256, '--out', join(folder, 'a-folder')).code).toBe(1);
  });

  it('attack 104: secrets in the output or in errors', () => {
    const wrong = { ...here, passphrase: 'a wrong passphrase of mine' };
    const runs = [
      bitim(here, '--json', 'digest'), bitim(here, 'show', agreement), bitim(here, '--json', 'card'), bitim(here, '--json', 'trust', '--list'), bitim(here, '--json', 'journal'), bitim(here, '--json', 'verify'),
      bitim(wrong, '--json', 'digest'), bitim(here, '--json', 'show', 'nothing'), bitim(here, '--passphrase', TEST_PASSPHRASE, 'digest'), bitim(here, '--json', 'add', 'agreement', '--json-file', '/nonexistent'),
    ];
    const said = runs.map(({ stdout, stderr }) => stdout + stderr).join('\n');
    for (const secret of [wrong.passphrase, recoveryKey, 'AGE-SECRET-KEY', '"seed"']) expect(said).not.toContain(secret);
    expect(runs.filter((_, i) => i !== 8).map(({ stdout, stderr }) => stdout + stderr).join('\n')).not.toContain(TEST_PASSPHRASE);
    expect(runs[8]?.code).toBe(2);
  });

  it('attack 105: a record with __proto__, unknown fields or without end', () => {
    const before = bitimJson(here, 'digest').digest;
    const bad = [
      '{"__proto__":{"registerNo":"x"}}', '{"constructor":"x"}', '{"toString":"x"}', '{"unknownField":1}', '{"registerNo":{"__proto__":1}}', '{"registerNo":1.5}', '[]', 'null', '"x"', '{', '',
      `{"notes":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, `{"notes":"${'x'.repeat(2_000_000)}"}`, '{"registerNo":"a\\u0000b"}', '{"registerNo":"\\ud800"}',
    ];
    for (const contents of bad) {
      const run = add(contents);
      expect([contents.slice(0, 40), run.code, run.stderr.trimEnd().split('\n').length]).toEqual([contents.slice(0, 40), 1, 1]);
    }
    for (const kind of ['constructor', '__proto__', 'toString']) expect(bitim(here, '--json', 'add', kind, '--json-file', file('good.json', '{}')).code).toBe(1);
    for (const field of ['__proto__', 'constructor']) {
      expect(bitim(here, '--json', 'set', agreement, `${field}=x`).code).toBe(1);
      expect(bitim(here, '--json', 'list', 'agreement', '--sort', field).code).toBe(1);
      expect(bitim(here, '--json', 'list', field).code).toBe(1);
    }
    expect(bitim(here, '--json', 'list', 'agreement', '--where', 'constructor=x').code).toBe(1);
    expect(bitimJson(here, 'digest').digest).toBe(before);
  }, 120_000);

  it('attack 106: escape codes and reversed text in what is shown', () => {
    const hostile = '\u001b]0;owned\u0007\u001b[2K1/26\u202egnihton';
    const { id } = JSON.parse(add(JSON.stringify({ registerNo: hostile })).stdout) as { id: string };
    const shown = bitim(here, 'show', id);
    expect(shown.stdout).toContain('\\u{1b}]0;owned\\u{7}\\u{1b}[2K1/26\\u{202e}gnihton');
    const said = shown.stdout + bitim(here, 'list', 'agreement').stdout + bitim(here, 'show', hostile).stderr;
    expect(/\p{Cf}/u.test(said) || said.includes('\u001b')).toBe(false);
    expect(bitimJson(here, 'show', id)).toMatchObject({ registerNo: hostile });
  });
});
