import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { cruise, type ICruiseOptions, type IForbiddenRuleType, type IResolveOptions } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const config = createRequire(import.meta.url)(join(project, '.dependency-cruiser.cjs')) as {
  readonly forbidden: IForbiddenRuleType[];
  readonly options: ICruiseOptions & { readonly enhancedResolveOptions: Partial<IResolveOptions> };
};

/** Rule -> a small house in which this rule, and no other, is broken. Files that a violation needs stand beside it. */
const violations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'db-builds-on': { 'src/main/db/open.ts': "import '../changes/log.ts';", 'src/main/changes/log.ts': '' },
  'crypto-builds-on': { 'src/main/crypto/age.ts': "import '../db/open.ts';", 'src/main/db/open.ts': '' },
  'changes-builds-on': { 'src/main/changes/log.ts': "import '../documents/blobs.ts';", 'src/main/documents/blobs.ts': '' },
  'register-builds-on': { 'src/main/register/write.ts': "import '../exchange/zip.ts';", 'src/main/exchange/zip.ts': '' },
  'agreements-builds-on': { 'src/main/agreements/service.ts': "import '../partners/service.ts';", 'src/main/partners/service.ts': '' },
  'partners-builds-on': { 'src/main/partners/service.ts': "import type { A } from '../agreements/service.ts';", 'src/main/agreements/service.ts': 'export type A = string;' },
  'authorisations-builds-on': { 'src/main/authorisations/repository.ts': "import '../agreements/repository.ts';", 'src/main/agreements/repository.ts': '' },
  'originals-builds-on': { 'src/main/originals/repository.ts': "import '../agreements/repository.ts';", 'src/main/agreements/repository.ts': '' },
  'vocabularies-builds-on': { 'src/main/vocabularies/edit.ts': "import '../agreements/repository.ts';", 'src/main/agreements/repository.ts': '' },
  'relationships-builds-on': { 'src/main/relationships/repository.ts': "import '../partners/repository.ts';", 'src/main/partners/repository.ts': '' },
  'extract-builds-on': { 'src/main/extract/readPdf.ts': "import '../documents/blobs.ts';", 'src/main/documents/blobs.ts': '' },
  'duplicates-builds-on': { 'src/main/duplicates/proposals.ts': "import '../store/store.ts';", 'src/main/store/store.ts': '' },
  'documents-builds-on': { 'src/main/documents/blobs.ts': "import '../exchange/zip.ts';", 'src/main/exchange/zip.ts': '' },
  'exchange-builds-on': { 'src/main/exchange/import.ts': "import '../store/store.ts';", 'src/main/store/store.ts': '' },
  'tables-builds-on': { 'src/main/tables/import.ts': "import '../documents/blobs.ts';", 'src/main/documents/blobs.ts': '' },
  'search-builds-on': { 'src/main/search/find.ts': "import '../store/store.ts';", 'src/main/store/store.ts': '' },
  'store-builds-on': { 'src/main/store/store.ts': "import '../agreements/service.ts';", 'src/main/agreements/service.ts': '' },
  'engine-builds-on': { 'src/main/engine/handlers.ts': "import '../cli/output.ts';", 'src/main/cli/output.ts': '' },
  'cli-builds-on': { 'src/main/cli/program.ts': "import '../documents/blobs.ts';", 'src/main/documents/blobs.ts': '' },
  'shell-builds-on': { 'src/main/shell/window.ts': "import '../engine/handlers.ts';", 'src/main/engine/handlers.ts': '' },
  'ipc-builds-on': { 'src/main/ipc/router.ts': "import '../store/store.ts';", 'src/main/store/store.ts': '' },
  'folder-without-place': { 'src/main/utils/strings.ts': "import '../../shared/result.ts';", 'src/shared/result.ts': '' },
  'shared-is-pure': { 'src/shared/contract.ts': "import { readFileSync } from 'node:fs'; export const x = readFileSync;" },
  'migrations-stand-alone': { 'src/main/db/migrations/0010-log.ts': "import '../../../shared/result.ts';", 'src/shared/result.ts': '' },
  'roots-are-not-imported': { 'src/main/cli.ts': '', 'test/main/cli.test.ts': "import '../../src/main/cli.ts';" },
  'primitives-in-crypto': { 'src/main/documents/blobs.ts': "import { createHash } from 'node:crypto'; export const x = createHash;" },
  'electron-in-shell-and-ipc': { 'package.json': '{"dependencies":{"electron":"1.0.0"}}', 'src/main/engine/worker.ts': "import { app } from 'electron'; export const x = app;" },
  'renderer-behind-the-bridge': { 'src/renderer/api.ts': "import '../main/engine/handlers.ts';", 'src/main/engine/handlers.ts': '' },
  'preload-alone': { 'src/preload/index.ts': "import '../shared/contract.ts';", 'src/shared/contract.ts': '' },
  'ui-is-dumb': { 'src/renderer/ui/Button.tsx': "import '../api.ts';", 'src/renderer/api.ts': '' },
  'features-apart': { 'src/renderer/unlock/Unlock.tsx': "import '../setup/strength.ts';", 'src/renderer/setup/strength.ts': '' },
  'independent-reader': { 'test/independent/reader.ts': "import '../../src/shared/result.ts';", 'src/shared/result.ts': '' },
  'src-without-tests': { 'src/main/engine/worker.ts': "import '../../../test/support/clock.ts';", 'test/support/clock.ts': '' },
  'no-circle': { 'src/shared/a.ts': "import type { B } from './b.ts'; export type A = B;", 'src/shared/b.ts': "import type { A } from './a.ts'; export type B = A | string;" },
  'no-orphan': { 'src/shared/alone.ts': 'export const alone = true;' },
  'no-development-dependency': { 'package.json': '{"devDependencies":{"vitest":"1.0.0"}}', 'src/main/engine/worker.ts': "import { it } from 'vitest'; export const x = it;" },
  'no-unlisted-package': { 'package.json': '{}', 'src/main/engine/worker.ts': "import { it } from 'vitest'; export const x = it;" },
  resolvable: { 'src/main/engine/worker.ts': "import './nowhere.ts';" },
};

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'bitim-arrows-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** A house of its own in a temporary folder, with this project's rules and packages. */
function build(name: string, files: Readonly<Record<string, string>>): string {
  const house = join(folder, name);
  for (const top of ['src', 'test']) mkdirSync(join(house, top), { recursive: true });
  for (const [path, text] of Object.entries({ 'package.json': '{"dependencies":{"zod":"1.0.0"}}', ...files })) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), `${text}\n`);
  }
  symlinkSync(join(project, 'node_modules'), join(house, 'node_modules'));
  return house;
}

/** The names of the rules that are broken, each once, sorted. */
async function brokenIn(house: string): Promise<readonly string[]> {
  const { forbidden, options } = config;
  const { output } = await cruise(['src', 'test'], { ...options, baseDir: house, validate: true, ruleSet: { forbidden } }, options.enhancedResolveOptions);
  if (typeof output === 'string') throw new Error(output);
  return [...new Set(output.summary.violations.map(({ rule }) => rule.name))].sort();
}

describe('the arrows between the folders', () => {
  it('has a planted violation for every rule', () => {
    expect(config.forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(violations).sort());
    expect(config.forbidden.filter(({ severity }) => severity !== 'error')).toEqual([]);
  });

  it('allows a house in which nothing is broken', async () => {
    expect(await brokenIn(build('sound', { 'src/main/cli.ts': "import '../shared/result.ts';", 'src/shared/result.ts': '' }))).toEqual([]);
  });

  it.each(Object.keys(violations))('names %s where it is broken', async (rule) => {
    expect(await brokenIn(build(rule, violations[rule]!))).toEqual([rule]);
  });
});
