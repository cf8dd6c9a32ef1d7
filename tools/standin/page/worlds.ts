/** Source text for each new document: the bridge's end in the page's own world, and the preload, with what it may require, in an isolated one. */
import { makeBridge, type WorldBridge } from './bridge.ts';
import { makeWire, type Wire } from './wire.ts';

/** The isolated world's name, and the functions by which the process speaks with it. */
export const PRELOAD_WORLD = 'standin-preload';
export const BINDING = '__standinPost';
export const RECEIVE = '__standinReceive';
/** In a function of this name the page waits for an answer of the process. */
export const SYNCHRONOUS = '__standinPathOf';

/** What the isolated world posts to the process. */
export type FromPage =
  | { readonly type: 'invoke'; readonly id: number; readonly channel: string; readonly given: readonly unknown[] }
  | { readonly type: 'preload-error'; readonly message: string };
/** What it receives. */
export type ToPage =
  | { readonly type: 'reply'; readonly id: number; readonly value?: unknown; readonly threw?: string }
  | { readonly type: 'message'; readonly channel: string; readonly given: readonly unknown[] };

export const mainWorldSource = (secret: string): string => onlyInTop(`(${mainWorld.toString()})((${makeBridge.toString()})(${text(secret)},'>page','>preload'))`);

export const preloadSource = (secret: string, code: string, file: string): string => onlyInTop(
  `(${isolatedWorld.toString()})((${makeBridge.toString()})(${text(secret)},'>preload','>page'),(${makeWire.toString()})(),function(require){const module={exports:{}};const exports=module.exports;\n${code}\n})`,
) + `\n//# sourceURL=${file}`;

const text = (value: string): string => JSON.stringify(value);
/** Preloads run in the main frame only, as with nodeIntegrationInSubFrames off. */
const onlyInTop = (code: string): string => `if(window===window.top){${code}}`;

/** `window.open` answers null, as it does in Electron when the handler denies; where it is allowed, is not represented. */
function mainWorld(_bridge: WorldBridge): void {
  window.open = () => null;
}

function isolatedWorld(bridge: WorldBridge, wire: Wire, runPreload: (require: (name: string) => unknown) => void): void {
  interface Room {
    __standinPost?: (text: string) => void;
    __standinReceive?: (text: string) => void;
  }
  type Listener = (event: object, ...given: readonly unknown[]) => void;
  const room = globalThis as Room;
  const post = room.__standinPost;
  delete room.__standinPost;
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>();
  const listeners = new Map<string, Set<Listener>>();
  let last = 0;
  const tell = (message: FromPage): void => { post?.(wire.encode(message)); };

  room.__standinReceive = (received) => {
    const message = wire.decode(received) as ToPage;
    if (message.type === 'message') {
      for (const listener of [...(listeners.get(message.channel) ?? [])]) listener({}, ...message.given);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.threw === undefined) asked?.resolve(message.value);
    else asked?.reject(new Error(message.threw));
  };

  /** The process sees the pause, sets `answer`, and lets the page go on. */
  function __standinPathOf(_file: unknown): string {
    const answer = '';
    debugger;
    return answer;
  }

  const represented: Record<string, Record<string, unknown>> = {
    contextBridge: { exposeInMainWorld: (key: string, api: unknown) => { bridge.expose(key, api); } },
    ipcRenderer: {
      invoke: (channel: string, ...given: unknown[]) => new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        tell({ type: 'invoke', id: last, channel, given });
      }),
      on: (channel: string, listener: Listener) => { listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)); },
      off: (channel: string, listener: Listener) => { listeners.get(channel)?.delete(listener); },
    },
    webUtils: {
      getPathForFile: (file: unknown) => {
        if (!(file instanceof File)) throw new TypeError('getPathForFile expected to receive a File object but one was not provided');
        return __standinPathOf(file);
      },
    },
  };
  const loudly = <T extends object>(name: string, real: T): T => new Proxy(real, {
    get: (target, key) => {
      if (!(key in target) && typeof key === 'string') throw new Error(`stand-in: ${name}.${key} is not represented.`);
      return Reflect.get(target, key) as unknown;
    },
  });
  const electron = loudly('electron', Object.fromEntries(Object.entries(represented).map(([name, real]) => [name, loudly(name, real)])));
  try {
    runPreload((name) => {
      if (name === 'electron') return electron;
      throw new Error(`module not found: ${name}`);
    });
  } catch (cause) {
    tell({ type: 'preload-error', message: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
  }
}
