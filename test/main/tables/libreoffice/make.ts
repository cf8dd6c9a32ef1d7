/** Has LibreOffice make the tables of this folder anew; see the README. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** Encoding -> LibreOffice's number for it. */
const CSV = { 'utf-8': 76, 'utf-16': 65535, 'windows-1251': 34 } as const;

/** @returns false where LibreOffice is not installed. */
export function makeTables(from: string, into: string): boolean {
  if (spawnSync('soffice', ['--version']).status !== 0) return false;
  convert(from, into, into, 'xlsx');
  for (const [encoding, number] of Object.entries(CSV)) {
    const apart = join(into, encoding);
    mkdirSync(apart, { recursive: true });
    convert(from, apart, into, `csv:Text - txt - csv (StarCalc):59,34,${String(number)},1,,0,false,true`);
    const [made] = readdirSync(apart);
    if (made === undefined) throw new Error(`LibreOffice made no CSV in ${encoding}`);
    renameSync(join(apart, made), join(into, `register-${encoding}.csv`));
  }
  return true;
}

function convert(from: string, into: string, profile: string, filter: string): void {
  const done = spawnSync('soffice', [`-env:UserInstallation=file://${join(profile, 'profile')}`, '--headless', '--convert-to', filter, '--outdir', into, from], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`LibreOffice failed: ${done.stderr}`);
}
