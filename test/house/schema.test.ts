import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaPage } from '../../tools/schema/page.ts';

describe('docs/schema.md', () => {
  it('is what the migrations make', () => {
    const isCurrent = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'schema.md'), 'utf8') === schemaPage();
    expect(isCurrent, 'docs/schema.md is not what the migrations make. Run "npm run schema" and commit docs/schema.md.').toBe(true);
  });

  it('tells of every table whether it is of the log, derived, a cache or of this store alone', () => {
    const kinds = new Map([...schemaPage().matchAll(/^\| \[(\w+)\]\(#\w+\) \| (\w+) \|/gm)].map(([, table, kind]) => [table, kind]));
    expect(['entry', 'head', 'action', 'agreement', 'meta', 'bundle', 'content'].map((table) => [table, kinds.get(table)])).toEqual([
      ['entry', 'log'], ['head', 'derived'], ['action', 'derived'], ['agreement', 'derived'], ['meta', 'own'], ['bundle', 'own'], ['content', 'cache'],
    ]);
  });
});
