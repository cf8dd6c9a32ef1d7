import { expect, it } from 'vitest';
import { foldTitle } from '../../src/renderer/agreements/foldTitle.ts';

it('folds the phrase of a title that repeats the parties, found by their names', () => {
  expect([
    foldTitle('Toshkent shahri va Minsk shahri oʻrtasida savdo-iqtisodiy hamkorlik toʻgʻrisida bitim', ['Toshkent shahri', 'Minsk shahri', 'Minsk']),
    foldTitle('Sister-city agreement: Tashkent city and Lyon', ['Tashkent city', 'Lyon']),
    foldTitle('Memorandum of cooperation', ['Lyon']),
    // Nothing would be left to read.
    foldTitle('Tashkent city, Lyon', ['Tashkent city', 'Lyon']),
    // Far from each other they are two phrases.
    foldTitle('Lyon joins the agreement on cooperation in trade of Osh region', ['Lyon', 'Osh region']),
  ]).toEqual(['… oʻrtasida savdo-iqtisodiy hamkorlik toʻgʻrisida bitim', 'Sister-city agreement: …', 'Memorandum of cooperation', 'Tashkent city, Lyon', '… joins the agreement on cooperation in trade of …']);
});
