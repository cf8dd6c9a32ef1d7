import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 1279.9px)');
const wide = window.matchMedia('(min-width: 1600px)');

function follow(changed: () => void): () => void {
  narrow.addEventListener('change', changed);
  wide.addEventListener('change', changed);
  return () => {
    narrow.removeEventListener('change', changed);
    wide.removeEventListener('change', changed);
  };
}

/** Whether there is room for a pane beside a list. */
export const useWidth = (): 'narrow' | 'middle' | 'wide' => useSyncExternalStore(follow, () => (narrow.matches ? 'narrow' : wide.matches ? 'wide' : 'middle'));
