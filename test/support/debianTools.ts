/** The ordinary tools that must accept our bundles. They are needed: no test is left out where one is missing. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Program -> the Debian package that brings it. */
export const debianTools: Readonly<Record<string, string>> = { minisign: 'minisign', age: 'age', 'age-keygen': 'age', unzip: 'unzip', sha256sum: 'coreutils' };

/** Called by vitest once before all tests. */
export function setup(): void {
  const absent = missingTools(process.env.PATH ?? '');
  if (absent.length === 0) return;
  const packages = [...new Set(absent.map((tool) => debianTools[tool] ?? tool))];
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
    execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'update', '-qq'], options);
    execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '-qq', '--no-install-recommends', ...packages], options);
  }
  const still = missingTools(process.env.PATH ?? '');
  if (still.length > 0) throw new Error(missingSentence(still));
}

/** Those of the tools that no folder of the search path holds. */
export function missingTools(searchPath: string): readonly string[] {
  return Object.keys(debianTools).filter((tool) => !searchPath.split(delimiter).some((folder) => isProgram(join(folder, tool))));
}

export function missingSentence(tools: readonly string[]): string {
  const packages = [...new Set(tools.map((tool) => debianTools[tool] ?? tool))];
  return `The tests were not started: they need ${tools.join(', ')}, which this machine does not have. On Debian: sudo apt-get install ${packages.join(' ')}`;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
