import { describe, expect, it } from 'vitest';
import { startLoading, type Loader } from '../../../src/renderer/ui/grid/loader.ts';
import { rowAt, type Page } from '../../../src/renderer/ui/grid/pages.ts';

/** A list of `total` numbers, whose pages begin at the number that is asked for. Remembers what was fetched. */
function over(total: number, size = 10) {
  const fetched: string[] = [];
  const passed: string[] = [];
  let working = true;
  const loader: Loader<number> = startLoading<number>({
    size, changed: () => undefined,
    fetch: async (begin, isPassed): Promise<Page<number> | null> => {
      (isPassed ? passed : fetched).push(begin);
      const from = Number(begin);
      const next = from + size < total ? String(from + size) : null;
      if (isPassed) return { rows: [], passed: Math.min(size, total - from), next, total: Math.min(total, 1_001), capped: total > 1_000 };
      return working ? { rows: Array.from({ length: Math.min(size, total - from) }, (_, at) => from + at), next, total: Math.min(total, 1_001), capped: total > 1_000 } : null;
    },
  });
  const settled = async (): Promise<void> => { for (let turn = 0; turn < 400; turn += 1) await Promise.resolve(); };
  return { loader, fetched, passed, settled, fail: (): void => { working = false; } };
}

describe('a loader of pages', () => {
  it('fetches what is in view, once, and the pages before it on the first way there', async () => {
    const { loader, fetched, settled } = over(95);
    loader.want(0, 8);
    await settled();
    loader.want(32, 38);
    await settled();
    loader.want(12, 38);
    await settled();
    expect([fetched, loader.isSatisfied(), rowAt(loader.pages(), 35)]).toEqual([['', '10', '20', '30'], true, 35]);
  });

  it('goes to the end, and stops when it is told to', async () => {
    const long = over(5_000);
    long.loader.want(0, 8);
    await expect(long.loader.toEnd()).resolves.toBe(4_999);
    // The pages on the way are only counted; what is looked at in the end is fetched then.
    expect([long.fetched, long.passed.length]).toEqual([[''], 499]);
    long.loader.want(4_990, 5_000);
    await long.settled();
    expect([long.fetched, rowAt(long.loader.pages(), 4_999)]).toEqual([['', '4990'], 4_999]);
    const halted = over(5_000);
    const end = halted.loader.toEnd();
    await Promise.resolve();
    halted.loader.halt();
    await expect(end).resolves.toBe(-1);
    await halted.settled();
    expect(halted.passed.length).toBeLessThan(5);
  });

  it('does not ask again by itself for what failed', async () => {
    const { loader, fetched, settled, fail } = over(95);
    fail();
    loader.want(0, 8);
    await settled();
    expect([fetched, loader.isSatisfied()]).toEqual([[''], false]);
    await expect(loader.toEnd()).resolves.toBe(-1);
  });
});
