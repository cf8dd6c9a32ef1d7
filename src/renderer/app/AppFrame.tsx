import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionOpen } from '../../shared/session.ts';
import { call } from '../api.ts';
import { currentLanguage, languageNames } from '../i18n/languages.ts';
import { Icon, Mark } from '../ui/Icon.tsx';
import { LanguageBar } from '../ui/LanguageBar.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ThemeButton } from './ThemeButton.tsx';
import type { Workstation } from './workstation.ts';
import './frame.css';

interface AppFrameProps {
  readonly session: SessionOpen;
  readonly workstation: Workstation;
  readonly notice: ReactNode;
  readonly children: ReactNode;
}

const lock = (): void => { void call('session.lock', {}); };

/** Around the sections of an open register. */
export function AppFrame({ session, workstation, notice, children }: AppFrameProps) {
  const { t } = useTranslation();
  useEffect(() => {
    // By the key's place, so that it works in every layout.
    const onKey = (event: KeyboardEvent): void => {
      if (event.code === 'KeyL' && event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey) {
        event.preventDefault();
        lock();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => { window.removeEventListener('keydown', onKey); };
  }, []);
  return (
    <div className="frame">
      <nav className="nav" aria-label={t('app.sections')}>
        <div className="brand"><Mark />Bitim</div>
        <a href="#agreements" aria-current="page"><Icon name="document" /><span>{t('app.agreements')}</span></a>
        <button type="button" className="lock" onClick={lock}><Icon name="lock" /><span>{t('app.lock')}</span></button>
      </nav>
      <main className="main">
        {notice}
        {session.notices.map((said) => <Notice key={said} kind="caution">{said}</Notice>)}
        {children}
      </main>
      <footer className="foot">
        <span>{session.sample ? t('app.sample') : session.officeName}</span>
        {session.author !== '' && !session.sample && <span>{t('app.author', { author: session.author })}</span>}
        <span className="end"><span className="hint" aria-hidden="true"><kbd>Ctrl+L</kbd> {t('app.lockHint')}</span><ThemeButton workstation={workstation} /><LanguageBar label={t('app.language')} names={languageNames} current={currentLanguage()} onChoose={workstation.chooseLanguage} /></span>
      </footer>
    </div>
  );
}
