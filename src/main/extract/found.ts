/** What the readers of each kind tell as they find it: the process may end at any moment, and what was told is kept. */
import type { Facts } from '../../shared/contents/facts.ts';
import type { PageText } from './frames.ts';

export interface Found {
  /** All that is known so far. */
  facts(facts: Facts): void;
  /** A WebP picture of the first page. */
  thumbnail(webp: Buffer): void;
  /** Pages in rising order. @returns false when no more text is taken. */
  text(page: PageText): boolean;
  /** False when there is no time left to begin something new. */
  isTimeLeft(): boolean;
}

/** Where parts of the libraries lie that are read from the disk: fonts, character maps, decoders. */
export interface Surroundings {
  /** The folder of pdfjs-dist, with a separator at its end. */
  readonly pdfjs: string;
}
