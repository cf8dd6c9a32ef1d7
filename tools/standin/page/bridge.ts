/**
 * One end of the context bridge. The two worlds of a page share its DOM events: a value in `CustomEvent.detail` is cloned by Chromium on its
 * way from one world to the other, a File included. Functions and promises cross as numbers.
 */

export interface WorldBridge {
  readonly expose: (key: string, api: unknown) => void;
}

/** Runs in the page by its source text: it may use nothing from outside of itself. */
export function makeBridge(secret: string, me: string, peer: string): WorldBridge {
  type Packed = { readonly f: number } | { readonly p: number } | { readonly a: readonly Packed[] } | { readonly o: Record<string, Packed> } | { readonly v: unknown };
  type Said =
    | { readonly say: 'call'; readonly f: number; readonly given: readonly Packed[] }
    | { readonly say: 'returned'; readonly value?: Packed; readonly threw?: string }
    | { readonly say: 'settled'; readonly p: number; readonly value?: Packed; readonly threw?: string }
    | { readonly say: 'expose'; readonly key: string; readonly api: Packed };
  const target = globalThis;
  const dispatch = target.dispatchEvent.bind(target);
  const Carrier = CustomEvent;
  const functions = new Map<number, (...given: unknown[]) => unknown>();
  const numbers = new WeakMap<object, number>();
  const promises = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>();
  let last = 0;
  let returned: Extract<Said, { readonly say: 'returned' }> | null = null;

  const say = (detail: Said): void => { dispatch(new Carrier(secret + peer, { detail })); };
  const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

  const pack = (value: unknown): Packed => {
    if (typeof value === 'function') {
      let f = numbers.get(value);
      if (f === undefined) {
        last += 1;
        f = last;
        numbers.set(value, f);
        functions.set(f, value as (...given: unknown[]) => unknown);
      }
      return { f };
    }
    if (typeof value !== 'object' || value === null) return { v: value };
    if (value instanceof Promise) {
      last += 1;
      const p = last;
      value.then((done: unknown) => { say({ say: 'settled', p, value: pack(done) }); }, (cause: unknown) => { say({ say: 'settled', p, threw: messageOf(cause) }); });
      return { p };
    }
    if (Array.isArray(value)) return { a: value.map(pack) };
    if (Object.prototype.toString.call(value) === '[object Object]') return { o: Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pack(inner)])) };
    return { v: value };
  };

  const unpack = (packed: Packed): unknown => {
    if ('f' in packed) return (...given: unknown[]) => call(packed.f, given);
    if ('p' in packed) return new Promise((resolve, reject) => { promises.set(packed.p, { resolve, reject }); });
    if ('a' in packed) return packed.a.map(unpack);
    if ('o' in packed) return Object.freeze(Object.fromEntries(Object.entries(packed.o).map(([key, inner]) => [key, unpack(inner)])));
    return packed.v;
  };

  const call = (f: number, given: readonly unknown[]): unknown => {
    returned = null;
    say({ say: 'call', f, given: given.map(pack) });
    // Events are delivered before dispatchEvent returns, so the answer is here.
    const answer = returned as Extract<Said, { readonly say: 'returned' }> | null;
    if (answer?.value === undefined) throw new Error(answer?.threw ?? 'stand-in: the other world did not answer.');
    return unpack(answer.value);
  };

  const hear = (said: Said): void => {
    switch (said.say) {
      case 'call': {
        let answer: Said;
        try {
          answer = { say: 'returned', value: pack(functions.get(said.f)?.(...said.given.map(unpack))) };
        } catch (cause) {
          answer = { say: 'returned', threw: messageOf(cause) };
        }
        say(answer);
        return;
      }
      case 'returned':
        returned = said;
        return;
      case 'settled': {
        const waiting = promises.get(said.p);
        promises.delete(said.p);
        if (said.value === undefined) waiting?.reject(new Error(said.threw));
        else waiting?.resolve(unpack(said.value));
        return;
      }
      case 'expose':
        Object.defineProperty(target, said.key, { value: unpack(said.api), enumerable: true });
    }
  };
  target.addEventListener(secret + me, (event) => { hear((event as CustomEvent<Said>).detail); });

  return { expose: (key, api) => { say({ say: 'expose', key, api: pack(api) }); } };
}
