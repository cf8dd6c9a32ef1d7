/** Calls that this process answers by itself: settings and dialogs. A path that a person chose in a dialog may be named by later calls. */
import { dialog, nativeTheme, type BrowserWindow, type FileFilter } from 'electron';
import type { FilePurpose, Settings } from '../../shared/desktop.ts';
import type { DesktopHandlers, WindowInput } from '../../shared/windowContract.ts';
import type { SettingsFile } from './settings.ts';

export interface DesktopDeps {
  readonly settings: SettingsFile;
  /** The window that a dialog belongs to. */
  readonly window: () => BrowserWindow;
  /** Notes that a person chose this path. */
  readonly chosen: (path: string) => void;
}

export function desktopHandlers(deps: DesktopDeps): DesktopHandlers {
  const noted = (paths: readonly string[]): readonly string[] => {
    for (const path of paths) deps.chosen(path);
    return paths;
  };

  return {
    'desktop.settings': async () => deps.settings.read(),
    'desktop.changeSettings': async (change) => {
      const settings: Settings = { ...deps.settings.read(), ...given(change) };
      deps.settings.write(settings);
      nativeTheme.themeSource = settings.theme;
      return settings;
    },
    'desktop.chooseFiles': async ({ purpose, several }) => {
      const answer = await dialog.showOpenDialog(deps.window(), { properties: several ? ['openFile', 'multiSelections'] : ['openFile'], filters: [...FILTERS[purpose]] });
      return { paths: answer.canceled ? [] : noted(answer.filePaths) };
    },
    'desktop.chooseFolder': async () => {
      const answer = await dialog.showOpenDialog(deps.window(), { properties: ['openDirectory', 'createDirectory'] });
      return { path: answer.canceled ? null : noted(answer.filePaths)[0] ?? null };
    },
    'desktop.chooseTarget': async ({ name }) => {
      const answer = await dialog.showSaveDialog(deps.window(), { defaultPath: name, properties: ['createDirectory', 'showOverwriteConfirmation'] });
      return { path: answer.canceled ? null : noted([answer.filePath])[0] ?? null };
    },
  };
}

/** Filters are named by their endings: the same in every language. */
const FILTERS: Readonly<Record<FilePurpose, readonly FileFilter[]>> = {
  scan: [{ name: 'PDF, TIFF, JPEG, PNG', extensions: ['pdf', 'tif', 'tiff', 'jpg', 'jpeg', 'png'] }, { name: '*', extensions: ['*'] }],
  bundle: [{ name: '.bitim.zip, .bitim.zip.age', extensions: ['zip', 'age'] }],
  card: [{ name: '.bitim-card', extensions: ['bitim-card', 'txt'] }],
  table: [{ name: 'XLSX, CSV', extensions: ['xlsx', 'csv'] }],
  backup: [{ name: '.bitim-backup', extensions: ['*'] }],
};

/** What the change names; a key that is absent or undefined stays as it was. */
const given = (change: WindowInput<'desktop.changeSettings'>): Partial<Settings> => Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
