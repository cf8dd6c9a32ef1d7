import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PassphraseField } from '../ui/PassphraseField.tsx';
import { StepButtons } from './StepButtons.tsx';
import { strengthOf } from './strength.ts';

interface PassphraseStepProps {
  readonly busy: boolean;
  readonly onBack: () => void;
  readonly onCreate: (passphrase: string) => void;
}

const SHORTEST = 8;

export function PassphraseStep({ busy, onBack, onCreate }: PassphraseStepProps) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [looked, setLooked] = useState(false);
  const found = [...passphrase.normalize('NFC')].length;
  const isShort = found < SHORTEST;
  const differs = again !== '' && again !== passphrase;
  const words = { show: t('passphrase.show'), hide: t('passphrase.hide'), capsLock: t('passphrase.capsLock') };
  const create = (event: SyntheticEvent): void => {
    event.preventDefault();
    onCreate(passphrase);
  };
  return (
    <form onSubmit={create}>
      <h1>{t('setup.passphrase.title')}</h1>
      <p className="about">{t('setup.passphrase.about')}</p>
      <div className="fields">
        <PassphraseField
          label={t('passphrase.label')} words={words} value={passphrase} onValue={setPassphrase} required maxLength={1000} autoFocus disabled={busy}
          help={found === 0 ? undefined : isShort ? t('setup.passphrase.short', { found }) : t(`setup.passphrase.strength_${strengthOf(passphrase)}`)}
        />
        <PassphraseField
          label={t('setup.passphrase.again')} words={words} value={again} onValue={setAgain} onBlur={() => { setLooked(true); }} required maxLength={1000} disabled={busy}
          error={looked && differs ? t('setup.passphrase.differs') : undefined}
        />
      </div>
      <StepButtons onBack={onBack} next={t(busy ? 'setup.passphrase.creating' : 'setup.passphrase.create')} disabled={isShort || again !== passphrase} busy={busy} />
    </form>
  );
}
