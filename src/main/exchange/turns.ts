/** Long jobs run in slices, so that the thread can answer others in between and a person can stop them. */

/** What a long job of the exchange is given to live with others. */
export interface TurnDeps {
  readonly yieldTurn: () => Promise<void>;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Thrown inside a job that a person stopped, caught where the job began. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

export interface Turns {
  /** To be awaited often: gives the turn away when the slice is used up. @throws Stopped. */
  readonly pace: () => Promise<void> | undefined;
}

/** Half of the 30 ms that a slice may take: what is done between two calls of `pace` may take the rest. */
const SLICE_MS = 15;
/** A turn is given away after so many calls too, whatever the clock says. */
const SLICE_CALLS = 256;

export function openTurns(deps: TurnDeps): Turns {
  let begun = deps.now();
  let calls = 0;
  const yieldNow = async (): Promise<void> => {
    await deps.yieldTurn();
    if (deps.signal.aborted) throw new Stopped('stopped');
    begun = deps.now();
    calls = 0;
  };
  return { pace: () => (++calls < SLICE_CALLS && deps.now() - begun < SLICE_MS ? undefined : yieldNow()) };
}
