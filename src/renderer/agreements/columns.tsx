import type { TFunction } from 'i18next';
import { formatDate } from '../i18n/format.ts';
import type { Column } from '../ui/grid/columns.ts';
import { Icon } from '../ui/Icon.tsx';
import { foldTitle } from './foldTitle.ts';
import { NEAR_DAYS, ours, shortPlace, shownDate, theirs } from './item.ts';
import { MarkedText } from './MarkedText.tsx';
import { StatusWord } from './StatusWord.tsx';
import type { ListedAgreement } from './useAgreementList.ts';

/** The columns of the list, in the words of the language. @param isWide there is room for the own side in full. */
export const agreementColumns = (t: TFunction, isWide: boolean): readonly Column<ListedAgreement>[] => [
  { id: 'number', label: t('agreements.number'), width: 98, fixed: true, sortKey: 'registerNo', cell: ({ registerNo }) => <span className="number">{registerNo ?? '—'}</span> },
  { id: 'flag', label: t('agreements.flag'), picture: <span className="visually-hidden">{t('agreements.flag')}</span>, width: 28, cell: (row) => <FlagMark row={row} t={t} /> },
  { id: 'ours', label: t('agreements.ours'), width: isWide ? 168 : 48, cell: (row) => <Ours row={row} isWide={isWide} /> },
  { id: 'theirs', label: t('agreements.theirs'), width: isWide ? 200 : 136, cell: (row) => <Theirs row={row} /> },
  { id: 'title', label: t('agreements.title'), width: 140, grows: true, fixed: true, sortKey: 'title', cell: (row) => <Title row={row} /> },
  { id: 'signed', label: t('agreements.signed'), width: 104, sortKey: 'dateSigned', cell: ({ dateSigned }) => shownDate(dateSigned) },
  { id: 'status', label: t('agreements.status'), width: 164, cell: ({ status }) => <StatusWord code={status} isShort /> },
  { id: 'notice', label: t('agreements.notice'), width: 128, cell: (row) => <Notice row={row} t={t} /> },
  { id: 'inForce', label: t('agreements.inForce'), width: 104, sortKey: 'dateInForce', cell: ({ dateInForce }) => shownDate(dateInForce) },
  { id: 'expires', label: t('agreements.expires'), width: 96, cell: ({ expiresOn }) => shownDate(expiresOn) },
  { id: 'scans', label: t('agreements.scans'), picture: <Icon name="papers" size={14} />, width: 48, align: 'end', cell: ({ scans }) => scans },
];

/** What a person adds when there is room. */
export const hiddenAtFirst = (isWide: boolean): readonly string[] => (isWide ? ['inForce'] : ['inForce', 'expires', 'scans']);

/** One, by priority. */
function FlagMark({ row: { flags, conflicts }, t }: { readonly row: ListedAgreement; readonly t: TFunction }) {
  const flag = flags.includes('permissionMissing') ? 'permission' : conflicts > 0 ? 'conflict' : flags.includes('noticeWindowOpen') ? 'notice' : flags.includes('noScan') ? 'scan' : null;
  if (flag === null) return null;
  const word = t(`agreements.flag_${flag}`);
  return <span className={`flag ${flag}`} title={word} role="img" aria-label={word}><Icon name={({ permission: 'shield', conflict: 'conflict', notice: 'clock', scan: 'papers' } as const)[flag]} size={14} /></span>;
}

function Ours({ row, isWide }: { readonly row: ListedAgreement; readonly isWide: boolean }) {
  const parties = ours(row);
  const names = parties.map(({ name }) => name).join(', ');
  if (isWide) return <span title={names}>{names}</span>;
  return <span title={names}><span className="code" aria-hidden="true">{parties.map(shortPlace).join(' ')}</span><span className="visually-hidden">{names}</span></span>;
}

function Theirs({ row }: { readonly row: ListedAgreement }) {
  const parties = theirs(row);
  const [first] = parties;
  if (first === undefined) return '—';
  const more = row.partyCount - ours(row).length - 1;
  return <span title={parties.map(({ name, country }) => `${name} (${country ?? '—'})`).join(', ')}>{first.country !== null && <span className="code">{first.country}</span>}{first.name}{more > 0 ? ` +${String(more)}` : ''}</span>;
}

function Title({ row }: { readonly row: ListedAgreement }) {
  return <span title={row.title}>{row.found === undefined ? foldTitle(row.title, row.parties.flatMap(({ names }) => names)) : <MarkedText of={row.found} />}</span>;
}

function Notice({ row: { lastDayForNotice, daysForNotice }, t }: { readonly row: ListedAgreement; readonly t: TFunction }) {
  if (lastDayForNotice === null || daysForNotice === null || daysForNotice < 0) return '—';
  return <span className={daysForNotice <= NEAR_DAYS / 2 ? 'caution' : undefined}>{formatDate(lastDayForNotice)}{daysForNotice <= NEAR_DAYS ? ` · ${t('agreements.days', { days: daysForNotice })}` : ''}</span>;
}
