/** Watches the processes that read files (Linux): how long each ran, what it held at most, what it had open. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { ReaderProcess, StartReader } from '../../src/main/extract/readInProcess.ts';

export interface Watched {
  readonly pid: number;
  ms: number;
  peakMiB: number;
  /** Sockets of the network that were open at once. Its pipe to us is a local one, and the system's look-up of a user may open another for a moment. */
  sockets: number;
  /** Files that were open and belong neither to the program nor to the system. */
  readonly files: Set<string>;
}

export interface Watching {
  readonly start: StartReader;
  readonly seen: Watched[];
  /** Of those, the processes that still run. */
  readonly running: () => readonly number[];
}

export function watching(start: StartReader): Watching {
  const seen: Watched[] = [];
  return {
    seen,
    running: () => seen.map(({ pid }) => pid).filter(isRunning),
    start: (): ReaderProcess => {
      const begun = performance.now();
      const reader = start();
      const watched: Watched = { pid: reader.pid ?? 0, ms: 0, peakMiB: 0, sockets: 0, files: new Set() };
      seen.push(watched);
      const look = setInterval(() => lookAt(watched), 10);
      reader.onEnd(() => {
        clearInterval(look);
        watched.ms = Math.round(performance.now() - begun);
      });
      return reader;
    },
  };
}

/** The program, its libraries, what the system tells about a process. Nothing of these can be written by it. */
const READ = [join(import.meta.dirname, '..', '..'), '/proc/', '/dev/', '/sys/', '/usr/', '/lib', '/etc/'];

function lookAt(watched: Watched): void {
  const of = `/proc/${String(watched.pid)}`;
  try {
    watched.peakMiB = Math.max(watched.peakMiB, Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`${of}/status`, 'utf8'))?.[1] ?? 0) / 1024));
    // Between fork and exec it is still a copy of this process, with all that is open here.
    if (!readFileSync(`${of}/cmdline`, 'latin1').includes('--permission')) return;
    const open = readdirSync(`${of}/fd`).map((fd) => linkOf(`${of}/fd/${fd}`));
    const sockets = open.flatMap((path) => /^socket:\[(\d+)\]$/.exec(path)?.[1] ?? []);
    if (sockets.length > 1) watched.sockets = Math.max(watched.sockets, sockets.filter((inode) => inodesOfNetwork(of).has(inode)).length);
    for (const path of open) if (path.startsWith('/') && !READ.some((folder) => path.startsWith(folder))) watched.files.add(path);
  } catch {
    // It has ended.
  }
}

/** The sockets of the network that the system knows, this process's among them. */
const inodesOfNetwork = (of: string): ReadonlySet<string> =>
  new Set(['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'].flatMap((kind) => readFileSync(`${of}/net/${kind}`, 'latin1').split('\n').slice(1).flatMap((line) => line.trim().split(/\s+/)[9] ?? [])));

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function isRunning(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${String(pid)}/stat`, 'latin1').includes(') Z ');
  } catch {
    return false;
  }
}
