import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recordsChapter, TARGET } from '../../tools/guide/records.ts';

describe('the guide', () => {
  it('has the chapter on records that the field tables give', () => {
    expect(readFileSync(TARGET, 'utf8')).toBe(recordsChapter());
  });
});
