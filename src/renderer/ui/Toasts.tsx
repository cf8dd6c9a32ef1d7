import { useEffect, useState } from 'react';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import './toast.css';

export interface Toast {
  readonly id: string;
  /** What was done goes by itself; what failed stays until it is dismissed. */
  readonly kind: 'done' | 'failed';
  readonly text: string;
  readonly action?: { readonly label: string; readonly hint?: string; readonly onAct: () => void };
}

interface ToastsProps {
  readonly label: string;
  readonly dismiss: string;
  readonly toasts: readonly Toast[];
  readonly onGone: (id: string) => void;
}

const SHOWN_MS = 6_000;

/** What just happened, at the lower edge, read out without taking the focus. */
export function Toasts({ label, dismiss, toasts, onGone }: ToastsProps) {
  return (
    <section className="toasts" aria-label={label} aria-live="polite">
      {toasts.map((toast) => <One key={toast.id} toast={toast} dismiss={dismiss} onGone={onGone} />)}
    </section>
  );
}

function One({ toast: { id, kind, text, action }, dismiss, onGone }: { readonly toast: Toast; readonly dismiss: string; readonly onGone: (id: string) => void }) {
  // Nothing goes while it is looked at or holds the focus.
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (kind === 'failed' || isHeld) return undefined;
    const timer = window.setTimeout(() => { onGone(id); }, SHOWN_MS);
    return () => { window.clearTimeout(timer); };
  }, [id, kind, isHeld, onGone]);
  return (
    <div className={`toast ${kind}`} role={kind === 'failed' ? 'alert' : undefined} onPointerEnter={() => { setHeld(true); }} onPointerLeave={() => { setHeld(false); }} onFocus={() => { setHeld(true); }} onBlur={() => { setHeld(false); }}>
      <Icon name={kind === 'done' ? 'check' : 'warning'} /><span>{text}</span>
      {action !== undefined && <Button kind="quiet" hint={action.hint} onClick={action.onAct}>{action.label}</Button>}
      {kind === 'failed' && <Button kind="quiet" label={dismiss} onClick={() => { onGone(id); }}><Icon name="close" size={12} /></Button>}
    </div>
  );
}
