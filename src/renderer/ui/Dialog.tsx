import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './Button.tsx';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The safe button says what stays; Esc does the same. */
  readonly stay: string;
  readonly onStay: () => void;
  /** A verb with its object; `isGrave` for what is hard to take back. */
  readonly act: string;
  readonly onAct: () => void;
  readonly isGrave?: boolean;
  readonly canAct?: boolean;
}

/** Asks before something is done. Ctrl+Enter does it. Open as long as it is drawn; never over another one. */
export function Dialog({ title, children, stay, onStay, act, onAct, isGrave = false, canAct = true }: DialogProps) {
  return (
    <ModalOverlay className="scrim" isOpen onOpenChange={(isOpen) => { if (!isOpen) onStay(); }}>
      <Modal className="dialog">
        <AriaDialog role={isGrave ? 'alertdialog' : 'dialog'} className="dialog-inside">
          <form
            onSubmit={(event) => { event.preventDefault(); if (canAct) onAct(); }}
            onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey && canAct) { event.preventDefault(); onAct(); } }}
          >
            <Heading slot="title">{title}</Heading>
            {children}
            <div className="actions">
              <Button size="form" hint="Esc" onClick={onStay}>{stay}</Button>
              <Button size="form" kind={isGrave ? 'grave' : 'primary'} hint="Ctrl+Enter" type="submit" disabled={!canAct}>{act}</Button>
            </div>
          </form>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
