/** What keys do in a list. Letters by the key's place, so that they work in every layout. */

export type Move = 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last';
export type GridAction = Move | 'open' | 'preview' | 'mark';

export interface Pressed {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

const PLAIN: Readonly<Record<string, GridAction>> = {
  ArrowUp: 'up', ArrowDown: 'down', PageUp: 'pageUp', PageDown: 'pageDown', Home: 'first', End: 'last', Enter: 'open', NumpadEnter: 'open', Space: 'preview', KeyX: 'mark',
};
const WITH_CONTROL: Readonly<Record<string, GridAction>> = { Home: 'first', End: 'last' };

export function actionOf({ code, ctrlKey, altKey, metaKey, shiftKey }: Pressed): GridAction | null {
  if (altKey || metaKey || shiftKey) return null;
  return (ctrlKey ? WITH_CONTROL : PLAIN)[code] ?? null;
}

export const isMove = (action: GridAction): action is Move => action !== 'open' && action !== 'preview' && action !== 'mark';

/** @param active -1: none yet. @param page rows that fit into the view. @returns the row that is active then; -1 in an empty list. */
export function moved(move: Move, active: number, rows: number, page: number): number {
  const step = Math.max(1, page - 1);
  const to = active < 0 ? (move === 'last' ? rows - 1 : 0) : { up: active - 1, down: active + 1, pageUp: active - step, pageDown: active + step, first: 0, last: rows - 1 }[move];
  return Math.min(Math.max(to, 0), rows - 1);
}
