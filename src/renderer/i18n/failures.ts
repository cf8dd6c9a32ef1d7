/** What did not happen, in the person's language. */
import type { TFunction } from 'i18next';
import type { Failure } from '../../shared/contract.ts';
import { en } from './en.ts';

const isKnown = (type: string): type is keyof typeof en.failures => Object.hasOwn(en.failures, type);

/** A sentence for a failure; the engine's own sentence where there is none of the type. */
export function sayFailure(t: TFunction, failure: Failure & { readonly waitMs?: number }): string {
  if (!isKnown(failure.type) || failure.type === 'other') return t('failures.other', { message: failure.message });
  return t(`failures.${failure.type}`, { seconds: Math.ceil((failure.waitMs ?? 0) / 1000) });
}
