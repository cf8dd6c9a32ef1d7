import type { Language } from '../../shared/desktop.ts';
import './languageBar.css';

interface LanguageBarProps {
  readonly label: string;
  readonly names: Readonly<Record<Language, string>>;
  readonly current: Language;
  readonly onChoose: (language: Language) => void;
}

/** All languages at once, each in its own words. */
export function LanguageBar({ label, names, current, onChoose }: LanguageBarProps) {
  return (
    <div className="languages" role="group" aria-label={label}>
      {(Object.entries(names) as [Language, string][]).map(([language, name]) => (
        <button key={language} type="button" lang={language} aria-pressed={language === current} onClick={() => { onChoose(language); }}>{name}</button>
      ))}
    </div>
  );
}
