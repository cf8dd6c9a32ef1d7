import { useTranslation } from 'react-i18next';
import { sayFailure } from '../i18n/failures.ts';
import { formatNumber } from '../i18n/format.ts';
import { useRead } from '../reading.ts';
import { Notice } from '../ui/Notice.tsx';
import { AgreementsTable } from './AgreementsTable.tsx';
import './agreements.css';

/** Rows that are shown at once; a grid that shows all of them has a place of its own. */
const SHOWN = 200;

export function AgreementsPage() {
  const { t } = useTranslation();
  const { data, error } = useRead('record.list', { kind: 'agreement', limit: SHOWN, sort: '-dateSigned' });
  return (
    <>
      <header className="bar">
        <h1>{t('app.agreements')}</h1>
        {data !== undefined && <p className="count">{data.capped ? t('agreements.countOver', { number: formatNumber(data.total - 1) }) : t('agreements.count', { count: data.total, replace: { count: formatNumber(data.total) } })}</p>}
      </header>
      {error !== null && <Notice kind="critical">{sayFailure(t, error.failure)}</Notice>}
      {data?.total === 0 && <div className="empty"><p>{t('agreements.empty')}</p><p className="hint">{t('agreements.emptyHint')}</p></div>}
      {data !== undefined && data.total > 0 && (
        <div className="list" tabIndex={0} role="region" aria-label={t('app.agreements')}>
          <AgreementsTable items={data.items} />
          {data.next !== null && <p className="more">{t('agreements.more', { shown: formatNumber(data.items.length) })}</p>}
        </div>
      )}
    </>
  );
}
