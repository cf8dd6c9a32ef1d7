/** Secrets for the command line: from the environment, from a file, or typed without echo. */
import { readFileSync } from 'node:fs';
import type { ReadStream } from 'node:tty';
import { err, ok, type Result } from '../../shared/result.ts';

export type SecretError = { readonly type: 'SecretMissing'; readonly message: string };

export interface SecretSources {
  /** Value of the environment variable, if set. */
  readonly env: string | undefined;
  readonly file: string | undefined;
  readonly question: string;
  /** Said when there is nobody to ask. */
  readonly hint: string;
}

/** One secret line. The file wins over the environment; a person is asked only at a terminal. */
export async function readSecret(sources: SecretSources): Promise<Result<string, SecretError>> {
  if (sources.file !== undefined) {
    try {
      return ok(readFileSync(sources.file, 'utf8').replace(/\r?\n$/, ''));
    } catch {
      return err({ type: 'SecretMissing', message: `The file ${sources.file} cannot be read.` });
    }
  }
  if (sources.env !== undefined) return ok(sources.env);
  if (!process.stdin.isTTY) return err({ type: 'SecretMissing', message: sources.hint });
  return ok(await askWithoutEcho(process.stdin, sources.question));
}

/** Asks twice, for a secret that is being set. */
export async function readNewSecret(sources: SecretSources): Promise<Result<string, SecretError>> {
  const first = await readSecret(sources);
  if (!first.ok || sources.file !== undefined || sources.env !== undefined) return first;
  const second = await askWithoutEcho(process.stdin, 'The same once more: ');
  return first.value === second ? first : err({ type: 'SecretMissing', message: 'The two entries differ. Nothing was changed.' });
}

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

function askWithoutEcho(input: ReadStream, question: string): Promise<string> {
  return new Promise((resolve) => {
    process.stderr.write(question);
    let typed = '';
    input.setRawMode(true);
    input.setEncoding('utf8');
    const finish = (): void => {
      input.setRawMode(false);
      input.off('data', onData);
      input.pause();
      process.stderr.write('\n');
    };
    const onData = (chunk: string): void => {
      for (const key of chunk) {
        if (key === CTRL_C) {
          finish();
          process.kill(process.pid, 'SIGINT');
          return;
        }
        if (key === '\r' || key === '\n' || key === CTRL_D) {
          finish();
          resolve(typed);
          return;
        }
        typed = key === '\u007f' || key === '\b' ? [...typed].slice(0, -1).join('') : typed + key;
      }
    };
    input.on('data', onData);
    input.resume();
  });
}
