import { useTranslation } from 'react-i18next';
import { agreementStatuses } from '../../shared/vocabularies/states.ts';
import { labelOf, termOf } from '../../shared/vocabularies/vocabulary.ts';
import { currentLanguage } from '../i18n/languages.ts';
import { StatusGlyph } from '../ui/StatusGlyph.tsx';
import { glyphOf } from './item.ts';

/** In a list in a few words, never cut off, the full ones in the tooltip; as a pill in a head. */
export function StatusWord({ code, isShort = false, isPill = false }: { readonly code: string; readonly isShort?: boolean; readonly isPill?: boolean }) {
  const { t } = useTranslation();
  const term = termOf(agreementStatuses, code);
  const full = term === undefined ? code : labelOf(term, currentLanguage());
  const glyph = glyphOf(code);
  const short = isShort && isLong(code) ? t(`agreements.short_${code}`) : full;
  return <span className={`state is-${glyph}${isPill ? ' pill' : ''}`} title={full}><StatusGlyph glyph={glyph} /><span>{short}</span></span>;
}

/** Statuses whose words are too long for a column. */
const LONG = ['underPermission', 'refused', 'awaitingProcedures', 'noticeGiven', 'provisional', 'superseded'] as const;
const isLong = (code: string): code is (typeof LONG)[number] => (LONG as readonly string[]).includes(code);
