import type { Bridge } from '../shared/channel.ts';

declare global {
  interface Window {
    /** Given by the preload. */
    readonly bitim: Bridge;
  }
}
