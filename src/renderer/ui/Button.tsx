import type { ButtonHTMLAttributes, ReactNode } from 'react';
import './button.css';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  /** One primary button on a screen; `quiet` for what is rarely wanted. */
  readonly kind?: 'plain' | 'primary' | 'quiet';
  readonly size?: 'bar' | 'form';
  /** The key that does the same, shown in the button. */
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}

export function Button({ kind = 'plain', size = 'bar', hint, type = 'button', children, ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={`button ${kind} ${size}`}>
      {children}
      {hint !== undefined && <kbd aria-hidden="true">{hint}</kbd>}
    </button>
  );
}
