import { join } from 'node:path';
import { describe, it } from 'vitest';
import { expectTable, FILES } from './libreoffice/tables.ts';

describe('a table made by LibreOffice', () => {
  it.each(FILES)('is read and brought in: %s', async (name, read) => {
    await expectTable(join(import.meta.dirname, 'libreoffice'), name, read);
  });
});
