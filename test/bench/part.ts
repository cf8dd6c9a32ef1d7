/**
 * A part of `npm run bench`: steps that run one after the other, each in a process of its own (so that its memory is its own too), and what
 * the figures say. To add one: a file beside this that exports a `Part`, and its line in parts.ts.
 */

/** What a step measured. */
export interface Measured {
  readonly seconds: number;
  /** Seconds of work left after the answer, until the store was closed. */
  readonly housekeeping?: number;
  /** Whatever else it found; printed on its line, and given to the report. */
  readonly more?: unknown;
}

/** The same, as the process that ran it saw it. */
export interface Figure extends Measured {
  /** Seconds of all processor cores, with housekeeping: where others work on the machine this says more than the clock. */
  readonly cpu: number;
  readonly peakMiB: number;
}

export interface StepInput {
  /** A folder of its own for the part, gone afterwards. */
  readonly folder: string;
  readonly sizes: Sizes;
}

/** Named sizes of a part; each can be given as an environment variable: `records` as BENCH_RECORDS. */
export type Sizes = Readonly<Record<string, number>>;

export interface Part {
  readonly name: string;
  /** About how long it takes; parts of more than MINUTES only run when they are named. */
  readonly minutes: number;
  readonly sizes: Sizes;
  /** In the order in which they run. */
  readonly steps: Readonly<Record<string, (input: StepInput) => Promise<Measured>>>;
  /** Ratios and limits, from the figures of all steps. */
  readonly report: (figures: ReadonlyMap<string, Figure>, print: Print) => void;
}

export const MINUTES = 15;

/** Prints one figure beside what was asked for: `print('full export / raw', 1.42, '2 or less')`. */
export type Print = (what: string, figure: number | string, asked: string) => void;

export async function timed<T>(work: () => Promise<T> | T): Promise<{ readonly seconds: number; readonly value: T }> {
  const begun = performance.now();
  const value = await work();
  return { seconds: (performance.now() - begun) / 1000, value };
}

/** The value below which `percent` of the values lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

export const secondsOf = (figures: ReadonlyMap<string, Figure>, step: string): number => figures.get(step)?.seconds ?? Number.NaN;
