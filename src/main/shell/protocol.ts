/**
 * What app:// answers: the files of the renderer's folder, and documents of the open store, in pieces where a viewer asks for them.
 * GET only, one host, nothing outside of the folder.
 */
import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';
import type { Failure } from '../../shared/contract.ts';
import { HOST, SCHEME } from '../../shared/origin.ts';
import type { Result } from '../../shared/result.ts';
import { documentHeaders, pageHeaders } from './headers.ts';
import { byteRange } from './byteRange.ts';

/** A document of the open store; to be closed. */
export interface ServedDocument {
  readonly bytes: number;
  readonly mediaType: string | null;
  readonly read: (offset: number, length: number) => Promise<Result<Uint8Array<ArrayBuffer>, Failure>>;
  readonly close: () => void;
}

export interface ProtocolDeps {
  /** The renderer's built files. */
  readonly folder: string;
  readonly openDocument: (sha256: string) => Promise<Result<ServedDocument, Failure>>;
}

/** For `protocol.registerSchemesAsPrivileged`, before the application is ready. */
export const privilegedScheme = { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true, bypassCSP: false, allowServiceWorkers: false, corsEnabled: false } } as const;

/** For `protocol.handle`. */
export const answerRequest = (deps: ProtocolDeps) => async (request: Request): Promise<Response> => {
  const url = parsed(request.url);
  if (url?.host !== HOST) return refused(404);
  if (request.method !== 'GET') return refused(405);
  const document = /^\/document\/([0-9a-f]{64})$/.exec(url.pathname)?.[1];
  return document === undefined ? file(deps.folder, url.pathname) : streamed(deps, document, request);
};

async function file(folder: string, pathname: string): Promise<Response> {
  const path = within(folder, pathname);
  const type = TYPES[extname(path ?? '')];
  if (path === null || type === undefined) return refused(404);
  try {
    return new Response(await readFile(path), { headers: { ...pageHeaders, 'Content-Type': type } });
  } catch {
    return refused(404);
  }
}

/** The place of a requested path in the folder; null if it leads out of it. */
function within(folder: string, pathname: string): string | null {
  let name: string;
  try {
    name = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (name.includes('\0') || name.includes('\\')) return null;
  const path = join(folder, name);
  const way = relative(folder, path);
  return way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? null : path;
}

/** Kinds of file that the renderer's folder holds; anything else there is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** What a viewer shows; any other document is bytes. None of them is a page or a script. */
const SHOWN = new Set(['application/pdf', 'image/tiff', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'text/plain']);

async function streamed(deps: ProtocolDeps, sha256: string, request: Request): Promise<Response> {
  const opened = await deps.openDocument(sha256);
  if (!opened.ok) return refused(404);
  const { bytes, mediaType } = opened.value;
  const range = byteRange(request.headers.get('range'), bytes);
  if (range === 'unsatisfiable') {
    opened.value.close();
    return new Response(null, { status: 416, headers: { ...documentHeaders, 'Content-Range': `bytes */${bytes}` } });
  }
  const { start, length } = range ?? { start: 0, length: bytes };
  const headers = {
    ...documentHeaders,
    'Content-Type': mediaType !== null && SHOWN.has(mediaType) ? mediaType : 'application/octet-stream',
    'Content-Length': String(length),
    'Accept-Ranges': 'bytes',
    ...(range === null ? {} : { 'Content-Range': `bytes ${start}-${start + length - 1}/${bytes}` }),
  };
  return new Response(bodyOf(opened.value, start, length), { status: range === null ? 200 : 206, headers });
}

const PIECE = 1024 * 1024;

/** Reads a piece when it is asked for, never ahead: memory stays the same for any document. */
function bodyOf(document: ServedDocument, start: number, length: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const end = start + length;
  let at = start;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      if (at < end) {
        const piece = await document.read(at, Math.min(PIECE, end - at));
        if (!piece.ok) {
          document.close();
          controller.error(new Error(piece.error.message));
          return;
        }
        at += piece.value.byteLength;
        controller.enqueue(piece.value);
      }
      if (at >= end) {
        document.close();
        controller.close();
      }
    },
    cancel: () => { document.close(); },
  }, { highWaterMark: 0 });
}

const parsed = (address: string): URL | null => URL.parse(address);

const refused = (status: 404 | 405): Response => new Response(null, { status, headers: pageHeaders });
