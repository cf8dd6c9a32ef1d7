/** Names in time: which of a partner's names was in use on a day. */
import { dateOf, earliestDay, latestDay, parsePartialDate, type Day } from '../dates.ts';
import type { Json } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { elementsOf, type Fields } from '../records/nest.ts';
import { dateValueOf } from '../records/titles.ts';

/** A name with whether it was in use on the day asked for. Dates as the record has them. */
export interface NameInTime {
  readonly text: string;
  readonly language: string | null;
  readonly script: string | null;
  readonly from: Json;
  readonly until: Json;
  readonly inUse: boolean;
}

/**
 * All names, those in use on the day first: among them one whose beginning is known before one without, the later beginning first; then in the order of
 * their elements. After them those that ended before (the latest end first), then those that had not begun.
 */
export function namesAt(fields: Fields, day: Day): readonly NameInTime[] {
  const forms = elementsOf(fields, 'nameForms').flatMap(([, value], place): readonly Placed[] => {
    if (!isJsonObject(value) || typeof value.text !== 'string') return [];
    const from = boundOf(value.from, earliestDay);
    const until = boundOf(value.until, latestDay);
    const when = from !== null && from > day ? 'later' : until !== null && until < day ? 'earlier' : 'now';
    return [{ place, from, until, when, name: { text: value.text, language: textOrNull(value.language), script: textOrNull(value.script), from: value.from ?? null, until: value.until ?? null, inUse: when === 'now' } }];
  });
  return forms.sort(byUse).map((one) => one.name);
}

/** The name in use on a day; where none was, the nearest before, then after. Null where the partner has no name. */
export const nameAt = (fields: Fields, day: Day): string | null => namesAt(fields, day)[0]?.text ?? null;

interface Placed {
  readonly place: number;
  readonly from: Day | null;
  readonly until: Day | null;
  readonly when: 'now' | 'earlier' | 'later';
  readonly name: NameInTime;
}

const ORDER = { now: 0, earlier: 1, later: 2 } as const;

function byUse(a: Placed, b: Placed): number {
  if (a.when !== b.when) return ORDER[a.when] - ORDER[b.when];
  const order = a.when === 'later' ? ascending(a.from, b.from) : a.when === 'earlier' ? -ascending(a.until, b.until) : -ascending(a.from, b.from);
  return order === 0 ? a.place - b.place : order;
}

/** Days rise as text; an unknown one is before all. */
const ascending = (a: Day | null, b: Day | null): number => ((a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0);

function boundOf(value: Json | undefined, bound: (date: string) => Day): Day | null {
  const date = dateValueOf(value);
  return date !== null && parsePartialDate(dateOf(date)).ok ? bound(dateOf(date)) : null;
}

const textOrNull = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
