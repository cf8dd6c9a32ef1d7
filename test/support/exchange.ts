/** Real offices that hand each other cards and bundles. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleSeen } from '../../src/shared/contract.ts';
import type { BundleReport } from '../../src/main/exchange/importBundle.ts';
import type { Office } from './office.ts';
import { tempFolder } from './temp.ts';

/** Writes bytes to a file of their own. */
export function fileWith(bytes: Uint8Array | string, name = 'file'): string {
  const path = join(tempFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

/** One office accepts the other's card with its right words. @returns the entries released. */
export async function accept(office: Office, other: Office): Promise<number> {
  const { card, fingerprint } = await other.do('trust.card', {});
  return (await office.do('trust.accept', { card: fileWith(card, `${other.id}.bitim-card`), fingerprint })).released;
}

export async function befriend(...offices: readonly Office[]): Promise<void> {
  for (const a of offices) for (const b of offices) if (a !== b) await accept(a, b);
}

/** Exports one bundle. @returns its path. */
export async function bundleFrom(from: Office, to: Office | string, options: { readonly full?: boolean; readonly plain?: boolean } = {}): Promise<string> {
  const out = join(tempFolder(), 'out');
  mkdirSync(out);
  const { files } = await from.do('bundles.export', { to: [typeof to === 'string' ? to : to.id], out, ...options });
  const [file] = files;
  if (file === undefined || files.length > 1) throw new Error(`Expected one bundle, found ${String(files.length)}`);
  return file.path;
}

/** Takes a bundle in; the report as the exchange gives it, which says more than the contract. */
export const takeIn = async (office: Office, file: string): Promise<BundleSeen & BundleReport> => (await office.do('bundles.import', { file })) as BundleSeen & BundleReport;

/** Sends what is new from one to the other. */
export const send = async (from: Office, to: Office, options: { readonly full?: boolean; readonly plain?: boolean } = {}): Promise<BundleSeen & BundleReport> => takeIn(to, await bundleFrom(from, to, options));

/** Adds an agreement. @returns its id. */
export const addAgreement = async (office: Office, registerNo: string): Promise<string> => (await office.do('record.add', { kind: 'agreement', value: { registerNo } })).id;

export const digestOf = async (office: Office): Promise<string> => (await office.do('store.digest', {})).digest;

/** What `verify` finds; empty if all is well. */
export const problemsOf = async (office: Office): Promise<readonly string[]> => (await office.do('store.verify', {})).problems;
