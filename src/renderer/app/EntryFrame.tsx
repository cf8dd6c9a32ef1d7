import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, languageNames } from '../i18n/languages.ts';
import { LanguageBar } from '../ui/LanguageBar.tsx';
import { ThemeButton } from './ThemeButton.tsx';
import type { Workstation } from './workstation.ts';
import './frame.css';

interface EntryFrameProps {
  readonly workstation: Workstation;
  readonly notice: ReactNode;
  readonly children: ReactNode;
}

/** Around what comes before an open register. */
export function EntryFrame({ workstation, notice, children }: EntryFrameProps) {
  const { t } = useTranslation();
  return (
    <div className="entry">
      <main>
        {notice !== false && <div className="entry-notice">{notice}</div>}
        {children}
      </main>
      <footer className="foot">
        <ThemeButton workstation={workstation} />
        <span className="end"><LanguageBar label={t('app.language')} names={languageNames} current={currentLanguage()} onChoose={workstation.chooseLanguage} /></span>
      </footer>
    </div>
  );
}
