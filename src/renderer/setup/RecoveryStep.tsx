import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../ui/TextField.tsx';
import { StepButtons } from './StepButtons.tsx';

/** Two of the key's groups are typed back, so that it was really written down. */
const ASKED = [3, 11] as const;

export function RecoveryStep({ recoveryKey, onDone }: { readonly recoveryKey: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const groups = recoveryKey.split('-');
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const isWrong = (number: number): boolean => (typed[number] ?? '').trim().toUpperCase() !== groups[number - 1];
  const done = (event: SyntheticEvent): void => {
    event.preventDefault();
    onDone();
  };
  return (
    <form onSubmit={done}>
      <h1>{t('setup.recovery.title')}</h1>
      <p className="about">{t('setup.recovery.about')}</p>
      <ol className="groups">
        {groups.map((group, i) => <li key={`${String(i)}${group}`}><small>{i + 1}</small>{group}</li>)}
      </ol>
      <h2>{t('setup.recovery.check')}</h2>
      <div className="typed-back">
        {ASKED.map((number) => (
          <TextField
            key={number} label={t('setup.recovery.group', { number })} value={typed[number] ?? ''} onValue={(value) => { setTyped({ ...typed, [number]: value }); }}
            error={(typed[number] ?? '').length >= 4 && isWrong(number) ? t('setup.recovery.differs', { number }) : undefined} maxLength={8} autoComplete="off" spellCheck={false} autoFocus={number === ASKED[0]}
          />
        ))}
      </div>
      <StepButtons next={t('setup.recovery.done')} disabled={ASKED.some(isWrong)} />
    </form>
  );
}
