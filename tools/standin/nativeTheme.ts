/** Light or dark, as the application says; there is no desktop here to ask. */
import type Electron from 'electron';
import { loud } from './loud.ts';

let source: Electron.NativeTheme['themeSource'] = 'system';
const listeners = new Set<() => void>();

export const onThemeChange = (listener: () => void): void => { listeners.add(listener); };

export const themeFeature = (): { readonly name: string; readonly value: string }[] => [{ name: 'prefers-color-scheme', value: source === 'system' ? 'light' : source }];

export const nativeTheme = loud('nativeTheme', {
  get themeSource() {
    return source;
  },
  set themeSource(value) {
    source = value;
    for (const listener of listeners) listener();
  },
  get shouldUseDarkColors() {
    return source === 'dark';
  },
} satisfies Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>);
