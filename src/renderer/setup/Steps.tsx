import { useTranslation } from 'react-i18next';
import { Mark } from '../ui/Icon.tsx';
import { StepGlyph } from './StepGlyph.tsx';

export const STEPS = ['start', 'office', 'passphrase', 'recovery'] as const;
export type Step = (typeof STEPS)[number];

export function Steps({ current }: { readonly current: Step }) {
  const { t } = useTranslation();
  const at = STEPS.indexOf(current);
  return (
    <aside>
      <p className="brand-line"><Mark />Bitim</p>
      <ol className="steps">
        {STEPS.map((step, i) => (
          <li key={step} className={i < at ? 'done' : i === at ? 'now' : ''} aria-current={i === at ? 'step' : undefined}>
            <StepGlyph state={i < at ? 'done' : i === at ? 'now' : 'later'} />
            {t(`setup.steps.${step}`)}
          </li>
        ))}
      </ol>
    </aside>
  );
}
