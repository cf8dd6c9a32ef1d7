import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';

interface StartStepProps {
  readonly busy: boolean;
  readonly onBegin: () => void;
  readonly onSample: () => void;
}

export function StartStep({ busy, onBegin, onSample }: StartStepProps) {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('setup.start.title')}</h1>
      <p className="about">{t('setup.start.about')}</p>
      <div className="choices">
        <Button kind="primary" size="form" onClick={onBegin} disabled={busy}>{t('setup.start.begin')}</Button>
        <Button size="form" onClick={onSample} disabled={busy}>{t(busy ? 'setup.start.opening' : 'setup.start.sample')}</Button>
      </div>
      <p className="hint">{t('setup.start.sampleAbout')}</p>
    </>
  );
}
