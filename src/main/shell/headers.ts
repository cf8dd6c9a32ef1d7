/** What every answer of app:// says about itself. */

/** All that the pages need and nothing else. There is no inline script or style, no frame, no connection elsewhere. */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A document is data: should it ever be shown as a page, it runs nothing and is of no origin. */
const DOCUMENT_POLICY = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const ALWAYS = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Resource-Policy': 'same-origin' } as const;

export const pageHeaders = { ...ALWAYS, 'Content-Security-Policy': CONTENT_POLICY } as const;
/** What is decrypted stays out of every cache. */
export const documentHeaders = { ...ALWAYS, 'Content-Security-Policy': DOCUMENT_POLICY, 'Cache-Control': 'no-store' } as const;
