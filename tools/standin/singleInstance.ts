/** One process for each folder of user data: a socket there, which a second process finds and tells of itself. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface SecondInstance {
  readonly argv: string[];
  readonly cwd: string;
}

/** @returns false if another process has it; that one is told. */
export function takeSingleInstance(folder: string, second: (told: SecondInstance) => void): boolean {
  const path = join(folder, 'standin.socket');
  if (toldFirst(path, { argv: process.argv, cwd: process.cwd() })) return false;
  rmSync(path, { force: true });
  const server = createServer((connection) => {
    let text = '';
    connection.setEncoding('utf8').on('data', (piece: string) => { text += piece; });
    connection.on('end', () => { second(JSON.parse(text) as SecondInstance); });
  });
  server.listen(path).unref();
  process.on('exit', () => { rmSync(path, { force: true }); });
  return true;
}

/** The answer is needed at once, as Electron gives it: a small process of its own connects. */
function toldFirst(path: string, told: SecondInstance): boolean {
  const connect = "const s=require('node:net').connect(process.argv[1],()=>s.end(process.argv[2]));s.on('error',()=>process.exit(1))";
  return spawnSync(process.execPath, ['-e', connect, path, JSON.stringify(told)]).status === 0;
}
