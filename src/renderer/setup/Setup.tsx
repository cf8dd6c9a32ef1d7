import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/contract.ts';
import { call } from '../api.ts';
import { sayFailure } from '../i18n/failures.ts';
import { Notice } from '../ui/Notice.tsx';
import { OfficeStep, type Office } from './OfficeStep.tsx';
import { PassphraseStep } from './PassphraseStep.tsx';
import { RecoveryStep } from './RecoveryStep.tsx';
import { StartStep } from './StartStep.tsx';
import { Steps, STEPS, type Step } from './Steps.tsx';
import './setup.css';

interface SetupProps {
  /** The post that signed in last. */
  readonly author: string;
  /** A register is being made: the set-up stays until it is done, although the register is open then. */
  readonly onBegin: () => void;
  readonly onEntered: (author: string) => void;
  readonly onDone: () => void;
}

/** The first run: look at the sample, or make this office's register in three steps. */
export function Setup({ author, onBegin, onEntered, onDone }: SetupProps) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>('start');
  const [office, setOffice] = useState<Office>({ name: '', id: '', author });
  const [recoveryKey, setRecoveryKey] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  const during = async <T,>(work: Promise<T>): Promise<T> => {
    setFailure(null);
    setBusy(true);
    const done = await work;
    setBusy(false);
    return done;
  };
  const openSample = async (): Promise<void> => {
    const answer = await during(call('session.openSample', { author: author === '' ? t('setup.office.authorPlaceholder') : author }));
    if (!answer.ok) setFailure(answer.error);
  };
  const create = async (passphrase: string): Promise<void> => {
    onBegin();
    const answer = await during(call('session.create', { office: office.id, name: office.name, passphrase, author: office.author }));
    if (!answer.ok) {
      setFailure(answer.error);
      return;
    }
    onEntered(answer.value.session.author);
    setRecoveryKey(answer.value.recoveryKey);
    setStep('recovery');
  };

  return (
    <div className="setup">
      <Steps current={step} />
      <section>
        {failure !== null && <Notice kind="critical">{sayFailure(t, failure)}</Notice>}
        {step === 'start' && <StartStep busy={busy} onBegin={() => { setStep('office'); }} onSample={() => { void openSample(); }} />}
        {step === 'office' && <OfficeStep office={office} onOffice={setOffice} onBack={() => { setStep('start'); }} onNext={() => { setStep('passphrase'); }} />}
        {step === 'passphrase' && <PassphraseStep busy={busy} onBack={() => { setStep('office'); }} onCreate={(passphrase) => { void create(passphrase); }} />}
        {step === 'recovery' && <RecoveryStep recoveryKey={recoveryKey} onDone={onDone} />}
        <p className="visually-hidden" role="status">{t('setup.step', { number: STEPS.indexOf(step) + 1, total: STEPS.length })}</p>
      </section>
    </div>
  );
}
