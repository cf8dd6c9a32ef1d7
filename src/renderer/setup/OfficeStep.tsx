import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { officeId } from '../../shared/contract.ts';
import { TextField } from '../ui/TextField.tsx';
import { StepButtons } from './StepButtons.tsx';

export interface Office {
  readonly name: string;
  readonly id: string;
  readonly author: string;
}

interface OfficeStepProps {
  readonly office: Office;
  readonly onOffice: (office: Office) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function OfficeStep({ office, onOffice, onBack, onNext }: OfficeStepProps) {
  const { t } = useTranslation();
  const [looked, setLooked] = useState(false);
  const isIdWrong = office.id !== '' && !officeId.safeParse(office.id).success;
  const next = (event: SyntheticEvent): void => {
    event.preventDefault();
    setLooked(true);
    if (!isIdWrong) onNext();
  };
  return (
    <form onSubmit={next}>
      <h1>{t('setup.office.title')}</h1>
      <p className="about">{t('setup.office.about')}</p>
      <div className="fields">
        <TextField label={t('setup.office.name')} value={office.name} onValue={(name) => { onOffice({ ...office, name }); }} placeholder={t('setup.office.namePlaceholder')} required maxLength={200} autoFocus />
        <TextField
          label={t('setup.office.id')} value={office.id} onValue={(id) => { onOffice({ ...office, id: id.toLowerCase() }); }} onBlur={() => { setLooked(true); }}
          help={t('setup.office.idHelp')} error={looked && isIdWrong ? t('setup.office.idWrong') : undefined} required maxLength={32} spellCheck={false} autoComplete="off"
        />
        <TextField label={t('setup.office.author')} value={office.author} onValue={(author) => { onOffice({ ...office, author }); }} placeholder={t('setup.office.authorPlaceholder')} help={t('setup.office.authorHelp')} required maxLength={200} />
      </div>
      <StepButtons onBack={onBack} next={t('setup.next')} disabled={office.name.trim() === '' || office.id === '' || office.author.trim() === ''} />
    </form>
  );
}
