import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgreementsPage } from '../agreements/AgreementsPage.tsx';
import { sayFailure } from '../i18n/failures.ts';
import { createQueries, followEngine, useRead } from '../reading.ts';
import { Setup } from '../setup/Setup.tsx';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Unlock } from '../unlock/Unlock.tsx';
import { AppFrame } from './AppFrame.tsx';
import { EntryFrame } from './EntryFrame.tsx';
import { usePlace } from './place.ts';
import { useWorkstation } from './workstation.ts';

const Gallery = lazy(async () => ({ default: (await import('../gallery/Gallery.tsx')).Gallery }));

export function App() {
  const place = usePlace();
  return place.startsWith('#gallery') ? <Suspense><Gallery place={place} /></Suspense> : <Register />;
}

function Register() {
  const [queries] = useState(createQueries);
  const [stopped, setStopped] = useState<'restarted' | 'gone' | null>(null);
  useEffect(() => followEngine(queries, (event) => {
    if (event.type === 'stopped') setStopped(event.restarted ? 'restarted' : 'gone');
  }), [queries]);
  return (
    <QueryClientProvider client={queries}>
      <Way stopped={stopped} onDismiss={() => { setStopped(null); }} />
    </QueryClientProvider>
  );
}

/** Which screen: as the session stands, and the set-up until it is finished. */
function Way({ stopped, onDismiss }: { readonly stopped: 'restarted' | 'gone' | null; readonly onDismiss: () => void }) {
  const { t } = useTranslation();
  const session = useRead('session.status', {});
  const workstation = useWorkstation();
  const [settingUp, setSettingUp] = useState(false);
  if (workstation === null) return null;
  const notice = stopped !== null && (
    <Notice kind="critical">
      <p>{t(stopped === 'restarted' ? 'app.engineRestarted' : 'app.engineGone')}</p>
      <Button kind="quiet" onClick={onDismiss}>{t('app.dismiss')}</Button>
    </Notice>
  );
  const entered = (author: string): void => { workstation.change({ author }); };
  // The engine does not answer: there is nothing to open.
  if (session.isError) return <EntryFrame workstation={workstation} notice={notice === false ? <Notice kind="critical">{sayFailure(t, session.error.failure)}</Notice> : notice}>{null}</EntryFrame>;
  if (session.data === undefined) return null;
  if (settingUp || session.data.state === 'absent') {
    return (
      <EntryFrame workstation={workstation} notice={notice}>
        <Setup author={workstation.settings.author} onBegin={() => { setSettingUp(true); }} onEntered={entered} onDone={() => { setSettingUp(false); }} />
      </EntryFrame>
    );
  }
  if (session.data.state === 'locked') {
    return (
      <EntryFrame workstation={workstation} notice={notice}>
        <Unlock author={workstation.settings.author} onEntered={entered} />
      </EntryFrame>
    );
  }
  return <AppFrame session={session.data} workstation={workstation} notice={notice}><AgreementsPage /></AppFrame>;
}
