/** Starts readers as processes of Node: for the command line. Electron's root starts utility processes instead. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { HEAP_MIB } from './limits.ts';
import type { ReaderEnd, StartReader } from './readInProcess.ts';

export interface NodeProcessOptions {
  /** The program that runs the reader: Node itself. */
  readonly node: string;
  /** worker.ts, or what was built of it. */
  readonly script: string;
  /** Folders that the reader may read: its code and its libraries. */
  readonly readable: readonly string[];
}

/** Memory that may be asked for on Linux, in KiB: a barrier behind the watchers against one huge request. V8 reserves 1.1 GiB of it without ever touching it. */
const DATA_KIB = 1_900_000;

/**
 * No environment (a passphrase may be in ours), no standard input or output, no right to write a file or to start a program; on Linux and macOS also no
 * core dump and no byte written to any file, by the system's own limits.
 */
export function nodeReaders({ node, script, readable }: NodeProcessOptions): StartReader {
  const flags = [
    '--permission', ...readable.map((folder) => `--allow-fs-read=${folder}`), '--allow-addons', '--allow-worker', '--no-warnings',
    '--disallow-code-generation-from-strings', '--disable-proto=delete', `--max-old-space-size=${String(HEAP_MIB)}`, script,
  ];
  const limits = process.platform === 'linux' ? `ulimit -c 0; ulimit -f 0; ulimit -d ${String(DATA_KIB)}; ` : 'ulimit -c 0; ulimit -f 0; ';
  const [program, args] = process.platform === 'win32' ? [node, flags] : ['/bin/sh', ['-c', `${limits}exec "$0" "$@"`, node, ...flags]];
  return () => {
    const child = spawn(program, args, { env: environment(), stdio: ['ignore', 'ignore', 'ignore', 'pipe'], windowsHide: true });
    return processOf(child);
  };
}

/** Windows starts no program without its root; the other name keeps the canvas from looking for the fonts of the system. */
function environment(): Record<string, string> {
  const root = process.env['SystemRoot'];
  return { DISABLE_SYSTEM_FONTS_LOAD: '1', ...(root === undefined || process.platform !== 'win32' ? {} : { SystemRoot: root }) };
}

function processOf(child: ChildProcess): ReturnType<StartReader> {
  const pipe = child.stdio[3] as Duplex;
  // A reader that ended leaves a broken pipe: its end tells enough.
  pipe.on('error', () => undefined);
  return {
    pid: child.pid ?? null,
    send: (bytes) => new Promise((resolve) => { pipe.write(bytes, () => { resolve(); }); }),
    onBytes: (listener) => void pipe.on('data', listener),
    onEnd: (listener) => {
      let told = false;
      const tell = (end: ReaderEnd): void => {
        if (!told) listener(end);
        told = true;
      };
      child.on('error', () => { tell('failed'); });
      child.on('close', (code, signal) => { tell(endOf(code, signal)); });
    },
    residentMiB: () => (child.pid === undefined ? null : residentMiB(child.pid)),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** SIGKILL comes from a watcher of memory, ours or the system's, SIGABRT and SIGTRAP from V8 or Rust without memory, SIGALRM from the watcher of time. */
function endOf(code: number | null, signal: NodeJS.Signals | null): ReaderEnd {
  if (signal === 'SIGALRM') return 'outOfTime';
  if (signal === 'SIGKILL' || signal === 'SIGABRT' || signal === 'SIGTRAP') return 'outOfMemory';
  return code === 0 ? 'done' : 'failed';
}

/** Linux tells how much memory a process holds; elsewhere the watcher inside it has to do. */
function residentMiB(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const pages = Number(readFileSync(`/proc/${String(pid)}/statm`, 'latin1').split(' ')[1]);
    return (pages * 4096) / (1024 * 1024);
  } catch {
    return null;
  }
}
