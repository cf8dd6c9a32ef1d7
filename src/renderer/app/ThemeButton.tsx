import { useTranslation } from 'react-i18next';
import { THEMES } from '../../shared/desktop.ts';
import type { Workstation } from './workstation.ts';

/** Goes round: as the system, light, dark. */
export function ThemeButton({ workstation }: { readonly workstation: Workstation }) {
  const { t } = useTranslation();
  const { theme } = workstation.settings;
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  return <button type="button" className="foot-button" onClick={() => { workstation.change({ theme: next }); }}>{t('app.theme')}: {t(`app.theme_${theme}`)}</button>;
}
