/** A grid as long as is asked for, of rows that are made up when they are looked at: `#gallery/grid/1000000`. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { asGiven, type Column } from '../ui/grid/columns.ts';
import { Grid, type GridRows } from '../ui/grid/Grid.tsx';
import { StatusGlyph } from '../ui/StatusGlyph.tsx';

interface Row {
  readonly id: number;
}

const PLACES = ['BY Minsk', 'RU Tatarstan', 'TJ Khatlon', 'CN Shaanxi', 'FR Lyon', 'KG Osh', 'QA Doha', 'IR Hamadan'];
const TITLES = ['… on trade, scientific and cultural cooperation', '… об установлении побратимских связей', '… savdo-iqtisodiy hamkorlik toʻgʻrisida', '… маданий ҳамкорлик тўғрисида'];
const day = (id: number): string => `${String((id % 28) + 1).padStart(2, '0')}.${String((id % 12) + 1).padStart(2, '0')}.${String(1990 + (id % 37))}`;

const columns: readonly Column<Row>[] = [
  { id: 'number', label: 'Number', width: 112, fixed: true, cell: ({ id }) => `${String(id + 1)}-05/26` },
  { id: 'party', label: 'Partner', width: 144, cell: ({ id }) => PLACES[id % PLACES.length] },
  { id: 'title', label: 'Title', width: 200, grows: true, cell: ({ id }) => TITLES[id % TITLES.length] },
  { id: 'signed', label: 'Signed', width: 88, cell: ({ id }) => day(id) },
  { id: 'status', label: 'Status', width: 136, cell: ({ id }) => <span className="state"><StatusGlyph glyph={id % 5 === 0 ? 'pause' : 'binding'} /><span>{id % 5 === 0 ? 'Suspended' : 'In force'}</span></span> },
  { id: 'expires', label: 'Expires', width: 88, cell: ({ id }) => day(id + 5) },
];

export function GridGallery({ count }: { readonly count: number }) {
  const [active, setActive] = useState(-1);
  const [arrangement, setArrangement] = useState(asGiven);
  const [marked, setMarked] = useState<ReadonlySet<number>>(new Set());
  const rows = useMemo((): GridRows<Row> => ({ count, exact: true, at: (index) => ({ id: index }) }), [count]);
  const mark = useCallback(({ id }: Row): void => { setMarked((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]))); }, []);
  useEffect(() => { performance.mark('grid'); }, []);
  return (
    <div className="gallery-grid">
      <Grid
        label="Rows" columns={columns} arrangement={arrangement} onArrange={setArrangement} rows={rows} active={active} onActive={setActive}
        isMarked={({ id }) => marked.has(id)} onMark={mark} words={{ loading: '…', resize: 'Alt+← →' }}
      />
    </div>
  );
}
