/**
 * Checks an unpacked bag against RFC 8493, section 3: complete and valid. Written from the RFC, for any bag, sharing no code with `src/`.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface BagCheck {
  /** What keeps the bag from being complete; none if it is. */
  readonly incomplete: readonly string[];
  /** What keeps a complete bag from being valid; none if it is. */
  readonly invalid: readonly string[];
}

export function checkBag(folder: string): BagCheck {
  const top = readdirSync(folder);
  const manifests = top.filter((name) => /^manifest-[a-z0-9]+\.txt$/.test(name));
  const tagManifests = top.filter((name) => /^tagmanifest-[a-z0-9]+\.txt$/.test(name));
  const incomplete = [
    ...checkDeclaration(folder),
    ...(existsSync(join(folder, 'data')) && statSync(join(folder, 'data')).isDirectory() ? [] : ['there is no payload directory']),
    ...(manifests.length > 0 ? [] : ['there is no payload manifest']),
  ];
  const payload = existsSync(join(folder, 'data')) ? filesIn(folder, 'data') : [];
  const invalid: string[] = [];
  for (const name of manifests) {
    const listed = readManifest(folder, name, incomplete);
    for (const path of payload) if (!listed.has(path)) incomplete.push(`${path} is not listed in ${name}`);
    for (const path of listed.keys()) if (!path.startsWith('data/')) incomplete.push(`${name} lists ${path}, which is no payload`);
    compare(folder, name, listed, incomplete, invalid);
  }
  for (const name of tagManifests) {
    const listed = readManifest(folder, name, incomplete);
    for (const path of listed.keys()) if (path.startsWith('data/') || path.startsWith('tagmanifest-')) incomplete.push(`${name} lists ${path}`);
    for (const manifest of manifests) if (!listed.has(manifest)) incomplete.push(`${name} does not list ${manifest}`);
    compare(folder, name, listed, incomplete, invalid);
  }
  if (existsSync(join(folder, 'fetch.txt'))) incomplete.push('files are still to be fetched');
  invalid.push(...checkInfo(folder, payload));
  return { incomplete, invalid };
}

/** Section 2.1.1: two lines, UTF-8, no byte order mark. */
function checkDeclaration(folder: string): readonly string[] {
  const path = join(folder, 'bagit.txt');
  if (!existsSync(path)) return ['there is no bagit.txt'];
  return /^BagIt-Version: \d+\.\d+\r?\nTag-File-Character-Encoding: UTF-8\r?\n?$/.test(readFileSync(path, 'utf8')) ? [] : ['bagit.txt is not a bag declaration'];
}

/** Section 2.1.3: checksum, one or more spaces or tabs, path with %, CR and LF encoded. */
function readManifest(folder: string, name: string, problems: string[]): ReadonlyMap<string, string> {
  const listed = new Map<string, string>();
  for (const line of readFileSync(join(folder, name), 'utf8').split(/\r\n|\n|\r/)) {
    if (line === '') continue;
    const [, sum, path] = /^([0-9A-Fa-f]+)[ \t]+(.+)$/.exec(line) ?? [];
    const decoded = (path ?? '').replace(/^\.\//, '').replace(/%0d/gi, '\r').replace(/%0a/gi, '\n').replace(/%25/g, '%');
    if (sum === undefined || decoded.startsWith('/') || decoded.split('/').includes('..')) problems.push(`${name} has the line ${JSON.stringify(line)}`);
    else if (listed.has(decoded)) problems.push(`${name} lists ${decoded} twice`);
    else listed.set(decoded, sum.toLowerCase());
  }
  return listed;
}

function compare(folder: string, name: string, listed: ReadonlyMap<string, string>, incomplete: string[], invalid: string[]): void {
  const algorithm = (/-([a-z0-9]+)\.txt$/.exec(name) ?? [])[1] ?? '';
  for (const [path, sum] of listed) {
    const file = join(folder, ...path.split('/'));
    if (!existsSync(file) || !statSync(file).isFile()) incomplete.push(`${path} is listed in ${name} and not there`);
    else if (createHash(algorithm).update(readFileSync(file)).digest('hex') !== sum) invalid.push(`${path} does not have the checksum of ${name}`);
  }
}

/** Section 2.2.2: `Label: value`, continued by indented lines; Payload-Oxum must agree. */
function checkInfo(folder: string, payload: readonly string[]): readonly string[] {
  const path = join(folder, 'bag-info.txt');
  if (!existsSync(path)) return [];
  const problems: string[] = [];
  let oxum: string | null = null;
  for (const line of readFileSync(path, 'utf8').split(/\r\n|\n|\r/)) {
    if (line === '' || /^[ \t]/.test(line)) continue;
    const [, label, value] = /^([^:\s][^:]*):[ \t](.*)$/.exec(line) ?? [];
    if (label === undefined) problems.push(`bag-info.txt has the line ${JSON.stringify(line)}`);
    if (label === 'Payload-Oxum') oxum = value ?? '';
  }
  const bytes = payload.reduce((sum, file) => sum + statSync(join(folder, ...file.split('/'))).size, 0);
  if (oxum !== null && oxum !== `${String(bytes)}.${String(payload.length)}`) problems.push(`Payload-Oxum is ${oxum}, found ${String(bytes)}.${String(payload.length)}`);
  return problems;
}

function filesIn(folder: string, below: string): readonly string[] {
  return readdirSync(join(folder, ...below.split('/')), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesIn(folder, `${below}/${entry.name}`) : [`${below}/${entry.name}`]));
}
