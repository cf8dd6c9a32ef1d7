import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { directionOf, nextSort, resized, type Arrangement, type Column } from './columns.ts';

interface GridHeadProps<R> {
  readonly columns: readonly Column<R>[];
  readonly arrangement: Arrangement;
  readonly onArrange: (arrangement: Arrangement) => void;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
  /** Back to the rows. */
  readonly onLeave: () => void;
  /** What the keys do that make a column wider. */
  readonly resizeWord: string;
}

const STEP = 16;

/** One stop for Tab: arrows go from head to head, Enter sorts, Alt with arrows makes wider and narrower, Down leads to the rows. */
export function GridHead<R>({ columns, arrangement, onArrange, sort, onSort, onLeave, resizeWord }: GridHeadProps<R>) {
  const head = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<string | null>(null);
  const stopping = columns.some(({ id }) => id === stop) ? stop : columns[0]?.id;
  const cellAt = (at: number): HTMLElement | null => (head.current?.children.item(at)?.firstElementChild ?? null) as HTMLElement | null;
  const onKeyDown = (event: KeyboardEvent, column: Column<R>, at: number): void => {
    const side = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.key === 'ArrowDown') onLeave();
    else if (side === 0) return;
    else if (event.altKey) onArrange(resized(arrangement, column.id, (head.current?.children.item(at)?.clientWidth ?? column.width) + side * STEP));
    else cellAt(Math.min(Math.max(at + side, 0), columns.length - 1))?.focus();
    event.preventDefault();
  };
  return (
    <div className="grid-head" role="rowgroup">
      <div ref={head} className="grid-row head" role="row" aria-rowindex={1}>
        {columns.map((column, at) => {
          const { id, label, picture, sortKey, align } = column;
          const direction = sortKey === undefined ? 'none' : directionOf(sort, sortKey);
          return (
            <div key={id} role="columnheader" aria-colindex={at + 1} aria-sort={sortKey === undefined || direction === 'none' ? undefined : direction} className={align === 'end' ? 'grid-cell end' : 'grid-cell'}>
              <button
                type="button" tabIndex={id === stopping ? 0 : -1} title={`${label}\n${resizeWord}`} aria-label={picture === undefined ? undefined : label} className={sortKey === undefined ? 'plain' : undefined}
                onFocus={() => { setStop(id); }} onKeyDown={(event) => { onKeyDown(event, column, at); }} onClick={() => { if (sortKey !== undefined) onSort?.(nextSort(sort, sortKey)); }}
              >
                <span>{picture ?? label}</span>
                {direction !== 'none' && <SortMark direction={direction} />}
              </button>
              <Edge onWidth={(width) => { onArrange(resized(arrangement, id, width)); }} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The border of a head, to be drawn. */
function Edge({ onWidth }: { readonly onWidth: (width: number) => void }) {
  const from = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const begin = (event: PointerEvent<HTMLSpanElement>): void => {
    from.current = { x: event.clientX, width: event.currentTarget.parentElement?.clientWidth ?? 0 };
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
  };
  return (
    <span
      className="grid-edge" aria-hidden="true" onPointerDown={begin} onPointerUp={() => { from.current = null; }}
      onPointerMove={(event) => { if (from.current !== null) onWidth(from.current.width + event.clientX - from.current.x); }}
    />
  );
}

function SortMark({ direction }: { readonly direction: 'ascending' | 'descending' }) {
  return (
    <svg width="12" height="12" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={direction === 'ascending' ? 'M4 10l4-4 4 4' : 'M4 6l4 4 4-4'} />
    </svg>
  );
}
