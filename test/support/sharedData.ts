import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the data beside the repository, or null (said aloud once) where it is not there. */
export function sharedFile(name: string): string | null {
  const path = join(import.meta.dirname, '../../../shared/data', name);
  if (existsSync(path)) return path;
  process.stderr.write(`${name} is not beside the repository: its part of the test is left out\n`);
  return null;
}
