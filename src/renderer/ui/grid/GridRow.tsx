import { memo } from 'react';
import type { Column } from './columns.ts';

interface GridRowProps<R> {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  /** Undefined while it is not here. */
  readonly row: R | undefined;
  readonly columns: readonly Column<R>[];
  readonly isActive: boolean;
  readonly isMarked: boolean;
  readonly rowClass?: ((row: R) => string) | undefined;
  readonly loading: string;
  readonly onActive: (index: number) => void;
  readonly onOpen?: ((row: R) => void) | undefined;
}

/** A row keeps its place and its height while it is fetched. */
function Row<R>({ id, index, top, row, columns, isActive, isMarked, rowClass, loading, onActive, onOpen }: GridRowProps<R>) {
  const classes = ['grid-row', isActive ? 'active' : '', isMarked ? 'marked' : '', row === undefined ? 'absent' : (rowClass?.(row) ?? '')].filter((name) => name !== '').join(' ');
  return (
    <div
      id={id} role="row" aria-rowindex={index + 2} aria-selected={isActive || isMarked} aria-busy={row === undefined ? true : undefined} className={classes} style={{ top }}
      onMouseDown={() => { onActive(index); }} onDoubleClick={() => { if (row !== undefined) onOpen?.(row); }}
    >
      {row === undefined
        ? <div role="gridcell" aria-colindex={1} className="grid-cell">{loading}</div>
        : columns.map((column, at) => <div key={column.id} role="gridcell" aria-colindex={at + 1} className={column.align === 'end' ? 'grid-cell end' : 'grid-cell'}>{column.cell(row)}</div>)}
    </div>
  );
}

export const GridRow = memo(Row) as typeof Row;
