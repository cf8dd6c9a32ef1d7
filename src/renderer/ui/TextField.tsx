import type { KeyboardEventHandler, ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextField as AriaTextField } from 'react-aria-components';
import { Icon } from './Icon.tsx';
import './field.css';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly help?: ReactNode;
  /** Takes the place of the help. */
  readonly error?: string | undefined;
  /** At the end, inside the box. */
  readonly end?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly readOnly?: boolean;
  readonly autoFocus?: boolean;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly type?: 'text' | 'password';
  readonly autoComplete?: 'off';
  readonly spellCheck?: boolean;
  readonly onBlur?: () => void;
  readonly onKeyDown?: KeyboardEventHandler<HTMLInputElement>;
  readonly onKeyUp?: KeyboardEventHandler<HTMLInputElement>;
}

/** Label above, help or error below. What is only read has no box. */
export function TextField({ label, value, onValue, help, error, end, required = false, disabled = false, readOnly = false, autoFocus = false, placeholder = '', onBlur, onKeyDown, onKeyUp, spellCheck, ...rest }: TextFieldProps) {
  const box = ['box', error === undefined ? '' : 'wrong', disabled ? 'off' : '', readOnly ? 'read' : ''].filter((name) => name !== '').join(' ');
  return (
    <AriaTextField
      {...rest} className="field" value={value} onChange={onValue} isRequired={required} isDisabled={disabled} isReadOnly={readOnly} isInvalid={error !== undefined} autoFocus={autoFocus} validationBehavior="aria"
      {...(spellCheck === undefined ? {} : { spellCheck: spellCheck ? 'true' : 'false' })}
    >
      <Label className={required ? 'label required' : 'label'}>{label}</Label>
      <div className={box}>
        <Input placeholder={placeholder} {...(onBlur === undefined ? {} : { onBlur })} {...(onKeyDown === undefined ? {} : { onKeyDown })} {...(onKeyUp === undefined ? {} : { onKeyUp })} />
        {end}
      </div>
      {error !== undefined
        ? <div role="alert"><FieldError className="below wrong"><Icon name="warning" size={14} /><span>{error}</span></FieldError></div>
        : help !== undefined && <Text slot="description" className="below" elementType="p"><span>{help}</span></Text>}
    </AriaTextField>
  );
}
