import { closeSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { bitimJson, bitimWatched, type CommandOptions } from '../support/command.ts';
import { tempFolder } from '../support/temp.ts';

/** Attaches a file of so many MiB and copies it out; the memory of both commands must not depend on its size. */
export async function attachLarge(mebibytes: number, limitMiB: number): Promise<void> {
  const root = tempFolder();
  const options: CommandOptions = { store: join(root, 'store'), stateFolder: join(root, 'state') };
  mkdirSync(options.stateFolder);
  bitimJson(options, 'init', '--office', 'uz-l', '--name', 'Large', '--kdf-memory', '19');
  const record = join(root, 'record.json');
  const fd = openSync(record, 'w');
  writeSync(fd, '{"registerNo":"1"}');
  closeSync(fd);
  const { id } = bitimJson(options, 'add', 'agreement', '--json-file', record);
  const large = join(root, 'large.bin');
  const file = openSync(large, 'w');
  ftruncateSync(file, mebibytes * 1024 * 1024);
  writeSync(file, 'the end', mebibytes * 1024 * 1024 - 7);
  closeSync(file);
  const attached = await bitimWatched(options, 'attach', String(id), large);
  expect(attached.code).toBe(0);
  const shown = bitimJson(options, 'show', String(id)) as unknown as { documents: { sha256: string; bytes: number }[] };
  expect(shown.documents[0]?.bytes).toBe(mebibytes * 1024 * 1024);
  const copied = await bitimWatched(options, 'document', shown.documents[0]?.sha256 ?? '', '--out', join(root, 'copy.bin'));
  expect(copied.code).toBe(0);
  expect(Math.max(attached.peakMiB, copied.peakMiB)).toBeLessThan(limitMiB);
}
