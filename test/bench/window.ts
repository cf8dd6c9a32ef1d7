/**
 * The grid of the built window with ROWS rows that are made up when they are looked at, in Electron or what stands in for it: how long until it stands, frames in a
 * scripted scroll, from key to frame, memory of the page.
 */
import { join } from 'node:path';
import { _electron, type Page } from 'playwright-core';
import { electronHere, project } from '../../tools/launch/electron.ts';
import { percentile, timed, type Measured, type Part, type StepInput } from './part.ts';

/** Milliseconds from the change of the address until the frame in which the grid stands. */
const MOUNT = `(rows) => new Promise((done) => {
  const begun = performance.now();
  location.hash = '#gallery/grid/' + rows;
  const look = () => (document.querySelector('[role=grid][aria-rowcount="' + (rows + 1) + '"] [aria-rowindex="2"]') !== null ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun))) : requestAnimationFrame(look));
  look();
})`;

/** Frames of \`seconds\` in which the list is drawn on by \`step\` px in each: the length of each frame in ms. */
const SCROLL = `([step, seconds]) => new Promise((done) => {
  const grid = document.querySelector('[role=grid]');
  const frames = [];
  let before = performance.now();
  const end = before + seconds * 1000;
  const next = (now) => {
    frames.push(now - before);
    before = now;
    grid.scrollTop += step;
    if (now < end) requestAnimationFrame(next); else done(frames.slice(2));
  };
  requestAnimationFrame(next);
})`;

/** From a key until the frame after it was handled and painted, ms. */
const KEYS = `(count) => new Promise((done) => {
  const grid = document.querySelector('[role=grid]');
  grid.focus();
  const times = [];
  const press = () => {
    const begun = performance.now();
    grid.dispatchEvent(new KeyboardEvent('keydown', { code: times.length % 7 === 6 ? 'PageDown' : 'ArrowDown', bubbles: true, cancelable: true }));
    const painted = new MessageChannel();
    painted.port1.onmessage = () => { times.push(performance.now() - begun); if (times.length < count) setTimeout(press, 20 + times.length % 13); else done(times); };
    requestAnimationFrame(() => painted.port2.postMessage(0));
  };
  press();
})`;

const evaluate = <T>(page: Page, code: string, given: unknown): Promise<T> => page.evaluate(`(${code})(${JSON.stringify(given)})`);

async function grid({ folder, sizes }: StepInput): Promise<Measured> {
  const rows = sizes.rows ?? 0;
  Object.assign(process.env, electronHere().env);
  const app = await _electron.launch({
    args: [project, `--user-data-dir=${join(folder, 'user')}`], cwd: folder, colorScheme: null,
    env: { ...(process.env as Record<string, string>), BITIM_DATA_DIR: join(folder, 'data'), BITIM_STATE_DIR: join(folder, 'state'), LANG: 'en_US.UTF-8' },
  });
  const { seconds, value } = await timed(async () => {
    const page = await app.firstWindow();
    await page.locator('#root > *').first().waitFor();
    // Once with little, so that the code of the page is there.
    await evaluate<number>(page, MOUNT, 50);
    const mountMs = await evaluate<number>(page, MOUNT, rows);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const processor = async (): Promise<number> => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    const wheel = await evaluate<readonly number[]>(page, SCROLL, [120, 3]);
    const before = await processor();
    const thumb = await evaluate<readonly number[]>(page, SCROLL, [20_000, 3]);
    const thumbMs = ((await processor()) - before) * 1000 / thumb.length;
    const keys = await evaluate<readonly number[]>(page, KEYS, 150);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const fps = (frames: readonly number[]): number => (frames.length * 1000) / frames.reduce((sum, ms) => sum + ms, 0);
    return { mountMs, fpsWheel: fps(wheel), fpsThumb: fps(thumb), thumbMs, slowestFrameMs: Math.max(...wheel, ...thumb), keyMs: percentile(keys, 50), keyP95Ms: percentile(keys, 95), heapMB: usedSize / 1e6 };
  });
  await app.close();
  return { seconds, more: value };
}

export const window: Part = {
  name: 'window', minutes: 1, sizes: { rows: 1_000_000 },
  steps: { grid },
  report: (figures, print) => {
    const more = (figures.get('grid')?.more ?? {}) as Readonly<Record<string, number>>;
    print('grid stands after, ms', more.mountMs ?? Number.NaN, 'under 300');
    print('frames a second, small steps', more.fpsWheel ?? Number.NaN, '50 or more');
    print('frames a second, the thumb drawn', more.fpsThumb ?? Number.NaN, '50 or more');
    print('the page\'s thread in such a frame, ms of processor', more.thumbMs ?? Number.NaN, 'under 16');
    print('key to frame, median ms', more.keyMs ?? Number.NaN, 'under 16');
    print('memory of the page, MB', more.heapMB ?? Number.NaN, 'under 60');
  },
};
