import { expect, it } from 'vitest';
import { placesOf } from '../../../src/main/engine/places.ts';

it('keeps registers in the local profile, where each system wants them', () => {
  const linux = placesOf('linux', {}, '/home/o');
  expect(linux).toEqual({ state: '/home/o/.local/state/bitim', store: '/home/o/.local/share/bitim/register', sample: '/home/o/.local/share/bitim/sample' });
  expect(placesOf('linux', { XDG_STATE_HOME: '/s', XDG_DATA_HOME: '/d' }, '/home/o')).toEqual({ state: '/s/bitim', store: '/d/bitim/register', sample: '/d/bitim/sample' });
  expect(placesOf('linux', { BITIM_STATE_DIR: '/s', BITIM_DATA_DIR: '/d', XDG_STATE_HOME: '/x' }, '/home/o')).toEqual({ state: '/s', store: '/d/register', sample: '/d/sample' });
  expect(placesOf('win32', { LOCALAPPDATA: '/L' }, '/home/o')).toEqual({ state: '/L/Bitim/State', store: '/L/Bitim/register', sample: '/L/Bitim/sample' });
});
