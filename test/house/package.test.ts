import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const read = (name: string): unknown => JSON.parse(readFileSync(resolve(project, name), 'utf8'));

interface Manifest {
  readonly license: string;
  readonly engines: { readonly node: string };
  readonly allowScripts: Readonly<Record<string, boolean>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}
const manifest = read('package.json') as Manifest;
const lockText = readFileSync(resolve(project, 'package-lock.json'), 'utf8');
const lock = JSON.parse(lockText) as { readonly packages: Readonly<Record<string, Locked>> };
const installed = Object.entries(lock.packages).filter(([path]) => path !== '').map(([path, entry]) => ({ name: path.slice(path.lastIndexOf('node_modules/') + 13), path, ...entry }));

/** What may be shipped. The LGPL is that of libvips, a library of its own beside sharp; the OFL that of the font. */
const licences = new Set(['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Zlib', 'CC0-1.0', 'Unlicense', 'Python-2.0']);
const ofOne: Readonly<Record<string, RegExp>> = {
  'OFL-1.1': /^@fontsource-variable\/noto-sans$/,
  'LGPL-3.0-or-later': /^@img\/sharp-/,
};

/** A licence expression of SPDX: every part of an AND, some part of an OR. */
function permitted(expression: string, name: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' OR ')) return bare.split(' OR ').some((part) => permitted(part, name));
  if (bare.includes(' AND ')) return bare.split(' AND ').every((part) => permitted(part, name));
  return licences.has(bare) || ofOne[bare]?.test(name) === true;
}

describe('the packages this project stands on', () => {
  it('names every one of them by an exact version', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(([, version]) => !/^(npm:[@a-z0-9/.-]+@)?\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });

  it('locks the versions that package.json names', () => {
    const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).map(([name, version]) => [name, version.replace(/^.*@/, '')]);
    expect(wanted.map(([name]) => [name, lock.packages[`node_modules/${name ?? ''}`]?.version])).toEqual(wanted);
  });

  it('names no address of a registry, so that any mirror serves, and a hash for each', () => {
    expect(installed.filter(({ resolved }) => resolved !== undefined)).toEqual([]);
    expect(installed.filter(({ integrity }) => integrity?.startsWith('sha512-') !== true)).toEqual([]);
    expect(lockText).not.toMatch(/"[^"]*(https?:|git\+|file:)[^"]*\.tgz"/);
  });

  it('ships only what may be shipped', () => {
    expect(installed.filter(({ dev, name, license }) => dev !== true && !permitted(license ?? 'none', name)).map(({ name, license }) => `${name}: ${license ?? 'none'}`)).toEqual([]);
  });

  it('runs the install script of Node alone, which brings the project its own', () => {
    expect(manifest.allowScripts).toEqual({ node: true });
    expect([...new Set(installed.filter(({ hasInstallScript }) => hasInstallScript === true).map(({ name }) => name))].sort()).toEqual(['electron-winstaller', 'libxmljs2', 'node', 'tesseract.js']);
  });

  it('runs on Node 24 and may be installed by an older one', () => {
    expect(manifest.devDependencies.node).toMatch(/^24\./);
    expect(process.versions.node).toMatch(/^24\./);
    expect(manifest.license).toBe('MIT');
  });
});
