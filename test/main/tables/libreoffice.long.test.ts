import { join } from 'node:path';
import { describe, it } from 'vitest';
import { tempFolder } from '../../support/temp.ts';
import { makeTables } from './libreoffice/make.ts';
import { expectTable, FILES } from './libreoffice/tables.ts';

describe('a table made now by the LibreOffice that is installed', () => {
  it('is read and brought in, in every encoding', { timeout: 120_000 }, async () => {
    const folder = tempFolder();
    if (!makeTables(join(import.meta.dirname, 'libreoffice', 'register.fods'), folder)) {
      process.stderr.write('LibreOffice is not installed: its part of the test is left out\n');
      return;
    }
    for (const [name, read] of FILES) await expectTable(folder, name, read);
  });
});
