/** Chromium's debugging protocol over the pipe that it reads and writes as file descriptors 3 and 4: messages of JSON, each ended by a zero byte. */
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Protocol } from 'cdp-protocol';

export type CdpEvent = { readonly [M in keyof Protocol.Events]: { readonly method: M; readonly params: Protocol.Events[M] } }[keyof Protocol.Events];
export type Params<M extends keyof Protocol.CommandParameters> = Protocol.CommandParameters[M];
export type Returned<M extends keyof Protocol.CommandReturnValues> = Protocol.CommandReturnValues[M];

export interface Cdp {
  /** @param session of one page; the browser's own without it. */
  readonly send: <M extends keyof Protocol.CommandParameters & keyof Protocol.CommandReturnValues>(method: M, params: Params<M>, session?: string) => Promise<Returned<M>>;
  readonly listen: (session: string | null, listener: (event: CdpEvent) => void) => void;
  readonly unlisten: (session: string) => void;
  readonly process: ChildProcess;
}

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly method: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

export function connect(process: ChildProcess): Cdp {
  const out = process.stdio[3] as Writable;
  const waiting = new Map<number, Waiting>();
  const events = new EventEmitter();
  events.setMaxListeners(0);
  let last = 0;

  const take = (message: Message): void => {
    if (message.id === undefined) {
      events.emit(message.sessionId ?? BROWSER, { method: message.method, params: message.params });
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) asked?.resolve(message.result);
    else asked?.reject(new Error(`${asked.method}: ${message.error.message}`));
  };
  readMessages(process.stdio[4] as Readable, take);
  // Writing to a browser that has gone is answered below.
  out.on('error', () => undefined);
  process.once('exit', () => {
    for (const { method, reject } of waiting.values()) reject(new Error(`${method}: Chromium has ended.`));
    waiting.clear();
  });

  return {
    process,
    send: (method, params, session) => new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { method, resolve: resolve as Waiting['resolve'], reject });
      out.write(`${JSON.stringify({ id: last, method, params, ...(session === undefined ? {} : { sessionId: session }) })}\0`);
    }),
    listen: (session, listener) => { events.on(session ?? BROWSER, listener); },
    unlisten: (session) => { events.removeAllListeners(session); },
  };
}

const BROWSER = '(browser)';

function readMessages(from: Readable, take: (message: Message) => void): void {
  let begun: Buffer[] = [];
  from.on('data', (data: Buffer) => {
    let rest = data;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      begun.push(rest.subarray(0, end));
      take(JSON.parse(Buffer.concat(begun).toString('utf8')) as Message);
      begun = [];
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) begun.push(rest);
  });
  from.on('error', () => undefined);
}
