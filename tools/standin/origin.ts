/** The loopback server behind the application's own addresses: hands each request to the handler of its scheme and streams the answer. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Schemes } from './addresses.ts';

export type Handler = (request: Request) => Response | Promise<Response>;

/** @returns the port. */
export async function startOrigin(schemes: Schemes, handlerOf: (scheme: string) => Handler | undefined): Promise<number> {
  const server = createServer((incoming, response) => {
    answer(incoming, response, schemes, handlerOf).catch((cause: unknown) => {
      if (!response.headersSent) response.statusCode = 500;
      response.destroy(cause instanceof Error ? cause : undefined);
    });
  });
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  server.unref();
  return (server.address() as AddressInfo).port;
}

async function answer(incoming: IncomingMessage, response: ServerResponse, schemes: Schemes, handlerOf: (scheme: string) => Handler | undefined): Promise<void> {
  const host = (incoming.headers.host ?? '').split(':')[0] ?? '';
  if (host.endsWith('.blank.localhost')) {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title></title>');
    return;
  }
  const [, name, scheme] = /^(.+)\.([a-z][a-z0-9+-]*)\.localhost$/.exec(host) ?? [];
  const handler = handlerOf(scheme ?? '');
  if (name === undefined || scheme === undefined || handler === undefined) {
    response.writeHead(502).end();
    return;
  }
  const left = new AbortController();
  response.on('close', () => { left.abort(); });
  const answered = await handler(new Request(`${scheme}://${name}${incoming.url ?? '/'}`, { method: incoming.method ?? 'GET', headers: headersOf(incoming, schemes), signal: left.signal }));
  response.statusCode = answered.status;
  answered.headers.forEach((value, key) => {
    response.setHeader(key, key === 'content-security-policy' ? schemes.policyToWeb(value) : key === 'location' ? schemes.toWeb(value) : value);
  });
  if (answered.body === null) response.end();
  // A page that leaves in the middle ends the stream: no fault of ours.
  else await pipeline(Readable.fromWeb(answered.body as ReadableStream), response).catch(() => undefined);
}

const OWN_TO_HTTP = new Set(['host', 'connection', 'cookie']);

function headersOf(incoming: IncomingMessage, schemes: Schemes): Headers {
  const headers = new Headers();
  for (const [key, value] of Object.entries(incoming.headers)) {
    if (value === undefined || OWN_TO_HTTP.has(key)) continue;
    headers.set(key, key === 'origin' || key === 'referer' ? schemes.toApp(String(value)) : String(value));
  }
  return headers;
}
