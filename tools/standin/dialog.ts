/** Native dialogs cannot be shown: nobody answers them here. Tests put their own functions in their place. */
import type Electron from 'electron';
import { loud } from './loud.ts';

const unanswered = (): void => { process.stderr.write('stand-in: a dialog was opened that nobody can answer here; it counts as cancelled.\n'); };

export const dialog = loud('dialog', {
  showOpenDialog: () => {
    unanswered();
    return Promise.resolve({ canceled: true, filePaths: [] });
  },
  showSaveDialog: () => {
    unanswered();
    return Promise.resolve({ canceled: true, filePath: '' });
  },
} satisfies Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog'>);
