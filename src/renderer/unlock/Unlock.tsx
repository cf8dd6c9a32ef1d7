import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/contract.ts';
import { call } from '../api.ts';
import { sayFailure } from '../i18n/failures.ts';
import { Button } from '../ui/Button.tsx';
import { Mark } from '../ui/Icon.tsx';
import { PassphraseField } from '../ui/PassphraseField.tsx';
import { TextField } from '../ui/TextField.tsx';
import './unlock.css';

interface UnlockProps {
  /** The post that signed in last. */
  readonly author: string;
  readonly onEntered: (author: string) => void;
}

export function Unlock({ author: lastAuthor, onEntered }: UnlockProps) {
  const { t } = useTranslation();
  const [author, setAuthor] = useState(lastAuthor);
  const [way, setWay] = useState<'passphrase' | 'recoveryKey'>('passphrase');
  const [secret, setSecret] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [opening, setOpening] = useState(false);

  const open = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setOpening(true);
    setFailure(null);
    const answer = await call('session.open', { credential: way === 'passphrase' ? { passphrase: secret } : { recoveryKey: secret }, author });
    setOpening(false);
    setSecret('');
    if (answer.ok) onEntered(answer.value.author);
    else setFailure(answer.error);
  };
  const turn = (): void => {
    setWay(way === 'passphrase' ? 'recoveryKey' : 'passphrase');
    setSecret('');
    setFailure(null);
  };
  const secretField = { value: secret, onValue: setSecret, error: failure === null ? undefined : sayFailure(t, failure), autoFocus: lastAuthor !== '', maxLength: 400, disabled: opening };

  return (
    <form className="unlock" onSubmit={(event) => { void open(event); }} aria-label={t('unlock.title')}>
      <h1><Mark size={24} />Bitim</h1>
      <TextField label={t('unlock.author')} value={author} onValue={setAuthor} maxLength={200} autoFocus={lastAuthor === ''} disabled={opening} placeholder={t('setup.office.authorPlaceholder')} />
      {way === 'passphrase'
        ? <PassphraseField key="passphrase" label={t('passphrase.label')} words={{ show: t('passphrase.show'), hide: t('passphrase.hide'), capsLock: t('passphrase.capsLock') }} {...secretField} />
        : <TextField key="recoveryKey" label={t('unlock.recoveryKey')} help={t('unlock.recoveryKeyHelp')} autoComplete="off" spellCheck={false} {...secretField} />}
      <div className="actions">
        <Button kind="primary" size="form" type="submit" hint={opening ? undefined : 'Enter'} disabled={opening || secret === '' || author.trim() === ''}>{t(opening ? 'unlock.opening' : 'unlock.open')}</Button>
        <Button kind="quiet" size="form" onClick={turn} disabled={opening}>{t(way === 'passphrase' ? 'unlock.withRecoveryKey' : 'unlock.withPassphrase')}</Button>
      </div>
      <p className="about">{t('unlock.about')}</p>
    </form>
  );
}
