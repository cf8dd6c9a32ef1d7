/** A file that somebody made to do harm: what it is, and what may come out when it is read. */

/** `known`: read without a problem; otherwise the codes of shared/contents/problems.ts. */
export type Outcome = 'known' | 'tookTooLong' | 'neededTooMuchMemory' | 'readerEnded' | 'protected' | 'damaged' | 'tooLarge' | 'pictureTooLarge' | 'pictureNotDecoded' | 'formatNotRead' | 'empty';

export interface HostileFile {
  readonly name: string;
  /** Any of these; a machine's speed decides between some. */
  readonly outcomes: readonly Outcome[];
  readonly make: () => Buffer | Promise<Buffer>;
}

/** What costs too much ends for want of one or the other, or of both at once. */
export const OVERRUN: readonly Outcome[] = ['tookTooLong', 'neededTooMuchMemory'];
