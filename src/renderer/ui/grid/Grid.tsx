/**
 * One virtualised grid for every list. The focus stays on the grid; the active row is told by aria-activedescendant, so that a row that is scrolled away takes
 * no focus with it. Rows in view lie in a frame that sticks while an empty element makes the scrollbar: nothing is ever blank, whatever is dragged.
 */
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { leastWidth, shownColumns, template, type Arrangement, type Column } from './columns.ts';
import { GridHead } from './GridHead.tsx';
import { GridRow } from './GridRow.tsx';
import { actionOf, isMove, moved } from './keys.ts';
import { atFalseEnd, elementHeight, offsetShowing, positionAt, rowsShown, scrolledTo, type Extent, type Position } from './scroll.ts';
import './grid.css';

export interface GridRows<R> {
  readonly count: number;
  /** False while there may be more. */
  readonly exact: boolean;
  /** Undefined while it is not here. */
  readonly at: (index: number) => R | undefined;
  /** These rows are in view. */
  readonly want?: (first: number, end: number) => void;
  /** Loads to the end where it is not known yet; answers the last row, -1 if it was stopped. */
  readonly toEnd?: () => Promise<number>;
}

export interface GridProps<R> {
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly arrangement: Arrangement;
  readonly onArrange: (arrangement: Arrangement) => void;
  readonly rows: GridRows<R>;
  /** Index of the active row, -1 if there is none. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly sort?: string | undefined;
  readonly onSort?: (sort: string) => void;
  readonly isMarked?: (row: R) => boolean;
  readonly onMark?: (row: R) => void;
  readonly onOpen?: (row: R) => void;
  readonly onPreview?: (row: R) => void;
  readonly rowClass?: (row: R) => string;
  /** In place of rows where there are none. */
  readonly empty?: ReactNode;
  readonly words: { readonly loading: string; readonly resize: string };
}

const ROW = 28;
const BEYOND = 1;
/** Scrolling has ended after so long without a step, ms. */
const PAUSE = 140;

export function Grid<R>({ label, columns, arrangement, onArrange, rows, active, onActive, sort, onSort, isMarked, onMark, onOpen, onPreview, rowClass, empty, words }: GridProps<R>) {
  const id = useId();
  const element = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(0);
  const [position, setPosition] = useState<Position>({ offset: 0, top: 0 });
  const extent: Extent = { rows: rows.count, rowHeight: ROW, view };
  const now = useRef({ extent, position });
  now.current.extent = extent;

  const place = useCallback((next: Position): void => {
    now.current.position = next;
    if (element.current !== null && Math.abs(element.current.scrollTop - next.top) >= 1) element.current.scrollTop = next.top;
    setPosition(next);
  }, []);
  const pause = useRef(0);
  const onScroll = useCallback((): void => {
    const top = element.current?.scrollTop ?? 0;
    const { extent: around, position: before } = now.current;
    if (Math.abs(top - before.top) < 1) return;
    const next = scrolledTo(around, before, top);
    if (atFalseEnd(around, next)) {
      place(positionAt(around, next.offset));
      return;
    }
    now.current.position = next;
    setPosition(next);
    window.clearTimeout(pause.current);
    pause.current = window.setTimeout(() => { place(positionAt(now.current.extent, now.current.position.offset)); }, PAUSE);
  }, [place]);
  useEffect(() => () => { window.clearTimeout(pause.current); }, []);

  useLayoutEffect(() => {
    const shown = element.current;
    if (shown === null) return undefined;
    const measure = (): void => { setView(Math.max(0, shown.clientHeight - ROW)); };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(shown);
    return () => { observer.disconnect(); };
  }, []);
  // Fewer rows or another height: stays as near as possible.
  useLayoutEffect(() => { place(positionAt(now.current.extent, now.current.position.offset)); }, [rows.count, view, place]);
  useLayoutEffect(() => {
    if (active >= 0 && view > 0) place(positionAt(now.current.extent, offsetShowing(now.current.extent, now.current.position.offset, active)));
  }, [active, view, place]);

  const { first, end } = rowsShown(extent, position.offset, BEYOND);
  const { want } = rows;
  useEffect(() => { if (end > first) want?.(first, end); }, [want, first, end]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== element.current) return;
    const action = actionOf(event);
    if (action === null) return;
    const row = active < 0 ? undefined : rows.at(active);
    if (isMove(action)) {
      event.preventDefault();
      if (action === 'last' && !rows.exact && rows.toEnd !== undefined) void rows.toEnd().then((last) => { if (last >= 0) onActive(last); });
      else if (rows.count > 0) onActive(moved(action, active, rows.count, Math.floor(view / ROW)));
      return;
    }
    const act = { open: onOpen, preview: onPreview, mark: onMark }[action];
    if (act === undefined || row === undefined) return;
    event.preventDefault();
    act(row);
  };

  const shown = shownColumns(columns, arrangement);
  const slots = Math.ceil(view / ROW) + 2 * BEYOND + 2;
  const rowIndexes = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
  return (
    <div
      ref={element} className="grid" role="grid" tabIndex={0} aria-label={label} aria-rowcount={rows.exact ? rows.count + 1 : -1} aria-colcount={shown.length} aria-multiselectable={onMark !== undefined}
      aria-activedescendant={active >= first && active < end ? `${id}-${active}` : undefined} onScroll={onScroll} onKeyDown={onKeyDown}
      onFocus={(event) => { if (event.target === element.current && active < 0 && rows.count > 0) onActive(0); }}
      style={{ '--columns': template(shown, arrangement), '--least': `${leastWidth(shown, arrangement)}px` } as Record<string, string>}
    >
      <GridHead columns={shown} arrangement={arrangement} onArrange={onArrange} sort={sort} onSort={onSort} onLeave={() => { element.current?.focus(); }} resizeWord={words.resize} />
      {rows.count === 0 ? empty : (
        <div className="grid-space" role="rowgroup" style={{ height: elementHeight(extent) }}>
          <div className="grid-view" role="presentation" style={{ height: Math.min(view, elementHeight(extent)) }}>
            <div className="grid-block" role="presentation" style={{ transform: `translateY(${first * ROW - position.offset}px)` }}>
              {rowIndexes.map((index) => (
                <GridRow
                  key={index % slots} id={`${id}-${index}`} index={index} top={(index - first) * ROW} row={rows.at(index)} columns={shown} isActive={index === active}
                  isMarked={isMarkedAt(rows.at(index), isMarked)} rowClass={rowClass} loading={words.loading} onActive={onActive} onOpen={onOpen}
                />
              ))}
            </div>
          </div>
        </div>
      )}
    </div>
  );
}

const isMarkedAt = <R,>(row: R | undefined, isMarked: ((row: R) => boolean) | undefined): boolean => row !== undefined && isMarked?.(row) === true;
