/** Brings what is due into the index. Within the caller's transaction. */
import type { WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { sourceOf, type Source } from './sources.ts';
import { facetNames, forms, STRETCH, stretchToken, type Form } from './tags.ts';
import { tokenizerOf, type Tokens } from './tokens.ts';

/** Of one transaction. What it gathered for the list of words is written by `finishIndexing`. */
export interface Indexing {
  readonly db: WritableDB;
  readonly words: Readonly<Record<Form, Map<string, Gathered>>>;
  readonly tokensOf: (source: Source) => Tokens;
}

export const openIndexing = (db: WritableDB): Indexing => ({ db, words: { strict: new Map(), loose: new Map() }, tokensOf: tokenizerOf(db) });

/**
 * Takes up to `limit` records that are due, partners first.
 *
 * @param few leaves to a later call what may reach any number of records.
 * @returns how many it took; 0 if nothing was due.
 */
export function indexDue(indexing: Indexing, limit: number, few = false): number {
  const statements = statementsOf(indexing.db);
  const due = statements.due.all(few ? SPREAD : SPREAD + 1, limit) as { readonly turn: number; readonly record: string }[];
  const ready: Ready[] = [];
  const turn = due[0]?.turn;
  let taken = 0;
  for (const { turn: at, record } of due) {
    if (at !== turn) break;
    taken += 1;
    statements.done.run(at, record);
    if (at === SPREAD) spread(statements, record);
    else ready.push(read(indexing, statements, record));
  }
  write(indexing, statements, ready);
  return taken;
}

/** At the end of the transaction, once. */
export function finishIndexing({ db, words }: Indexing): void {
  const { putWord } = statementsOf(db);
  for (const form of forms) for (const [word, { places, records }] of words[form]) putWord.run(formNumber(form), word, places, records);
}

/** Partners whose new names go to the records that name them. */
const SPREAD = 2;
/** Where more name it, this is work of its own. */
const FEW = 200;

/** Of a word: the places where it was written, and how many records it was written for. */
interface Gathered {
  places: number;
  records: number;
}

interface Ready {
  readonly record: string;
  readonly held: Held | undefined;
  readonly source: Source | null;
  readonly tokens: Tokens | null;
}

interface Held {
  readonly id: number;
  readonly fingerprint: string;
  readonly names: string | null;
}

function read({ db, tokensOf }: Indexing, statements: Statements, record: string): Ready {
  const source = sourceOf(db, record);
  return { record, source, tokens: source === null ? null : tokensOf(source), held: statements.held.get(record) as Held | undefined };
}

/** In the order of the index: it is written fastest from its beginning to its end. */
function write(indexing: Indexing, statements: Statements, ready: readonly Ready[]): void {
  for (const one of [...ready].sort((a, b) => (a.held?.id ?? Infinity) - (b.held?.id ?? Infinity) || (a.record < b.record ? -1 : 1))) {
    const { record, held, source, tokens } = one;
    if (source === null || tokens === null) {
      if (held !== undefined) {
        statements.removeWords.run(held.id);
        statements.removeDoc.run(held.id);
      }
      continue;
    }
    const names = source.names === null ? null : JSON.stringify(source.names);
    if (held?.fingerprint !== tokens.fingerprint || held.names !== names) {
      const facets = facetsOf(source);
      if (held !== undefined && held.fingerprint !== tokens.fingerprint) statements.removeWords.run(held.id);
      const id = held?.id ?? Number(statements.newDoc.run(record, source.kind, tokens.fingerprint, names, facets).lastInsertRowid);
      if (held !== undefined) statements.changeDoc.run(source.kind, tokens.fingerprint, names, facets, id);
      if (held?.fingerprint !== tokens.fingerprint) statements.putWords.run(id, `${tokens.text} ${stretchToken(Math.floor(id / STRETCH))}`);
      gatherWords(indexing, tokens);
    }
    if (names !== null && held?.names !== names) spread(statements, record, FEW);
  }
}

/** Notes those who name a partner; where they are more than `atOnce`, notes that this is to be done. */
function spread(statements: Statements, partner: string, atOnce?: number): void {
  const named = atOnce === undefined ? 0 : (statements.countNaming.get({ partner, most: atOnce + 1 }) as number);
  if (atOnce !== undefined && named > atOnce) statements.spreadLater.run(partner);
  else statements.spreadNow.run({ partner });
}

function gatherWords({ words: gathered }: Indexing, { words }: Tokens): void {
  for (const [form, word, bit] of words) {
    const known = gathered[form].get(word);
    if (known === undefined) gathered[form].set(word, { places: bit, records: 1 });
    else {
      known.places |= bit;
      known.records += 1;
    }
  }
}

export const formNumber = (form: Form): number => forms.indexOf(form);

function facetsOf(source: Source): string {
  const facets: Record<string, string[]> = {};
  for (const name of [...facetNames, 'region'] as const) {
    const values = source.filters.flatMap(([of, value]) => (of === name ? [value] : []));
    if (values.length > 0) facets[name] = values.sort();
  }
  return JSON.stringify(facets);
}

type Statements = ReturnType<typeof statementsOf>;

/** Records of the index that name a partner in what they are found by. Those that are not in it yet are due themselves. */
const NAMING = `SELECT d.record FROM (SELECT agreement AS record FROM agreement_party WHERE partner = @partner
  UNION SELECT id FROM relationship WHERE ours = @partner UNION SELECT id FROM relationship WHERE theirs = @partner) n CROSS JOIN search_doc d ON d.record = n.record`;

const statementsOf = perConnection((db: WritableDB) => ({
  due: db.prepare('SELECT turn, record FROM search_due WHERE turn < ? ORDER BY turn, record LIMIT ?'),
  done: db.prepare('DELETE FROM search_due WHERE turn = ? AND record = ?'),
  held: db.prepare('SELECT id, fingerprint, names FROM search_doc WHERE record = ?'),
  newDoc: db.prepare('INSERT INTO search_doc (record, kind, fingerprint, names, facets) VALUES (?, ?, ?, ?, ?)'),
  changeDoc: db.prepare('UPDATE search_doc SET kind = ?, fingerprint = ?, names = ?, facets = ? WHERE id = ?'),
  removeDoc: db.prepare('DELETE FROM search_doc WHERE id = ?'),
  putWords: db.prepare('INSERT INTO search_index (rowid, words) VALUES (?, ?)'),
  removeWords: db.prepare('DELETE FROM search_index WHERE rowid = ?'),
  putWord: db.prepare('INSERT INTO search_word (form, word, places, records) VALUES (?, ?, ?, ?) ON CONFLICT (form, word) DO UPDATE SET places = places | excluded.places, records = records + excluded.records'),
  countNaming: db.prepare(`SELECT count(*) FROM (${NAMING} LIMIT @most)`).pluck(),
  spreadNow: db.prepare(`INSERT OR IGNORE INTO search_due (turn, record) SELECT 1, record FROM (${NAMING})`),
  spreadLater: db.prepare(`INSERT OR IGNORE INTO search_due (turn, record) VALUES (${String(SPREAD)}, ?)`),
}));
