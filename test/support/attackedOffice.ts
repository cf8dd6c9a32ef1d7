/** Two offices behind the real engine, one bundle between them, and what a refusal must leave behind. For tests of hostile files. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { JournalLine } from '../../src/main/exchange/journal.ts';
import { newOffice, type Office } from './office.ts';
import { rngOf } from './rng.ts';
import { tempFolder } from './temp.ts';

export interface AttackedOffices {
  /** Trusted by the victim. */
  readonly sender: Office;
  readonly victim: Office;
  /** A good plain bundle from the sender, which the victim has not taken in. */
  readonly bundle: Buffer;
}

/** @param scanBytes length of the one document in the bundle. */
export async function attackedOffices(scanBytes: number): Promise<AttackedOffices> {
  const [sender, victim] = [await newOffice('uz-bu'), await newOffice('uz-sa')];
  await accept(sender, victim);
  await accept(victim, sender);
  await victim.do('record.add', { kind: 'agreement', value: { registerNo: 'ours' } });
  const { id } = await sender.do('record.add', { kind: 'agreement', value: { registerNo: '1/26', titleForms: [{ text: 'Savdo toʻgʻrisida', language: 'uz', script: 'Latn' }] } });
  const scan = join(tempFolder(), 'scan.pdf');
  writeFileSync(scan, Buffer.concat([Buffer.from('%PDF-1.7\n'), rngOf('scan').bytes(scanBytes - 9)]));
  await sender.do('documents.attach', { id, files: [scan] });
  return { sender, victim, bundle: readFileSync(await plainBundle(sender, victim)) };
}

/** Takes the other's card by its right words. */
export async function accept(office: Office, other: Office): Promise<void> {
  const { card, fingerprint } = await other.do('trust.card', {});
  const path = join(tempFolder(), `${other.id}.bitim-card`);
  writeFileSync(path, card);
  await office.do('trust.accept', { card: path, fingerprint });
}

/** @returns the path of one full plain bundle. */
export async function plainBundle(sender: Office, to: Office): Promise<string> {
  const { files } = await sender.do('bundles.export', { to: [to.id], out: tempFolder(), full: true, plain: true });
  return files[0]?.path ?? '';
}

export interface Refusal {
  readonly type: string;
  readonly message: string;
}

/** A place to write one hostile file after the other. */
export const hostileFile = (name = 'hostile.bitim.zip'): string => join(tempFolder(), name);

/**
 * Has the victim look at the file and take it in, and expects both to be refused with one and the same sentence, which names what
 * was found where, and one more line in the journal that says so.
 */
export async function refusedByEngine(victim: Office, path: string, where: string): Promise<Refusal> {
  const before = lastLine(victim);
  const seen = await victim.try('bundles.inspect', { file: path });
  if (seen.ok) throw new Error(`${where}: the bundle was looked at and nothing was found wrong.`);
  expect(lastLine(victim).id, where).toBe(before.id);
  const taken = await victim.try('bundles.import', { file: path });
  if (taken.ok) throw new Error(`${where}: the bundle was taken in.`);
  expect(taken.error, where).toEqual(seen.error);
  const { type, message } = taken.error;
  expect(message, where).toMatch(/^The bundle was refused\. .+\. Nothing was changed\.$/s);
  expect(lastLine(victim), where).toEqual({ id: before.id + 1, state: 'refused', file: path, author: 'Head of department', message });
  return { type, message };
}

type LastLine = Pick<JournalLine, 'state' | 'file' | 'author' | 'message'> & { readonly id: number };

const lastLine = (office: Office): LastLine =>
  (office.store().reader.prepare('SELECT id, state, file, author, message FROM bundle ORDER BY id DESC LIMIT 1').get() as LastLine | undefined) ?? { id: 0, state: 'refused', file: '', author: '', message: null };
