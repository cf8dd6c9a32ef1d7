/** An agreement beside the list: what it is, what presses, where its papers are. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../shared/json.ts';
import { isJsonObject } from '../../shared/json.ts';
import { sentenceFrom, type SentenceValue } from '../../shared/sentences.ts';
import { reasonCatalogue } from '../../shared/status/reasons.ts';
import { eventTypes, levels } from '../../shared/vocabularies/states.ts';
import { labelOf, termOf } from '../../shared/vocabularies/vocabulary.ts';
import type { WindowOutput } from '../../shared/windowContract.ts';
import { sayFailure } from '../i18n/failures.ts';
import { formatDate } from '../i18n/format.ts';
import { currentLanguage } from '../i18n/languages.ts';
import { useRead } from '../reading.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { shownDate, text } from './item.ts';
import { MarkedText } from './MarkedText.tsx';
import { StatusWord } from './StatusWord.tsx';
import type { ListedAgreement } from './useAgreementList.ts';

interface PreviewProps {
  readonly row: ListedAgreement;
  readonly onClose: () => void;
  readonly onPartner: (partner: { readonly id: string; readonly name: string }) => void;
  /** Takes the focus when it opens. */
  readonly isOverlay: boolean;
}

export function Preview({ row, onClose, onPartner, isOverlay }: PreviewProps) {
  const { t } = useTranslation();
  const { data, error } = useRead('record.show', { id: row.id });
  const pane = useRef<HTMLElement>(null);
  useEffect(() => { if (isOverlay) pane.current?.focus(); }, [isOverlay]);
  const language = currentLanguage();
  const level = row.level === null ? undefined : termOf(levels, row.level);
  const otherTitles = listOf(data?.titleForms).map((form) => text(form.text)).filter((title) => title !== '' && title !== row.title);
  const documents = listOf(data?.documents);
  const events = listOf(data?.events);
  return (
    <aside ref={pane} className={isOverlay ? 'preview overlay' : 'preview'} tabIndex={-1} aria-label={t('agreements.preview')} onKeyDown={(event) => { if (event.key === 'Escape' || (event.code === 'Space' && event.target === pane.current)) { event.preventDefault(); onClose(); } }}>
      <header>
        <span className="number">{row.registerNo ?? '—'}</span><StatusWord code={row.status} isShort isPill />
        <Button kind="quiet" label={t('agreements.closePreview')} onClick={onClose}><Icon name="close" /></Button>
      </header>
      <section className="first">
        <h2 className={row.voided ? 'void' : undefined}>{row.title}</h2>
        {otherTitles.map((title) => <p key={title} className="other-title" title={title}>{title}</p>)}
        {row.found !== undefined && <p className="found"><MarkedText of={row.found} /></p>}
        {row.lastDayForNotice !== null && row.daysForNotice !== null && row.daysForNotice >= 0 && (
          <div className={row.daysForNotice <= 180 ? 'box caution' : 'box'}>
            <Icon name="clock" />
            <div><b>{t('agreements.lastSafeDay')}: {formatDate(row.lastDayForNotice)}</b><p>{t('agreements.daysLeft', { days: row.daysForNotice })} {reasonsOf(data, 'lastDayForNotice')}</p></div>
          </div>
        )}
        {row.conflicts > 0 && <div className="box conflict"><Icon name="conflict" /><div>{t('agreements.conflicts', { count: row.conflicts })}</div></div>}
        {data?.voided != null && <div className="box"><Icon name="information" /><div>{t('agreements.voided')}: {data.voided.reason}</div></div>}
        {error !== null && <Notice kind="critical">{sayFailure(t, error.failure)}</Notice>}
      </section>
      <Section head={t('agreements.basics')}>
        <dl>
          <Pair term={t('agreements.status')}>{reasonsOf(data, 'status')}</Pair>
          <Pair term={t('agreements.parties')}>
            <ul className="parties">{row.parties.map((party) => <li key={party.id}>{party.country !== null && <span className="code">{party.country}</span>}<button type="button" className="link" title={t('agreements.onlyPartner', { name: party.name })} onClick={() => { onPartner({ id: party.id, name: party.name }); }}>{party.name}</button></li>)}</ul>
          </Pair>
          {level !== undefined && <Pair term={t('agreements.level')}>{labelOf(level, language)}</Pair>}
          <Pair term={t('agreements.signed')}>{[shownDate(row.dateSigned), text(data?.placeSigned)].filter((part) => part !== '').join(', ')}</Pair>
          <Pair term={t('agreements.inForce')}>{shownDate(row.dateInForce)}</Pair>
          <Pair term={t('agreements.expires')}>{row.expiresOn === null ? '—' : `${formatDate(row.expiresOn)}. ${reasonsOf(data, 'expiresOn')}`}</Pair>
        </dl>
      </Section>
      {events.length > 0 && <Section head={t('agreements.events')} count={events.length}><ul className="lines">{events.slice(-6).map((event) => <EventLine key={text(event.id)} event={event} />)}</ul></Section>}
      <Section head={t('agreements.documents')} count={documents.length}>
        {documents.length === 0 ? <p className="hint">{t('agreements.noDocuments')}</p> : <ul className="lines">{documents.map((document) => <li key={text(document.id)} title={text(document.name)}><Icon name="papers" size={14} /><span>{text(document.title) === '' ? text(document.name) : text(document.title)}</span></li>)}</ul>}
      </Section>
    </aside>
  );
}

function EventLine({ event }: { readonly event: JsonFields }) {
  const term = termOf(eventTypes, text(event.type));
  return <li><span className="when">{shownDate(event.date)}</span><span>{term === undefined ? text(event.type) : labelOf(term, currentLanguage())}</span></li>;
}

function Section({ head, count, children }: { readonly head: string; readonly count?: number; readonly children: ReactNode }) {
  return <section><h3>{head}{count !== undefined && <span> {count}</span>}</h3>{children}</section>;
}

function Pair({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return <><dt>{term}</dt><dd>{children}</dd></>;
}

type JsonFields = Readonly<Record<string, Json | undefined>>;

const listOf = (value: Json | undefined): readonly JsonFields[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);

/** Why, in the language of the window. */
function reasonsOf(data: WindowOutput<'record.show'> | undefined, of: 'status' | 'expiresOn' | 'lastDayForNotice'): string {
  const reasons = data?.reasons;
  if (reasons === undefined || !isJsonObject(reasons)) return '';
  return listOf(reasons[of]).map((reason) => sentenceFrom(reasonCatalogue, { code: text(reason.code), values: (reason.values ?? {}) as Readonly<Record<string, SentenceValue>> }, currentLanguage())).join(' ');
}
