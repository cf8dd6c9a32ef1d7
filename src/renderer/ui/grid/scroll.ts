/**
 * Where a long list stands, of which only the shown rows are elements. Chromium limits an element's height to 2^25 device pixels, so above
 * TALLEST the element is lower than the list: a small step moves the list by as many pixels, a long one (the scrollbar's thumb) in proportion.
 * All lengths in px.
 */

/** Leaves room for screens of four device pixels to one. */
export const TALLEST = 8_000_000;

export interface Extent {
  readonly rows: number;
  readonly rowHeight: number;
  /** Height in which rows are shown. */
  readonly view: number;
}

export interface Position {
  /** How far the list is scrolled. */
  readonly offset: number;
  /** What the element's scrollTop is then. */
  readonly top: number;
}

/** Steps of up to so many views keep their length. */
const NEAR = 2;

const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

/** How far the list can be scrolled. */
export const rangeOf = ({ rows, rowHeight, view }: Extent): number => Math.max(0, rows * rowHeight - view);

/** The height of the element that makes the scrollbar. */
export const elementHeight = ({ rows, rowHeight }: Extent): number => Math.min(rows * rowHeight, TALLEST);

const elementRange = (extent: Extent): number => Math.max(0, elementHeight(extent) - extent.view);

/** The position for an offset; between the ends there is always a pixel left to scroll both ways. */
export function positionAt(extent: Extent, wanted: number): Position {
  const [range, element] = [rangeOf(extent), elementRange(extent)];
  const offset = clamp(wanted, range);
  if (range === element) return { offset, top: offset };
  if (offset === 0 || offset === range) return { offset, top: offset === 0 ? 0 : element };
  return { offset, top: clamp(Math.round((offset / range) * element), element - 1) || 1 };
}

/** The element was scrolled to `top`: where the list stands now. */
export function scrolledTo(extent: Extent, before: Position, top: number): Position {
  const [range, element] = [rangeOf(extent), elementRange(extent)];
  if (range === element) return { offset: clamp(top, range), top };
  const step = top - before.top;
  const near = Math.abs(step) <= NEAR * extent.view;
  return { offset: near ? clamp(before.offset + step, range) : (clamp(top, element) / element) * range, top };
}

/** True where the element cannot be scrolled any further although the list can: it must be put right at once, elsewhere when scrolling has ended. */
export function atFalseEnd(extent: Extent, { offset, top }: Position): boolean {
  return (top <= 0 && offset > 0) || (top >= elementRange(extent) && offset < rangeOf(extent));
}

/** The offset at which a row is wholly in view, as near to the present one as possible. */
export function offsetShowing({ rowHeight, view }: Extent, offset: number, index: number): number {
  const start = index * rowHeight;
  return Math.max(Math.min(offset, start), start + rowHeight - view);
}

/** The rows that are elements: those in view and `beyond` more at either end. */
export function rowsShown({ rows, rowHeight, view }: Extent, offset: number, beyond: number): { readonly first: number; readonly end: number } {
  const first = Math.max(0, Math.floor(offset / rowHeight) - beyond);
  return { first, end: Math.min(rows, Math.ceil((offset + view) / rowHeight) + beyond) };
}
