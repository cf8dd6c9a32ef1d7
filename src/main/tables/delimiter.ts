/** Which sign separates the cells of a CSV file: the one that cuts its first rows most evenly, quotation marks respected. */
import { delimiters, type Delimiter } from '../../shared/tables/answers.ts';

const ROWS = 30;

/** @param sample the beginning of the text; its last row may be cut. A comma where nothing tells. */
export function delimiterOf(sample: string): Delimiter {
  let best: Delimiter = ',';
  let most = 0;
  for (const delimiter of delimiters) {
    const score = evenness(cellsARow(sample, delimiter));
    if (score > most) {
      best = delimiter;
      most = score;
    }
  }
  return best;
}

/** Rows that have the commonest number of cells (two or more), each counted with its cells: more cells break a tie only. */
function evenness(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) if (count > 1) times.set(count, (times.get(count) ?? 0) + 1);
  return Math.max(0, ...[...times].map(([cells, rows]) => rows + Math.min(cells, 999) / 1_000));
}

function cellsARow(sample: string, delimiter: Delimiter): readonly number[] {
  const counts: number[] = [];
  let quoted = false;
  let cells = 1;
  let empty = true;
  const end = (): void => {
    if (!empty) counts.push(cells);
    cells = 1;
    empty = true;
  };
  for (let i = 0; i < sample.length && counts.length < ROWS; i++) {
    const char = sample[i];
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === delimiter) cells += 1;
    else if (char === '\n' || char === '\r') {
      end();
      continue;
    }
    empty = false;
  }
  if (counts.length < ROWS) end();
  return counts;
}
