import { useState, type KeyboardEvent } from 'react';
import { Icon } from './Icon.tsx';
import { TextField, type TextFieldProps } from './TextField.tsx';

interface PassphraseFieldProps extends Omit<TextFieldProps, 'type' | 'end' | 'onKeyDown' | 'onKeyUp'> {
  readonly words: { readonly show: string; readonly hide: string; readonly capsLock: string };
}

/** Hidden unless a person wants to see it; says when Caps Lock is on. */
export function PassphraseField({ words, help, ...rest }: PassphraseFieldProps) {
  const [visible, setVisible] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const look = (event: KeyboardEvent): void => { setCapsLock(event.getModifierState('CapsLock')); };
  return (
    <TextField
      {...rest}
      help={capsLock ? <span className="caution">{words.capsLock}</span> : help}
      type={visible ? 'text' : 'password'}
      autoComplete="off"
      spellCheck={false}
      onKeyDown={look}
      onKeyUp={look}
      end={
        <button type="button" className="eye" aria-label={visible ? words.hide : words.show} title={visible ? words.hide : words.show} aria-pressed={visible} onClick={() => { setVisible(!visible); }}>
          <Icon name={visible ? 'eyeOff' : 'eye'} />
        </button>
      }
    />
  );
}
