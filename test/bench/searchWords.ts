/** The words of a store's records in slices, as the index is given them but without places: for raw FTS5. */
import { sourceOf } from '../../src/main/search/sources.ts';
import type { ReadableDB } from '../../src/main/db/open.ts';
import { fold } from '../../src/shared/fold.ts';
import { wordsOf } from '../../src/shared/fold/words.ts';

const SLICE = 1_000;

export function* folded(db: ReadableDB): Generator<readonly string[]> {
  const page = db.prepare('SELECT id FROM record WHERE id > ? ORDER BY id LIMIT ?').pluck();
  for (let ids = page.all('', SLICE) as string[]; ids.length > 0; ids = page.all(ids.at(-1) ?? '', SLICE) as string[]) {
    yield ids.map((id) => [...new Set((sourceOf(db, id)?.texts ?? []).flatMap(({ text }) => [...wordsOf(fold(text))]))].join(' '));
  }
}
