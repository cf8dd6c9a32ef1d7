import { describe, expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

describe('bent bundles', () => {
  it('are refused with a sentence or are no danger, and never change anything by being looked at', async () => {
    const seen = await fuzz('slice', 250);
    expect(seen.accepted).toBeLessThan(60);
    expect([...seen.refused.keys()]).toContain('BundleDamaged');
  });
});
