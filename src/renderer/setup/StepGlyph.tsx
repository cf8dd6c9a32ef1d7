/** Done, under way, or still to come. */
export function StepGlyph({ state }: { readonly state: 'done' | 'now' | 'later' }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" className={`glyph ${state}`}>
      {state === 'done'
        ? <><circle cx="6" cy="6" r="5.4" fill="currentColor" /><path d="M3.7 6.2 5.4 8l3-3.8" fill="none" stroke="var(--surface)" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" /></>
        : <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.3" />}
      {state === 'now' && <path d="M6 6V2.9A3.1 3.1 0 0 1 6 9.1Z" fill="currentColor" />}
    </svg>
  );
}
