import { describe, expect, it } from 'vitest';
import { simulate } from './run.ts';

describe('Offices that write, lose, restore and exchange in any order', () => {
  for (let seed = 0; seed < 12; seed++) {
    it(`converge and agree with the model (seed ${String(seed)})`, () => {
      expect(simulate(`offices ${String(seed)}`, { offices: 4, steps: 160, records: 5 })).toEqual([]);
    });
  }
});
