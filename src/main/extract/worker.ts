/**
 * A process that reads one file and ends: the composition root of out/main/extract.js. It is started without an environment and without rights
 * to write files, gets the bytes through descriptor 3 and answers through it (frames.ts). A thread of its own watches its memory and its time, also when the
 * engine is busy or gone.
 */
import { dirname, sep } from 'node:path';
import { createRequire } from 'node:module';
import { isMainThread, Worker } from 'node:worker_threads';
import { closeNetwork } from './closeNetwork.ts';
import { LOOK_EVERY_MS, WALL_MS, WATCHED_MIB } from './limits.ts';

const PIPE = 3;

if (isMainThread) {
  const watcher = new Worker(new URL(import.meta.url), { stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2, codeRangeSizeMb: 8 } });
  watcher.unref();
  const { Socket } = await import('node:net');
  const socket = new Socket({ fd: PIPE, readable: true, writable: true });
  closeNetwork();
  // The engine is gone: nobody waits for an answer.
  socket.on('error', () => process.exit(1));
  const { serveOneFile, socketPipe } = await import('./child.ts');
  const pdfjs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')) + sep;
  await serveOneFile({ pipe: socketPipe(socket), elapsed: () => performance.now(), surroundings: { pdfjs } });
  process.exit(0);
} else {
  const parent = process.ppid;
  setInterval(() => {
    if (process.memoryUsage.rss() > WATCHED_MIB * 1024 * 1024 || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
    if (performance.now() > WALL_MS) process.kill(process.pid, 'SIGALRM');
  }, LOOK_EVERY_MS);
}
