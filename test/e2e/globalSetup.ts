/** Called by Playwright once before all tests: fails, with a sentence, where no window can be had. */
import { electronHere } from '../../tools/launch/electron.ts';

export default function setup(): void {
  Object.assign(process.env, electronHere().env);
}
