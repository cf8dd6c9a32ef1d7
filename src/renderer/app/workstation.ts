/** This workstation's settings, as the page uses them. */
import { useQueryClient } from '@tanstack/react-query';
import type { Language, Settings } from '../../shared/desktop.ts';
import type { WindowRequest } from '../../shared/windowContract.ts';
import { call } from '../api.ts';
import { changeLanguage } from '../i18n/languages.ts';
import { useRead } from '../reading.ts';

export interface Workstation {
  readonly settings: Settings;
  readonly change: (change: WindowRequest<'desktop.changeSettings'>) => void;
  readonly chooseLanguage: (language: Language) => void;
}

/** Null until they were read. */
export function useWorkstation(): Workstation | null {
  const queries = useQueryClient();
  const { data } = useRead('desktop.settings', {});
  if (data === undefined) return null;
  const change: Workstation['change'] = (wanted) => {
    void call('desktop.changeSettings', wanted).then((answer) => { if (answer.ok) queries.setQueryData(['desktop.settings', {}], answer.value); });
  };
  const chooseLanguage = (language: Language): void => {
    void changeLanguage(language);
    change({ language });
  };
  return { settings: data, change, chooseLanguage };
}
