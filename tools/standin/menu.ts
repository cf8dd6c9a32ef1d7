/** The application has no menu. */
import type Electron from 'electron';
import { loud } from './loud.ts';

export const Menu = loud('Menu', {
  setApplicationMenu: (menu) => {
    if (menu !== null) throw new Error('stand-in: an application menu is not represented.');
  },
} satisfies Pick<typeof Electron.Menu, 'setApplicationMenu'>);
