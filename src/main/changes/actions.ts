/** Which entries belong to an action: counted as they are applied. A pure function of the set of entries. */
import type { WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import type { Entry } from './entry.ts';
import { compareText } from './order.ts';

/** Counts the entries of a batch, action by action, until it is flushed. */
export interface ActionTally {
  readonly add: (entry: Entry) => void;
  readonly flush: () => void;
}

/** How many entries of each kind. */
export type KindCounts = Readonly<Record<string, number>>;

export function tallyActions(db: WritableDB): ActionTally {
  const statements = statementsOf(db);
  let open = new Map<string, Tally>();
  let streams = new Map<string, number>();

  const streamOf = (entry: Entry): number => {
    const name = `${entry.l}/${entry.s}`;
    const stream = streams.get(name) ?? (statements.stream.get(entry.l, entry.s) as number);
    streams.set(name, stream);
    return stream;
  };

  const add = (entry: Entry): void => {
    const stream = streamOf(entry);
    const key = `${entry.g}/${String(stream)}`;
    const held = open.get(key);
    if (held === undefined) {
      open.set(key, { id: entry.g, stream, first: entry.n, last: entry.n, kind: entry.k, kinds: null, entries: 1 });
      return;
    }
    held.first = Math.min(held.first, entry.n);
    held.last = Math.max(held.last, entry.n);
    held.entries += 1;
    held.kinds ??= new Map([[held.kind, held.entries - 1]]);
    held.kinds.set(entry.k, (held.kinds.get(entry.k) ?? 0) + 1);
  };

  const flush = (): void => {
    for (const tally of open.values()) {
      const { id, stream, first, last, entries, kinds } = tally;
      if (statements.put.run(id, stream, first, last, entries, kinds === null ? null : packed(kinds)).changes === 0) merge(tally);
    }
    open = new Map();
    streams = new Map();
  };

  /** The action has a row from earlier: a job in slices, or its entries came with several bundles. */
  const merge = ({ id, stream, first, last, entries, kind, kinds }: Tally): void => {
    const held = statements.row.get(id, stream) as { readonly first: number; readonly entries: number; readonly kinds: string | null };
    const counts = new Map(held.kinds === null ? [[statements.kindAt.get(stream, held.first, id) as string, 1]] : Object.entries(JSON.parse(held.kinds) as KindCounts));
    for (const [name, count] of kinds ?? [[kind, entries] as const]) counts.set(name, (counts.get(name) ?? 0) + count);
    statements.grow.run(first, last, entries, packed(counts), id, stream);
  };

  return { add, flush };
}

interface Tally {
  readonly id: string;
  readonly stream: number;
  first: number;
  last: number;
  entries: number;
  /** Of its first entry. */
  readonly kind: string;
  kinds: Map<string, number> | null;
}

const packed = (kinds: ReadonlyMap<string, number>): string => JSON.stringify(Object.fromEntries([...kinds].sort(([a], [b]) => compareText(a, b))));

const statementsOf = perConnection((db: WritableDB) => ({
  stream: db.prepare('SELECT id FROM stream WHERE log = ? AND scope = ?').pluck(),
  put: db.prepare('INSERT OR IGNORE INTO action (id, stream, first, last, entries, kinds) VALUES (?, ?, ?, ?, ?, ?)'),
  row: db.prepare('SELECT first, entries, kinds FROM action WHERE id = ? AND stream = ?'),
  /** The kind of a single entry; of two entries with one number (a fork) that of the action. */
  kindAt: db.prepare(`SELECT kind FROM entry WHERE stream = ? AND n = ? AND json_extract(line, '$.g') = ?`).pluck(),
  grow: db.prepare('UPDATE action SET first = min(first, ?), last = max(last, ?), entries = entries + ?, kinds = ? WHERE id = ? AND stream = ?'),
}));
