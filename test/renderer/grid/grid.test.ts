import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asGiven, leastWidth, nextSort, resized, shownColumns, template, toggled, type Column } from '../../../src/renderer/ui/grid/columns.ts';
import { actionOf, moved } from '../../../src/renderer/ui/grid/keys.ts';
import { HELD, noPages, onwards, rowAt, wanted, withPage, type Pages } from '../../../src/renderer/ui/grid/pages.ts';
import { atFalseEnd, elementHeight, offsetShowing, positionAt, rangeOf, rowsShown, scrolledTo, TALLEST } from '../../../src/renderer/ui/grid/scroll.ts';

const extentOf = (rows: number, view = 560) => ({ rows, rowHeight: 28, view });
const anyExtent = fc.record({ rows: fc.integer({ min: 0, max: 1_000_000_000 }), rowHeight: fc.constant(28), view: fc.integer({ min: 28, max: 3_000 }) });

describe('scrolling a list that is taller than an element can be', () => {
  it('leaves a list that fits as it is', () => {
    const extent = extentOf(1_000);
    expect([elementHeight(extent), positionAt(extent, 300), scrolledTo(extent, { offset: 0, top: 0 }, 20_000)]).toEqual([28_000, { offset: 300, top: 300 }, { offset: 20_000, top: 20_000 }]);
  });

  it('moves by as many pixels as a wheel, and in proportion with the thumb', () => {
    const extent = extentOf(100_000_000);
    const middle = positionAt(extent, rangeOf(extent) / 2);
    expect(scrolledTo(extent, middle, middle.top + 100).offset - middle.offset).toBe(100);
    const far = scrolledTo(extent, middle, TALLEST - 560);
    expect(far.offset).toBe(rangeOf(extent));
  });

  it('keeps every offset within the list, and both ends within reach', () => {
    fc.assert(fc.property(anyExtent, fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: -5_000, max: 5_000 }), (extent, part, step) => {
      const at = positionAt(extent, part * rangeOf(extent));
      const next = scrolledTo(extent, at, Math.min(Math.max(at.top + step, 0), Math.max(0, elementHeight(extent) - extent.view)));
      expect(next.offset).toBeGreaterThanOrEqual(0);
      expect(next.offset).toBeLessThanOrEqual(rangeOf(extent));
      expect(atFalseEnd(extent, positionAt(extent, next.offset))).toBe(false);
    }));
  });

  it('comes to the last row by small steps from anywhere near it', () => {
    const extent = extentOf(1_000_000);
    let at = positionAt(extent, rangeOf(extent) - 30_000);
    for (let step = 0; step < 400; step += 1) {
      at = scrolledTo(extent, at, Math.min(at.top + 100, TALLEST - 560));
      if (atFalseEnd(extent, at)) at = positionAt(extent, at.offset);
    }
    expect(at).toEqual({ offset: rangeOf(extent), top: TALLEST - 560 });
  });

  it('shows a row wholly and moves no further than that', () => {
    const extent = extentOf(1_000);
    expect([offsetShowing(extent, 0, 5), offsetShowing(extent, 0, 20), offsetShowing(extent, 5_600, 10)]).toEqual([0, 28, 280]);
    expect([rowsShown(extent, 0, 4), rowsShown(extent, 14, 0), rowsShown(extent, 27_440, 4)]).toEqual([{ first: 0, end: 24 }, { first: 0, end: 21 }, { first: 976, end: 1_000 }]);
  });
});

describe('keys of a list', () => {
  const pressed = (code: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey', boolean>> = {}) => actionOf({ code, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...held });

  it('are known by their place, and left alone with Alt, Shift or the system\'s key', () => {
    expect([pressed('KeyX'), pressed('Space'), pressed('End', { ctrlKey: true }), pressed('KeyX', { ctrlKey: true }), pressed('ArrowDown', { altKey: true }), pressed('Tab')]).toEqual(['mark', 'preview', 'last', null, null, null]);
  });

  it('move within the list', () => {
    expect([moved('down', -1, 10, 5), moved('last', -1, 10, 5), moved('up', 0, 10, 5), moved('pageDown', 3, 10, 5), moved('pageDown', 8, 10, 5), moved('first', 7, 10, 5), moved('down', -1, 0, 5)]).toEqual([0, 9, 0, 7, 9, 0, -1]);
  });
});

describe('rows in pages', () => {
  /** What a list of `total` rows answers for a page, counted to 1,001. */
  const answer = (total: number, size: number, index: number) => {
    const rows = Array.from({ length: Math.max(0, Math.min(size, total - index * size)) }, (_, at) => index * size + at);
    return { rows, next: (index + 1) * size < total ? `after ${String(index)}` : null, total: Math.min(total, 1_001), capped: total > 1_000 };
  };
  const fetchAll = (pages: Pages<number>, total: number, first: number, end: number): Pages<number> => {
    let now = pages;
    for (let index = wanted(now, first, end); index !== null; index = wanted(now, first, end)) {
      expect(index).toBeLessThan(now.begins.length);
      now = withPage(now, index, answer(total, now.size, index));
    }
    return now;
  };

  it('count what a short list has, and of a long one a page more than was reached', () => {
    expect([fetchAll(noPages<number>(200), 0, 0, 30), fetchAll(noPages<number>(200), 450, 0, 30), fetchAll(noPages<number>(200), 5_000, 0, 30), fetchAll(noPages<number>(200), 5_000, 1_000, 1_001)].map(({ known }) => known))
      .toEqual([{ rows: 0, exact: true }, { rows: 450, exact: false }, { rows: 1_001, exact: false }, { rows: 1_400, exact: false }]);
  });

  it('lead to any row, over those before it, and hold only those that are near', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 20_000 }), fc.array(fc.nat({ max: 20_000 }), { maxLength: 12 }), (total, places) => {
      let pages = noPages<number>(100);
      for (const wish of places) {
        for (let tries = 0; tries < 400 && !pages.known.exact && wish >= pages.known.rows - 1; tries += 1) {
          const on = onwards(pages);
          if (on !== null) pages = withPage(pages, on, answer(total, 100, on));
        }
        const index = Math.min(wish, total - 1);
        pages = fetchAll(pages, total, index, index + 1);
        expect([rowAt(pages, index), pages.held.size <= HELD]).toEqual([index, true]);
      }
    }), { numRuns: 60 });
  });

  it('know the end once they came to it, and forget it no more', () => {
    let pages = noPages<number>(200);
    for (let on = onwards(pages); on !== null; on = onwards(pages)) pages = withPage(pages, on, answer(30_050, 200, on));
    expect([pages.known, rowAt(pages, 0), wanted(pages, 0, 20)]).toEqual([{ rows: 30_050, exact: true }, undefined, 0]);
    pages = withPage(pages, 0, answer(30_050, 200, 0));
    expect([pages.known, rowAt(pages, 0)]).toEqual([{ rows: 30_050, exact: true }, 0]);
  });
});

describe('columns', () => {
  const column = (id: string, width: number, more: Partial<Column<null>> = {}): Column<null> => ({ id, label: id, width, cell: () => null, ...more });
  const columns = [column('number', 88, { fixed: true }), column('title', 160, { grows: true }), column('status', 136)];

  it('are hidden, but for those that always stand, and resized within bounds', () => {
    const hidden = toggled(toggled(asGiven, 'status'), 'number');
    expect([shownColumns(columns, hidden).map(({ id }) => id), template(columns, resized(asGiven, 'status', 5)), leastWidth(columns, asGiven)]).toEqual([['number', 'title'], '88px minmax(160px, 1fr) 32px', 384]);
  });

  it('are sorted one way, then the other', () => {
    expect([nextSort(undefined, 'title'), nextSort('title', 'title'), nextSort('-title', 'title'), nextSort('title', 'status')]).toEqual(['title', '-title', 'title', 'status']);
  });
});
