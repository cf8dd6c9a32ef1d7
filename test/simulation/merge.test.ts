import { describe, it } from 'vitest';
import { checkMerge } from './property.ts';

describe('Any set of entries', () => {
  it('means the same in every order, and what the model says', () => {
    checkMerge(150, 20260301);
  });
});
