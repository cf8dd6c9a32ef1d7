import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayFailure } from '../i18n/failures.ts';
import { formatNumber } from '../i18n/format.ts';
import { currentLanguage } from '../i18n/languages.ts';
import { Button } from '../ui/Button.tsx';
import { toggled, type Arrangement } from '../ui/grid/columns.ts';
import { Grid } from '../ui/grid/Grid.tsx';
import { Icon } from '../ui/Icon.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { agreementColumns, hiddenAtFirst } from './columns.tsx';
import { FilterBar } from './FilterBar.tsx';
import { Preview } from './Preview.tsx';
import { useAgreementList, type ListedAgreement } from './useAgreementList.ts';
import { useWidth } from './useWidth.ts';
import { ignoredBySearch, isNarrowed, isSearch, wholeRegister } from './view.ts';
import './agreements.css';

export function AgreementsPage() {
  const { t } = useTranslation();
  const language = currentLanguage();
  const [view, setView] = useState(wholeRegister);
  const list = useAgreementList(view, language);
  const width = useWidth();
  const columns = useMemo(() => agreementColumns(t, width === 'wide'), [t, width]);
  const [ownArrangement, setArrangement] = useState<Arrangement | null>(null);
  const arrangement = useMemo((): Arrangement => ownArrangement ?? { widths: {}, hidden: hiddenAtFirst(width === 'wide') }, [ownArrangement, width]);
  const [active, setActive] = useState(-1);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [isBeside, setBeside] = useState(true);
  const [isOver, setOver] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const page = useRef<HTMLDivElement>(null);
  const toRows = useCallback((): void => { page.current?.querySelector<HTMLElement>('[role=grid]')?.focus(); }, []);

  // Another list begins at its first row.
  useEffect(() => { setActive((before) => (before > 0 ? 0 : before)); }, [list.key]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, [role=menu], [role=dialog]') !== null;
      if (event.ctrlKey || event.altKey || event.metaKey || isTyping) return;
      if (event.code === 'Slash') field.current?.focus();
      else if (event.code === 'KeyF') setMenuOpen(true);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => { window.removeEventListener('keydown', onKey); };
  }, []);

  const mark = useCallback(({ id }: ListedAgreement): void => { setMarked((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]))); }, []);
  const preview = useCallback((): void => {
    if (width === 'narrow') setOver((before) => !before);
    else setBeside((before) => !before);
  }, [width]);
  const open = useCallback((): void => {
    if (width === 'narrow') setOver(true);
    else {
      setBeside(true);
      requestAnimationFrame(() => { page.current?.querySelector<HTMLElement>('.preview')?.focus(); });
    }
  }, [width]);
  const row = active < 0 ? undefined : list.rows.at(active);
  const isPreviewed = row !== undefined && (width === 'narrow' ? isOver : isBeside);
  const isEmpty = list.total !== null && list.rows.count === 0;
  return (
    <div ref={page} className="agreements" onKeyDown={(event) => { if (event.key === 'Escape' && list.isEnding) list.halt(); }}>
      <header className="bar">
        <h1 className="visually-hidden">{t('app.agreements')}</h1>
        <FilterBar view={view} onView={setView} row={row} isMenuOpen={isMenuOpen} onMenu={setMenuOpen} onLeave={toRows} field={field} />
        <p className="count" role="status">{list.isEnding ? t('agreements.loading', { number: formatNumber(list.rows.count) }) : list.total === null ? '' : countSaid()}</p>
        <MenuButton label={t('agreements.columns')} isPicture kind="quiet" sections={[{ id: 'columns', label: t('agreements.columns'), choices: columns.filter(({ fixed }) => fixed !== true).map(({ id, label }) => ({ id, label, isChosen: !arrangement.hidden.includes(id) })) }]} onChoose={(_, id) => { setArrangement(toggled(arrangement, id)); }}><Icon name="columns" /></MenuButton>
      </header>
      {list.failure !== null && <Notice kind="critical">{sayFailure(t, list.failure)}</Notice>}
      {isSearch(view) && ignoredBySearch(view) && <Notice kind="neutral">{t('agreements.searchIgnores')}</Notice>}
      {isSearch(view) && list.waiting > 0 && <Notice kind="neutral">{t('agreements.waiting', { number: formatNumber(list.waiting) })}</Notice>}
      <div className="split">
        <Grid
          label={t('app.agreements')} columns={columns} arrangement={arrangement} onArrange={setArrangement} rows={list.rows} active={active} onActive={setActive}
          {...(isSearch(view) ? {} : { sort: view.sort, onSort: (sort: string) => { setView({ ...view, sort }); } })}
          isMarked={({ id }) => marked.has(id)} onMark={mark} onPreview={preview} onOpen={open} rowClass={rowClass} empty={isEmpty && (
            <div className="empty">
              <p>{t(isNarrowed(view) ? 'agreements.nothingFound' : 'agreements.empty')}</p>
              {isNarrowed(view) ? <Button onClick={() => { setView({ ...wholeRegister, sort: view.sort }); }}>{t('agreements.showAll')}</Button> : <p className="hint">{t('agreements.emptyHint')}</p>}
            </div>
          )}
          words={{ loading: '…', resize: t('agreements.resize') }}
        />
        {isPreviewed && <Preview key={row.id} row={row} isOverlay={width === 'narrow'} onClose={() => { (width === 'narrow' ? setOver : setBeside)(false); toRows(); }} onPartner={(partner) => { setView({ ...view, partner }); toRows(); }} />}
      </div>
    </div>
  );

  function countSaid(): string {
    const { count, capped } = list.total ?? { count: 0, capped: false };
    const marks = marked.size === 0 ? '' : ` · ${t('agreements.marked', { number: formatNumber(marked.size) })}`;
    return (capped ? t('agreements.countOver', { number: formatNumber(1_000) }) : t('agreements.count', { count, replace: { count: formatNumber(count) } })) + marks;
  }
}

const rowClass = ({ voided }: ListedAgreement): string => (voided ? 'void' : '');
