/**
 * Chromium knows no custom schemes. app://HOST/p is http://HOST.app.localhost/p there, on a loopback server: a stable origin and a secure
 * context, streamed both ways. The application and its pages only ever see the first form, but for the page's own `location`.
 */

export interface Schemes {
  readonly add: (scheme: string) => void;
  /** As Chromium is told. */
  readonly toWeb: (address: string) => string;
  /** As the application is told. */
  readonly toApp: (address: string) => string;
  /** The addresses that a content policy names. */
  readonly policyToWeb: (policy: string) => string;
}

export function createSchemes(): Schemes {
  const known = new Set<string>();
  return {
    add: (scheme) => { known.add(scheme); },
    toWeb: (address) => address.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i, (all, scheme: string, host: string) => (known.has(scheme) ? `http://${host}.${scheme}.localhost` : all)),
    toApp: (address) => address.replace(/^http:\/\/([^/?#:]+)\.([a-z][a-z0-9+-]*)\.localhost(?=[/?#]|$)/i, (all, host: string, scheme: string) => (known.has(scheme) ? `${scheme}://${host}` : all)),
    policyToWeb: (policy) => policy.replace(/(^|[\s;])([a-z][a-z0-9+.-]*):\/\/([^\s;/]+)/gi, (all, before: string, scheme: string, host: string) => (known.has(scheme) ? `${before}http://${host}.${scheme}.localhost` : all)),
  };
}

/** The page in which a window begins; no address of the application. */
export const blankPage = (window: number): string => `http://w${window}.blank.localhost/`;
export const windowOfBlankPage = (address: string): number | null => {
  const found = /^http:\/\/w(\d+)\.blank\.localhost(?:\/|$)/.exec(address);
  return found === null ? null : Number(found[1]);
};
