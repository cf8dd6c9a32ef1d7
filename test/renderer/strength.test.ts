import { expect, it } from 'vitest';
import { strengthOf } from '../../src/renderer/setup/strength.ts';

it('advises several different words; repeating adds nothing', () => {
  expect(['password', 'Parol2026', 'aaaaaaaaaaaaaaaaaaaaaaaa', 'word word word word word'].map(strengthOf)).toEqual(['weak', 'weak', 'weak', 'weak']);
  expect(['three green bridges', 'seven green bridges over water', 'тўртта яшил кўприк сув устида', 'q8#Lw2!vZp0@xT7e'].map(strengthOf)).toEqual(['fair', 'strong', 'strong', 'strong']);
});
