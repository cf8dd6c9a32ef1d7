/** What the calls `search` and `suggest` answer. */
import { z } from 'zod';

export const searchInput = z.strictObject({
  query: z.string().max(500),
  kind: z.string().min(1).max(32).optional(),
  /** Filter -> value, such as `{"country":"FR","year":"1998"}`. */
  where: z.record(z.string().max(64), z.string().min(1).max(200)).default({}),
  limit: z.int().min(1).max(200).default(50),
  /** `next` of the page before. */
  after: z.string().max(100).optional(),
  facets: z.boolean().default(false),
});

export const suggestInput = z.strictObject({ query: z.string().max(500), limit: z.int().min(1).max(20).default(8) });

/** A text in its original spelling; `marks` are the hits in it, as [from, to) in UTF-16 units. */
export interface Marked {
  readonly text: string;
  readonly marks: readonly (readonly [from: number, to: number])[];
}

export interface SearchHit {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** The text around the hit. `page`: of a document. Null where a filter alone was asked for. */
  readonly snippet: (Marked & { readonly page?: number }) | null;
  /** 1 the words as written (the last one may be a beginning), 2 other names of places and countries, 3 words that sound alike. */
  readonly tier: 1 | 2 | 3;
  /** The first of title, number, party, text in which (with those before it) all words were found. */
  readonly place: 'title' | 'number' | 'party' | 'text';
  readonly voided?: true;
}

export interface Facets {
  /** Over how many hits, the newest ones, was counted; `capped` if there are more. */
  readonly over: number;
  readonly capped: boolean;
  readonly counts: Readonly<Record<string, readonly { readonly value: string; readonly count: number }[]>>;
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  /** Counted up to 1,001, and only for a while; `capped` if there may be more: if they were not all counted, if a phrase was not looked for any further, or if the answer is incomplete. */
  readonly total: number;
  readonly capped: boolean;
  /** Not everything was looked through, for it would have taken too long: older hits may be missing, or come after newer ones in a worse place. */
  readonly incomplete?: true;
  /** Changed records that the index does not hold yet, counted up to 1,001: they may be missing here. */
  readonly waiting: number;
  /** For the next page; left out where there is none. */
  readonly next?: string;
  readonly facets?: Facets;
}

export interface SuggestAnswer {
  readonly suggestions: readonly {
    /** The query with what may have been meant, in a spelling that stands in the register. */
    readonly query: string;
    /** Hits of it, counted up to 1,001. */
    readonly total: number;
    readonly capped: boolean;
  }[];
  readonly waiting: number;
}
