import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import './notice.css';

/** A sentence on a ground of its own. An error stays until it is dismissed or its cause is gone. */
export function Notice({ kind, children }: { readonly kind: 'critical' | 'caution' | 'neutral'; readonly children: ReactNode }) {
  return (
    <div className={`notice ${kind}`} role={kind === 'critical' ? 'alert' : 'status'}>
      <Icon name={kind === 'neutral' ? 'information' : 'warning'} />
      <div className="said">{children}</div>
    </div>
  );
}
