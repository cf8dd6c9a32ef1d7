import type { Ref } from 'react';
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components';
import { Icon } from './Icon.tsx';
import './search.css';

interface SearchFieldProps {
  readonly label: string;
  readonly clear: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** Enter, and the arrow down: to what was found. */
  readonly onLeave: () => void;
  readonly field: Ref<HTMLInputElement>;
}

/** Searches as is typed; Esc empties it. */
export function SearchField({ label, clear, value, onValue, onLeave, field }: SearchFieldProps) {
  return (
    <AriaSearchField className="search" aria-label={label} value={value} onChange={onValue} onSubmit={onLeave} onKeyDown={(event) => { if (event.key === 'ArrowDown') { event.preventDefault(); onLeave(); } }}>
      <Icon name="search" />
      <Input ref={field} placeholder={label} title={label} maxLength={400} spellCheck={false} autoComplete="off" />
      {value === '' ? <kbd aria-hidden="true">/</kbd> : <Button className="search-clear" aria-label={clear}><Icon name="close" size={12} /></Button>}
    </AriaSearchField>
  );
}
