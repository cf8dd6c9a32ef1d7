/** Where the window is: the part of the address after `#`. */
import { useSyncExternalStore } from 'react';

function follow(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => { window.removeEventListener('hashchange', changed); };
}

export const usePlace = (): string => useSyncExternalStore(follow, () => window.location.hash);
