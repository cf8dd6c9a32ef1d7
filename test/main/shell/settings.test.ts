import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { settingsFile } from '../../../src/main/shell/settings.ts';
import { tempFolder } from '../../support/temp.ts';

it('keeps settings in a file, and begins anew where it is missing or broken', () => {
  const path = join(tempFolder(), 'settings.json');
  const file = settingsFile(path);
  expect(file.read()).toEqual({ theme: 'system', author: '' });
  file.write({ language: 'uz-Cyrl', theme: 'dark', author: 'Head of department' });
  expect(settingsFile(path).read()).toEqual({ language: 'uz-Cyrl', theme: 'dark', author: 'Head of department' });
  for (const broken of ['{', 'null', '{"theme":"pink"}', '{"more":1}', readFileSync(path).subarray(0, 20)]) {
    writeFileSync(path, broken);
    expect(file.read()).toEqual({ theme: 'system', author: '' });
  }
});
