/**
 * Ends the command line (SIGKILL) at random moments of its writes and looks at what is there afterwards: the old state or the new
 * one, and `verify` clean. The seed is printed when it fails.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bitimKilled, type CommandOptions } from '../support/command.ts';
import { restoreBackup } from '../../src/main/store/restore.ts';
import { newOffice, openOffice, storeDeps, TEST_PASSPHRASE, type Office } from '../support/office.ts';
import { rngOf, type Rng } from '../support/rng.ts';
import { tempFolder } from '../support/temp.ts';

interface Scene {
  readonly folder: string;
  readonly stateFolder: string;
  readonly agreement: string;
  readonly table: string;
  readonly scans: readonly string[];
  /** A bundle from the other office, sealed for ours. */
  readonly bundle: string;
  readonly otherFolder: string;
}

/** What is killed: the arguments, and what must hold afterwards besides a sound store. */
interface Operation {
  readonly name: string;
  readonly args: (scene: Scene, work: string) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it changes the register when nothing disturbs it. */
  readonly changes: boolean;
  readonly after?: (scene: Scene, work: string, office: Office) => Promise<string | null>;
}

const OPERATIONS: readonly Operation[] = [
  { name: 'import-table', changes: true, args: (scene) => ['import-table', scene.table, '--kind', 'agreement'] },
  { name: 'attach', changes: true, args: (scene) => ['attach', scene.agreement, ...scene.scans] },
  { name: 'set', changes: true, args: (scene) => ['set', scene.agreement, 'notes=changed by the killed command'] },
  { name: 'import', changes: true, args: (scene) => ['import', scene.bundle] },
  { name: 'export', changes: false, args: (_scene, work) => ['export', '--to', 'uz-sa', '--out', work], after: bundlesAreWhole },
  { name: 'backup', changes: false, args: (_scene, work) => ['backup', '--out', join(work, 'backup.bitim')], after: backupIsWhole },
  { name: 'rebuild', changes: false, args: () => ['rebuild'] },
  { name: 'passphrase', changes: false, args: () => ['passphrase'], env: { BITIM_NEW_PASSPHRASE: 'seven green bridges' } },
];

export interface KillReport {
  readonly kills: number;
  readonly finished: number;
  readonly problems: readonly string[];
}

/** Kills the operations in turn, `times` in all. */
export async function killAtRandom(seed: string, times: number): Promise<KillReport> {
  const rng = rngOf(seed);
  const scene = await makeScene(rng);
  const lengths = await measure(scene);
  let finished = 0;
  const problems: string[] = [];
  for (let i = 0; i < times; i++) {
    const operation = OPERATIONS[i % OPERATIONS.length];
    if (operation === undefined) continue;
    const length = lengths.get(operation.name);
    if (length === undefined) throw new Error(`${operation.name} was not measured`);
    const afterMs = Math.floor(length.ms * (0.25 + 0.75 * (rng.int(1000) / 1000)));
    const trial = prepare(scene);
    const { ended } = await bitimKilled(trial.options(operation), afterMs, ...operation.args(trial.scene, trial.work));
    if (ended) finished += 1;
    const problem = await judge(operation, trial, length);
    if (problem !== null) problems.push(`seed ${seed}, kill ${String(i)} (${operation.name} after ${String(afterMs)} ms): ${problem}`);
    rmSync(trial.root, { recursive: true, force: true });
  }
  return { kills: times, finished, problems };
}

interface Measured {
  readonly ms: number;
  readonly before: string;
  readonly after: string;
  readonly entries: number;
}

/** How long each operation takes undisturbed, and what the register is before and after it. */
async function measure(scene: Scene): Promise<ReadonlyMap<string, Measured>> {
  const lengths = new Map<string, Measured>();
  for (const operation of OPERATIONS) {
    const trial = prepare(scene);
    const before = await stateOf(trial);
    const { ended, ms } = await bitimKilled(trial.options(operation), 120_000, ...operation.args(trial.scene, trial.work));
    if (!ended) throw new Error(`${operation.name} did not end`);
    const after = await stateOf(trial);
    lengths.set(operation.name, { ms, before: before.shape, after: after.shape, entries: after.entries });
    if (operation.changes === (before.shape === after.shape)) throw new Error(`${operation.name} was expected ${operation.changes ? '' : 'not '}to change the register`);
    rmSync(trial.root, { recursive: true, force: true });
  }
  return lengths;
}

async function judge(operation: Operation, trial: Trial, length: Measured): Promise<string | null> {
  const office = await openOffice('uz-bu', trial.scene.folder, { stateFolder: trial.scene.stateFolder });
  try {
    const verified = await office.do('store.verify', {});
    if (!verified.ok) return `verify: ${verified.problems.join(' ')}`;
    const shape = await shapeOf(office);
    if (shape !== length.before && shape !== length.after) return `the register is neither the old nor the new one: ${shape}`;
    const leftovers = readdirSync(trial.scene.folder).filter((name) => name === 'documents-in-flight');
    if (leftovers.length > 0) return `left over: ${leftovers.join(', ')}`;
    return (await operation.after?.(trial.scene, trial.work, office)) ?? null;
  } finally {
    await office.close();
  }
}

/** Numbers of records, events and attachments: the new state has other random ids in every run, so digests cannot be compared. */
async function shapeOf(office: Office): Promise<string> {
  const { db } = office.store();
  const kinds = db.prepare('SELECT kind, count(*) AS n FROM record GROUP BY kind ORDER BY kind').all() as { kind: string; n: number }[];
  const entries = db.prepare('SELECT count(*) FROM entry').pluck().get() as number;
  return JSON.stringify({ entries, kinds });
}

async function stateOf(trial: Trial): Promise<{ readonly shape: string; readonly entries: number }> {
  const office = await openOffice('uz-bu', trial.scene.folder, { stateFolder: trial.scene.stateFolder });
  const shape = await shapeOf(office);
  const entries = office.store().db.prepare('SELECT count(*) FROM entry').pluck().get() as number;
  await office.close();
  return { shape, entries };
}

interface Trial {
  readonly root: string;
  readonly work: string;
  readonly scene: Scene;
  readonly options: (operation: Operation) => CommandOptions;
}

/** A fresh copy of the scene's store for one command. */
function prepare(scene: Scene): Trial {
  const root = tempFolder();
  const folder = join(root, 'store');
  const stateFolder = join(root, 'state');
  const work = join(root, 'work');
  cpSync(scene.folder, folder, { recursive: true });
  cpSync(scene.stateFolder, stateFolder, { recursive: true });
  mkdirSync(work);
  return { root, work, scene: { ...scene, folder, stateFolder }, options: (operation) => ({ store: folder, stateFolder, ...(operation.env === undefined ? {} : { env: operation.env }) }) };
}

async function makeScene(rng: Rng): Promise<Scene> {
  const root = tempFolder();
  const stateFolder = join(root, 'state');
  mkdirSync(stateFolder);
  const ours = await newOffice('uz-bu', { folder: join(root, 'uz-bu'), stateFolder });
  const theirs = await newOffice('uz-sa', { folder: join(root, 'uz-sa') });
  await acquaint(root, ours, theirs);

  const table = join(root, 'table.csv');
  writeFileSync(table, ['registerNo,placeSigned', ...Array.from({ length: 400 }, (_, i) => `K-${String(i)},Place ${String(rng.int(1000))}`)].join('\n'));
  const scans = [1, 2, 3].map((i) => {
    const path = join(root, `scan-${String(i)}.bin`);
    writeFileSync(path, rng.bytes(60_000 * i));
    return path;
  });
  const { id: agreement } = await ours.do('record.add', { kind: 'agreement', value: { registerNo: 'K-1', titleForms: [{ text: 'Agreement on cooperation', language: 'en', script: 'Latn' }] } });
  for (let i = 0; i < 60; i++) await ours.do('record.add', { kind: 'agreement', value: { registerNo: `A-${String(i)}`, notes: 'x'.repeat(200) } });
  await ours.do('documents.attach', { id: agreement, files: scans.slice(0, 1) });
  const { id: theirAgreement } = await theirs.do('record.add', { kind: 'agreement', value: { registerNo: 'S-1' } });
  for (let i = 0; i < 60; i++) await theirs.do('record.add', { kind: 'agreement', value: { registerNo: `S-${String(i)}`, notes: 'y'.repeat(200) } });
  await theirs.do('documents.attach', { id: theirAgreement, files: scans.slice(1) });
  const exported = await theirs.do('bundles.export', { to: ['uz-bu'], out: root });
  const bundle = exported.files[0]?.path;
  if (bundle === undefined) throw new Error('No bundle was made');
  await ours.close();
  await theirs.close();
  return { folder: ours.folder, stateFolder, agreement, table, scans, bundle, otherFolder: theirs.folder };
}

async function acquaint(root: string, a: Office, b: Office): Promise<void> {
  for (const [one, other] of [[a, b], [b, a]] as const) {
    const card = await one.do('trust.card', {});
    const path = join(root, `${one.id}.bitim-card`);
    writeFileSync(path, card.card);
    await other.do('trust.accept', { card: path, fingerprint: card.fingerprint });
  }
}

/** Every file with a bundle's name must be a whole bundle. */
async function bundlesAreWhole(scene: Scene, work: string): Promise<string | null> {
  const names = readdirSync(work).filter((name) => name.includes('.bitim.zip') && !name.endsWith('.tmp'));
  if (names.length === 0) return null;
  const copy = join(work, 'uz-sa');
  cpSync(scene.otherFolder, copy, { recursive: true });
  const other = await openOffice('uz-sa', copy);
  try {
    for (const name of names) {
      const seen = await other.try('bundles.inspect', { file: join(work, name) });
      if (!seen.ok) return `${name} is there and not whole: ${seen.error.message}`;
    }
    return null;
  } finally {
    await other.close();
  }
}

/** A file with the backup's name must be a whole backup. */
async function backupIsWhole(_scene: Scene, work: string): Promise<string | null> {
  const file = join(work, 'backup.bitim');
  if (!existsSync(file)) return null;
  const restored = await restoreBackup(file, join(work, 'restored'), { passphrase: TEST_PASSPHRASE }, storeDeps());
  return restored.ok ? null : restored.error.message;
}
