/** The contract as a page calls it, typed from one end to the other. */
import type { ProgressStep, WindowEvent } from '../shared/channel.ts';
import type { WindowAnswer, WindowCall, WindowRequest } from '../shared/windowContract.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (step: ProgressStep) => void;
}

const following = new Map<number, (step: ProgressStep) => void>();
let last = 0;

/** Never rejects for a reason that a person can act on: that is an error in the answer. */
export async function call<N extends WindowCall>(name: N, request: WindowRequest<N>, options: CallOptions = {}): Promise<WindowAnswer<N>> {
  last += 1;
  const id = last;
  const stop = (): void => { void call('desktop.cancel', { call: id }); };
  if (options.progress !== undefined) following.set(id, options.progress);
  options.signal?.addEventListener('abort', stop);
  try {
    return (await window.bitim.call(name, request, id)) as WindowAnswer<N>;
  } finally {
    following.delete(id);
    options.signal?.removeEventListener('abort', stop);
  }
}

export type EngineNews = Exclude<WindowEvent, { readonly type: 'progress' }>;

/** @returns unsubscribe. */
export function subscribe(listener: (event: EngineNews) => void): () => void {
  return window.bitim.subscribe((event) => {
    if (event.type === 'progress') following.get(event.call)?.(event.step);
    else listener(event);
  });
}
