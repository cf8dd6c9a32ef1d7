import { describe, it } from 'vitest';
import { checkMerge } from './property.ts';

describe('Any set of entries, at length', () => {
  it('means the same in every order, and what the model says', { timeout: 3_600_000 }, () => {
    checkMerge(Number(process.env.RUNS ?? 20_000));
  });
});
