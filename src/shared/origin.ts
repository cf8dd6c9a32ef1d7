/** Where the window's page lives: one scheme, one host. */
export const SCHEME = 'app';
export const HOST = 'bitim';
export const START_PAGE = `${SCHEME}://${HOST}/index.html`;

/** True for an address of the application itself; false for any other, also for a missing one and about:blank. */
export function isOwnAddress(address: string | null | undefined): boolean {
  return address != null && /^app:\/\/bitim(?:[/?#]|$)/.test(address);
}
