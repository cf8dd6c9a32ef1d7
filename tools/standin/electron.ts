/** What `import 'electron'` gives in the main process: the part of Electron's API that the application uses, and Playwright. */
export { app, startWhenMainRan } from './app.ts';
export { dialog } from './dialog.ts';
export { ipcMain } from './ipcMain.ts';
export { Menu } from './menu.ts';
export { nativeTheme } from './nativeTheme.ts';
export { protocol, session } from './session.ts';
export { BrowserWindow, webContents } from './window.ts';
