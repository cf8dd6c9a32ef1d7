/** The pie of an agreement's way: fills until signature; solid is binding, a pause or an arrow is changing, grey is ended, a cross is refused. */
export type Glyph = 'empty' | 'quarter' | 'half' | 'full' | 'ring' | 'binding' | 'provisional' | 'pause' | 'arrow' | 'ended' | 'cross';

const CENTRE = 6;
const COLOUR: Partial<Record<Glyph, string>> = { binding: 'var(--positive)', provisional: 'var(--positive)', pause: 'var(--caution)', arrow: 'var(--caution)', ended: 'var(--text-3)', cross: 'var(--critical)' };
const PART: Partial<Record<Glyph, string>> = { quarter: 'M6 6V2.9A3.1 3.1 0 0 1 9.1 6Z', half: 'M6 6V2.9A3.1 3.1 0 0 1 6 9.1Z', provisional: 'M6 6V2.9A3.1 3.1 0 0 1 6 9.1Z' };
const SIGN: Partial<Record<Glyph, string>> = { pause: 'M4.7 4v4M7.3 4v4', arrow: 'M3.6 6h4.4M6.4 4.2 8.2 6 6.4 7.8', cross: 'M4.2 4.2l3.6 3.6M7.8 4.2 4.2 7.8' };

export function StatusGlyph({ glyph }: { readonly glyph: Glyph }) {
  const solid = glyph === 'binding' || glyph === 'ended' || SIGN[glyph] !== undefined;
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" color={COLOUR[glyph] ?? 'var(--text)'}>
      {solid
        ? <circle cx={CENTRE} cy={CENTRE} r="5.4" fill="currentColor" />
        : <circle cx={CENTRE} cy={CENTRE} r="4.8" fill="none" stroke="currentColor" strokeWidth="1.3" />}
      {glyph === 'full' && <circle cx={CENTRE} cy={CENTRE} r="3.1" fill="currentColor" />}
      {glyph === 'ring' && <circle cx={CENTRE} cy={CENTRE} r="2" fill="currentColor" />}
      {PART[glyph] !== undefined && <path d={PART[glyph]} fill="currentColor" />}
      {SIGN[glyph] !== undefined && <path d={SIGN[glyph]} fill="none" stroke="var(--surface)" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />}
    </svg>
  );
}
