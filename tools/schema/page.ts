/**
 * docs/schema.md, made from the schema: the tables as SQLite has them after every migration, with what the migrations say of them. The page says nothing
 * that is not in a migration or in the database.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { derivedTables } from '../../src/main/changes/rebuild.ts';
import { migrate, migrations, type Migration } from '../../src/main/db/migrate.ts';
import type { WritableDB } from '../../src/main/db/open.ts';
import { projectors } from '../../src/main/engine/projectors.ts';

const project = join(import.meta.dirname, '..', '..');

/** The whole page. */
export function schemaPage(): string {
  const db = new Database(':memory:') as unknown as WritableDB;
  const migrated = migrate(db);
  if (!migrated.ok) throw new Error(migrated.error.message);
  const derived = new Set(derivedTables(projectors));
  const said = migrations.map(readMigration);
  const tables = said.flatMap((migration) => migration.tables.map((table) => ({ table, migration })));
  const lines = [
    '# The schema',
    '',
    'Made by `npm run schema` from the migrations; a test compares it. One encrypted SQLite database holds all of it; documents lie beside it.',
    '**log**: the truth, byte for byte. **derived**: a pure function of the log, made anew by `rebuild`. **own**: of this store alone, in no bundle. **cache**: found out of documents, can be found out again.',
    'Every table is STRICT; ids are TEXT. A shipped migration is frozen and only adds.',
    '',
    '| table | | what it is |', '|---|---|---|',
    ...tables.map(({ table, migration }) => `| [${table}](#${table}) | ${kindOf(table, migration, derived)} | ${purposeOf(table, migration)} |`),
  ];
  for (const migration of said) {
    if (migration.tables.length === 0 && migration.changes.length === 0) continue;
    lines.push('', `## ${migration.file}`, '', migration.about);
    if (migration.changes.length > 0) lines.push('', ...migration.changes.map((change) => `- ${change}`));
    for (const table of migration.tables) lines.push('', `### ${table}`, '', ...tableLines(db, table, kindOf(table, migration, derived), migration.before.get(table)));
  }
  db.close();
  return `${lines.join('\n')}\n`;
}

type Kind = 'log' | 'derived' | 'own' | 'cache';

const LOG = new Set(['stream', 'entry', 'segment']);

function kindOf(table: string, migration: Said, derived: ReadonlySet<string>): Kind {
  if (derived.has(table)) return 'derived';
  if (LOG.has(table)) return 'log';
  return /\bcaches?\b/i.test(`${migration.about} ${migration.before.get(table) ?? ''}`) ? 'cache' : 'own';
}

/** What a migration says in words, and which tables it makes. */
interface Said {
  readonly file: string;
  readonly about: string;
  readonly tables: readonly string[];
  /** Table -> the comment before it. */
  readonly before: ReadonlyMap<string, string>;
  /** Of tables made earlier: columns and indexes. */
  readonly changes: readonly string[];
}

function readMigration(migration: Migration): Said {
  const file = `${String(migration.version).padStart(4, '0')}-${migration.name}`;
  const source = readFileSync(join(project, 'src', 'main', 'db', 'migrations', `${file}.ts`), 'utf8');
  const about = (/\/\*\*([\s\S]*?)\*\//.exec(source)?.[1] ?? '').split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trim()).filter((line) => line !== '').join(' ');
  const tables: string[] = [];
  const before = new Map<string, string>();
  const changes: string[] = [];
  let comment: string[] = [];
  let depth = 0;
  for (const line of migration.sql.split('\n').map((one) => one.trim())) {
    const made = /^CREATE (?:VIRTUAL )?TABLE (\w+)/.exec(line)?.[1];
    const altered = /^ALTER TABLE (\w+) ADD COLUMN (.*);$/.exec(line);
    const index = /^CREATE (?:UNIQUE )?INDEX (\w+) ON (\w+)/.exec(line);
    if (depth === 0 && line.startsWith('--')) comment.push(line.replace(/^--\s?/, ''));
    else if (made !== undefined) {
      tables.push(made);
      if (comment.length > 0) before.set(made, comment.join(' '));
      comment = [];
    } else if (altered !== null) {
      changes.push(`\`${altered[1] ?? ''}.${altered[2]?.split(' ')[0] ?? ''}\`${comment.length > 0 ? `: ${comment.join(' ')}` : ''}`);
      comment = [];
    } else if (index !== null && !tables.includes(index[2] ?? '')) changes.push(`index \`${index[1] ?? ''}\` on \`${index[2] ?? ''}\``);
    else if (line === '') comment = [];
    depth += (line.replace(/--.*$/, '').match(/\(/g) ?? []).length - (line.replace(/--.*$/, '').match(/\)/g) ?? []).length;
  }
  return { file, about, tables, before, changes };
}

function tableLines(db: WritableDB, table: string, kind: Kind, comment: string | undefined): readonly string[] {
  const columns = db.pragma(`table_xinfo(${table})`) as { readonly name: string; readonly type: string; readonly notnull: number; readonly pk: number; readonly hidden: number }[];
  const indexes = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name`).all(table) as { readonly name: string; readonly sql: string }[];
  return [
    `*${kind}*${comment === undefined ? '' : ` — ${comment}`}`, '',
    '| column | type | |', '|---|---|---|',
    ...columns.filter((column) => column.hidden === 0).map((column) => `| ${column.name} | ${column.type} | ${[column.pk > 0 ? `key${column.pk > 1 || columns.filter((one) => one.pk > 0).length > 1 ? ` ${String(column.pk)}` : ''}` : '', column.notnull === 1 && column.pk === 0 ? 'not null' : ''].filter((part) => part !== '').join(', ')} |`),
    ...(indexes.length === 0 ? [] : ['', ...indexes.map(({ name, sql }) => `- \`${name}\`${sql.startsWith('CREATE UNIQUE') ? ' (unique)' : ''} ${sql.slice(sql.indexOf('(')).replace(/\s+/g, ' ')}`)]),
  ];
}

/** What a comment cannot say because it stands before something else. */
const PURPOSES: Readonly<Record<string, string>> = {
  meta: 'What the store knows of itself: keys and certificates, the clock, versions, open segments.',
  stream: 'The logs and scopes of which entries are known.',
  same_as: 'Pairs of records said to be the same.',
};

/** The first sentence about a table, from the comment before it, unless that only explains columns, or else from what the migration is about. */
function purposeOf(table: string, migration: Said): string {
  const comment = migration.before.get(table);
  const text = PURPOSES[table] ?? (comment !== undefined && !/^[a-z_, ]+: /.test(comment) ? comment : migration.about);
  const plain = text.replace(/^Derived(?:, [^:]*)?: /, '');
  const sentence = (/^.*?(?:[.;]|:(?= \{))(?=\s|$)/.exec(plain)?.[0] ?? plain).replace(/[;:]$/, '.').replaceAll('|', '\\|');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}
