import { Button, FieldError, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components';
import { Icon } from './Icon.tsx';
import './field.css';
import './select.css';

interface SelectProps {
  readonly label: string;
  readonly choices: readonly { readonly id: string; readonly label: string; readonly isDisabled?: boolean }[];
  /** Null: none yet. */
  readonly value: string | null;
  readonly onValue: (value: string) => void;
  /** Where none is chosen. */
  readonly placeholder: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

/** One of a list that is known by heart; letters lead to a choice. */
export function Select({ label, choices, value, onValue, placeholder, error, required = false, disabled = false }: SelectProps) {
  return (
    <AriaSelect className="field" value={value} onChange={(key) => { if (key !== null) onValue(String(key)); }} isRequired={required} isDisabled={disabled} isInvalid={error !== undefined} validationBehavior="aria" placeholder={placeholder}>
      <Label className={required ? 'label required' : 'label'}>{label}</Label>
      <Button className={error === undefined ? 'box select' : 'box select wrong'}><SelectValue className="select-value" /><Icon name="down" size={14} /></Button>
      {error !== undefined && <div role="alert"><FieldError className="below wrong"><Icon name="warning" size={14} /><span>{error}</span></FieldError></div>}
      <Popover className="popover" offset={4}>
        <ListBox className="menu">
          {choices.map(({ id, label: text, isDisabled = false }) => (
            <ListBoxItem key={id} id={id} textValue={text} isDisabled={isDisabled} className="menu-item">
              {({ isSelected }) => <>{isSelected ? <Icon name="check" /> : <span className="menu-gap" />}<span>{text}</span></>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
