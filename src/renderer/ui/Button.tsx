import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import './button.css';

interface ButtonProps {
  /** One primary button on a screen; `grave` for what is hard to take back; `quiet` for what is rarely wanted; `chip` and `add` for filters. */
  readonly kind?: 'plain' | 'primary' | 'grave' | 'quiet' | 'chip' | 'add';
  readonly size?: 'bar' | 'form';
  /** The key that does the same, shown in the button. */
  readonly hint?: string | undefined;
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  /** What it does, where its words do not say so. */
  readonly label?: string;
  readonly pressed?: boolean;
  readonly onClick?: () => void;
  readonly children: ReactNode;
}

export function Button({ kind = 'plain', size = 'bar', hint, type = 'button', disabled = false, label, pressed, onClick, children }: ButtonProps) {
  return (
    <AriaButton type={type} isDisabled={disabled} className={`button ${kind}${size === 'form' ? ' form' : ''}`} {...(onClick === undefined ? {} : { onPress: onClick })} {...(label === undefined ? {} : { 'aria-label': label })} {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}>
      {children}
      {hint !== undefined && <kbd aria-hidden="true">{hint}</kbd>}
    </AriaButton>
  );
}
