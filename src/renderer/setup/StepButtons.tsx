import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';

interface StepButtonsProps {
  readonly onBack?: () => void;
  readonly next: string;
  readonly disabled: boolean;
  readonly busy?: boolean;
}

export function StepButtons({ onBack, next, disabled, busy = false }: StepButtonsProps) {
  const { t } = useTranslation();
  return (
    <div className="step-buttons">
      {onBack !== undefined && <Button size="form" onClick={onBack} disabled={busy}>{t('setup.back')}</Button>}
      <Button kind="primary" size="form" type="submit" disabled={disabled || busy}>{next}</Button>
    </div>
  );
}
