import { useId, type InputHTMLAttributes, type ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import './field.css';

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id' | 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly help?: ReactNode;
  /** Takes the place of the help. */
  readonly error?: string | undefined;
  /** At the end, inside the box. */
  readonly end?: ReactNode;
}

/** Label above, help or error below. */
export function TextField({ label, value, onValue, help, error, end, required, ...rest }: TextFieldProps) {
  const id = useId();
  const below = error ?? help;
  return (
    <div className="field">
      <label htmlFor={id} className={required === true ? 'required' : undefined}>{label}</label>
      <div className={error === undefined ? 'box' : 'box wrong'}>
        <input {...rest} id={id} value={value} required={required} aria-invalid={error !== undefined} aria-describedby={below === undefined ? undefined : `${id}-below`} onChange={(event) => { onValue(event.target.value); }} />
        {end}
      </div>
      {below !== undefined && (
        <p id={`${id}-below`} className={error === undefined ? 'below' : 'below wrong'} role={error === undefined ? undefined : 'alert'}>
          {error !== undefined && <Icon name="warning" size={14} />}
          <span>{below}</span>
        </p>
      )}
    </div>
  );
}
