import { useTranslation } from 'react-i18next';
import type { Json } from '../../shared/json.ts';
import { agreementStatuses } from '../../shared/vocabularies/states.ts';
import { labelOf, termOf } from '../../shared/vocabularies/vocabulary.ts';
import { formatDate } from '../i18n/format.ts';
import { currentLanguage } from '../i18n/languages.ts';
import { StatusGlyph } from '../ui/StatusGlyph.tsx';
import { dateText, glyphOf, text, type AgreementItem } from './item.ts';

export function AgreementsTable({ items }: { readonly items: readonly AgreementItem[] }) {
  const { t } = useTranslation();
  return (
    <table className="rows">
      <colgroup><col className="number" /><col /><col className="date" /><col className="date" /><col className="status" /></colgroup>
      <thead>
        <tr><th scope="col">{t('agreements.number')}</th><th scope="col">{t('agreements.title')}</th><th scope="col">{t('agreements.signed')}</th><th scope="col">{t('agreements.inForce')}</th><th scope="col">{t('agreements.status')}</th></tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id} className={item.voided === true ? 'void' : undefined}>
            <td>{text(item.registerNo)}</td>
            <td title={item.title}>{item.title}</td>
            <td>{dateCell(item.dateSigned)}</td>
            <td>{dateCell(item.dateInForce)}</td>
            <td><Status code={text(item.status)} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** In a few words, never cut off; the full ones in the tooltip. */
function Status({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const term = termOf(agreementStatuses, code);
  const full = term === undefined ? code : labelOf(term, currentLanguage());
  const glyph = glyphOf(code);
  const short = code === 'awaitingProcedures' || code === 'noticeGiven' ? t(`agreements.short_${code}`) : full;
  return <span className={`state is-${glyph}`} title={full}><StatusGlyph glyph={glyph} /><span>{short}</span></span>;
}

const dateCell = (value: Json | undefined): string => {
  const date = dateText(value);
  return date === null ? '—' : formatDate(date);
};
