import { describe, expect, it } from 'vitest';
import { simulate } from './run.ts';

/** Another range of seeds: SEEDS=2000-2999. */
const [from = 1000, to = 1299] = (process.env.SEEDS ?? '').split('-').filter((part) => part !== '').map(Number);

describe('Offices that write, lose, restore and exchange in any order, at length', () => {
  for (let seed = from; seed <= to; seed++) {
    it(`converge and agree with the model (seed ${String(seed)})`, () => {
      expect(simulate(`offices ${String(seed)}`, { offices: 5, steps: 400, records: 5 })).toEqual([]);
    });
  }
});
