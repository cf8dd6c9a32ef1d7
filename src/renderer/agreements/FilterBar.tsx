import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { agreementStatuses, levels } from '../../shared/vocabularies/states.ts';
import { labelOf, termOf, type Vocabulary } from '../../shared/vocabularies/vocabulary.ts';
import { currentLanguage } from '../i18n/languages.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import type { ListedAgreement } from './useAgreementList.ts';
import type { View } from './view.ts';

interface FilterBarProps {
  readonly view: View;
  readonly onView: (view: View) => void;
  /** Its parties can be filtered by. */
  readonly row: ListedAgreement | undefined;
  readonly isMenuOpen: boolean;
  readonly onMenu: (isOpen: boolean) => void;
  readonly onLeave: () => void;
  readonly field: Ref<HTMLInputElement>;
}

/** What is looked for, and what it is narrowed to. */
export function FilterBar({ view, onView, row, isMenuOpen, onMenu, onLeave, field }: FilterBarProps) {
  const { t } = useTranslation();
  const said = (from: Vocabulary, code: string): string => {
    const term = termOf(from, code);
    return term === undefined ? code : labelOf(term, currentLanguage());
  };
  const choicesOf = (from: Vocabulary, chosen: string | null) => from.terms.map(({ code }) => ({ id: code, label: said(from, code), isChosen: code === chosen }));
  const partners = (row?.parties ?? []).map(({ id, name }) => ({ id, label: name, isChosen: id === view.partner?.id }));
  const choose = (section: string, choice: string): void => {
    if (section === 'status') onView({ ...view, status: view.status === choice ? null : choice });
    else if (section === 'level') onView({ ...view, level: view.level === choice ? null : choice });
    else if (section === 'end') onView({ ...view, expiring: !view.expiring });
    else {
      const partner = partners.find(({ id }) => id === choice);
      onView({ ...view, partner: partner === undefined || partner.isChosen ? null : { id: partner.id, name: partner.label } });
    }
  };
  return (
    <>
      <SearchField label={t('agreements.search')} clear={t('agreements.clearSearch')} value={view.query} onValue={(query) => { onView({ ...view, query }); }} onLeave={onLeave} field={field} />
      {view.status !== null && <Chip name={t('agreements.status')} value={said(agreementStatuses, view.status)} onClear={() => { onView({ ...view, status: null }); }} />}
      {view.level !== null && <Chip name={t('agreements.level')} value={said(levels, view.level)} onClear={() => { onView({ ...view, level: null }); }} />}
      {view.partner !== null && <Chip name={t('agreements.theirs')} value={view.partner.name} onClear={() => { onView({ ...view, partner: null }); }} />}
      {view.expiring && <Chip name={t('agreements.end')} value={t('agreements.expiring')} onClear={() => { onView({ ...view, expiring: false }); }} />}
      <MenuButton
        label={t('agreements.filter')} kind="add" hint="F" isOpen={isMenuOpen} onOpenChange={onMenu} onChoose={choose}
        sections={[
          { id: 'partner', label: t('agreements.partnersOfRow'), choices: partners },
          { id: 'end', label: t('agreements.end'), choices: [{ id: 'expiring', label: t('agreements.expiring'), isChosen: view.expiring }] },
          { id: 'level', label: t('agreements.level'), choices: choicesOf(levels, view.level) },
          { id: 'status', label: t('agreements.status'), choices: choicesOf(agreementStatuses, view.status) },
        ]}
      >
        <Icon name="plus" size={12} />{t('agreements.filter')}
      </MenuButton>
    </>
  );
}

function Chip({ name, value, onClear }: { readonly name: string; readonly value: string; readonly onClear: () => void }) {
  const { t } = useTranslation();
  return <span className="chip"><Button kind="chip" label={t('agreements.clearFilter', { name, value })} onClick={onClear}><span className="words"><span className="of">{name}:</span> {value}</span><Icon name="close" size={12} /></Button></span>;
}
