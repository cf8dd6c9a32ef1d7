import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkBag } from '../independent/bagit.ts';
import { digestOf as independentDigest, readBundle } from '../independent/reader.ts';
import { attach, befriend, bundleFor, digestOf, newStation, send, startLogAnew, write, type Station } from '../main/exchange/testStation.ts';
import { tempFolder } from '../support/temp.ts';

/** Two offices that wrote, changed and removed things, disagree, and have documents; and one of them whose log was started anew. */
async function busyOffices(): Promise<{ readonly a: Station; readonly b: Station; readonly scan: string }> {
  const [a, b] = [await newStation('uz-a'), await newStation('uz-b')];
  await befriend(a, b);
  const one = write(a, { registerNo: '1', 'titleForms[uz]': { language: 'uz', text: 'Oʻzaro savdo toʻgʻrisida' }, notes: null });
  write(a, { registerNo: 'local' }, { scope: 'local' });
  const scan = attach(a, Buffer.from('%PDF-1.7 scan'));
  await send(a, b);
  write(a, { registerNo: '1a' }, { record: one.record, replaces: { registerNo: [one.ref] } });
  write(b, { registerNo: '1b', 'titleForms[uz]': { $gone: [one.ref] } }, { record: one.record, replaces: { registerNo: [one.ref], 'titleForms[uz]': [one.ref] } });
  write(b, { anything: { deep: [1, 'два', null, true] } }, { kind: 'later' });
  await send(b, a);
  await startLogAnew(a, 'fork');
  write(a, { $void: { reason: 'entered twice', seen: [one.ref] } }, { record: one.record });
  return { a, b, scan };
}

function unzipped(path: string): string {
  const folder = tempFolder();
  execFileSync('unzip', ['-q', path, '-d', folder]);
  return folder;
}

describe('a bundle, read by others', () => {
  it('is decoded by a reader written from docs/format.md alone, with the same digest', async () => {
    const { a, scan } = await busyOffices();
    const read = readBundle(readFileSync(await bundleFor(a, 'uz-b', { plain: true, full: true })));
    const lines = read.segments.flatMap((segment) => segment.lines);
    expect(independentDigest(lines)).toBe(digestOf(a));
    expect(read.segments.every((segment) => segment.signed)).toBe(true);
    expect(read.segments.map(({ log, scope, lines: own }) => [log.slice(0, 4), scope, own.length])).toEqual(expect.arrayContaining([['uz-a', 'all', 2], ['uz-b', 'all', 2]]));
    expect([...read.documents.keys()]).toEqual([scan]);
    expect(read.info.get('Bitim-Kind')).toBe('full');
    expect(Object.keys(read.have.streams).length).toBe(3);
    expect(read.certificates.length).toBe(3);
    expect(lines.some(({ value }) => value.s === 'local')).toBe(false);
  });

  it('is a complete and valid bag to a checker of RFC 8493, which notices what is wrong with one', async () => {
    const { a } = await busyOffices();
    const folder = unzipped(await bundleFor(a, 'uz-b', { plain: true }));
    expect(checkBag(folder)).toEqual({ incomplete: [], invalid: [] });
    const have = join(folder, 'data', 'have.json');
    const whole = readFileSync(have);
    writeFileSync(have, 'x');
    expect(checkBag(folder).invalid.length).toBe(2);
    renameSync(have, join(folder, 'data', 'another.json'));
    expect(checkBag(folder).incomplete).toEqual(['data/another.json is not listed in manifest-sha256.txt', 'data/have.json is listed in manifest-sha256.txt and not there']);
    writeFileSync(have, whole);
    renameSync(join(folder, 'bagit.txt'), join(folder, 'bagit.md'));
    expect(checkBag(folder).incomplete.length).toBe(3);
  });

  it("passes Debian's unzip, sha256sum, minisign and age, as its readme says", async () => {
    const { a, b } = await busyOffices();
    const sealed = await bundleFor(a, 'uz-b');
    const folder = tempFolder();
    const key = join(folder, 'key.txt');
    writeFileSync(key, `${b.identity.ageIdentities[0] ?? ''}\n`);
    const zip = join(folder, 'bundle.zip');
    execFileSync('age', ['-d', '-i', key, '-o', zip, sealed]);
    expect(execFileSync('unzip', ['-t', zip], { encoding: 'utf8' })).toContain('No errors detected');
    const bag = join(folder, 'bundle');
    mkdirSync(bag);
    execFileSync('unzip', ['-q', zip, '-d', bag]);
    const run = (program: string, ...args: readonly string[]): string => execFileSync(program, args, { cwd: bag, encoding: 'utf8' });
    const { signKey } = a.identity.signed.certificate;
    expect(run('minisign', '-V', '-P', signKey, '-m', 'tagmanifest-sha256.txt')).toContain('Signature and comment signature verified');
    expect(run('sha256sum', '--strict', '-c', 'tagmanifest-sha256.txt')).not.toContain('FAILED');
    expect(run('sha256sum', '--strict', '-c', 'manifest-sha256.txt').split('\n').length).toBeGreaterThan(15);
    expect(checkBag(bag)).toEqual({ incomplete: [], invalid: [] });
    const head = run('find', 'data/segments', '-name', '*.head.json', '-path', `*${a.identity.log}*`).trim();
    expect(run('minisign', '-V', '-P', signKey, '-m', head)).toContain('Trusted comment: 0000000001-0000000001.head.json');
    const readme = readFileSync(join(bag, 'readme.txt'), 'utf8');
    expect(readme).toContain(signKey);
    expect(readme.split(`minisign -V -P ${signKey} -m tagmanifest-sha256.txt`).length).toBe(4);
  });
});
