/** What is read is kept by TanStack Query: until the register changes, and never beyond a lock. */
import { QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { WindowCall, WindowError, WindowOutput, WindowRequest } from '../shared/windowContract.ts';
import { call, subscribe, type EngineNews } from './api.ts';

/** A failed answer on its way through a query. */
export class CallFailed<N extends WindowCall = WindowCall> extends Error {
  override readonly name = 'CallFailed';
  readonly failure: WindowError<N>;
  constructor(failure: WindowError<N>) {
    super(failure.message);
    this.failure = failure;
  }
}

export const createQueries = (): QueryClient => new QueryClient({
  defaultOptions: {
    // There is no network: waiting for one would be for ever.
    queries: { networkMode: 'always', retry: false, staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Reads by a call of the contract. */
export function useRead<N extends WindowCall>(name: N, request: WindowRequest<N>): UseQueryResult<WindowOutput<N>, CallFailed<N>> {
  return useQuery<WindowOutput<N>, CallFailed<N>>({
    queryKey: [name, request],
    queryFn: async ({ signal }) => {
      const answer = await call(name, request, { signal });
      if (!answer.ok) throw new CallFailed<N>(answer.error);
      return answer.value;
    },
  });
}

/** Keeps what was read true to what the engine tells. @returns unsubscribe. */
export function followEngine(queries: QueryClient, tell: (event: EngineNews) => void): () => void {
  return subscribe((event) => {
    if (event.type === 'changed') void queries.invalidateQueries({ predicate: ({ queryKey }) => !isAround(queryKey[0]) });
    else {
      // Nothing of a register that is closed stays in memory.
      if (event.type === 'stopped' || event.status.state !== 'open') queries.removeQueries({ predicate: ({ queryKey }) => !isAround(queryKey[0]) });
      if (event.type === 'session') queries.setQueryData(['session.status', {}], event.status);
      else void queries.invalidateQueries({ queryKey: ['session.status'] });
    }
    tell(event);
  });
}

/** Calls that are not about what is in a register. */
const isAround = (name: unknown): boolean => typeof name === 'string' && (name.startsWith('session.') || name.startsWith('desktop.'));
