import { callFrom, expect, openSample, test } from './window.ts';

/** Runs in the page as a script of its own would. Answers what became of it, or `pending` after a moment. */
const outcomes = {
  'a fetch elsewhere': "fetch('https://example.org/').then(() => 'done', () => 'refused')",
  'a fetch of the loopback address': "fetch('http://127.0.0.1:9/').then(() => 'done', () => 'refused')",
  'a picture from elsewhere': "new Promise((resolve) => { const image = new Image(); image.onload = () => resolve('done'); image.onerror = () => resolve('refused'); image.src = 'https://example.org/a.png'; })",
  'a web socket': "new Promise((resolve) => { try { const socket = new WebSocket('wss://example.org/'); socket.onopen = () => resolve('done'); socket.onerror = () => resolve('refused'); } catch { resolve('refused'); } })",
  'a script in the page': "new Promise((resolve) => { const script = document.createElement('script'); script.textContent = 'window.intruder = true'; document.body.append(script); resolve(window.intruder === true ? 'done' : 'refused'); })",
  'a script from a text': "new Promise((resolve) => { const frame = document.createElement('div'); frame.innerHTML = '<img src=x onerror=\"window.intruder2 = true\">'; document.body.append(frame); setTimeout(() => resolve(window.intruder2 === true ? 'done' : 'refused'), 200); })",
  'a frame': "new Promise((resolve) => { const frame = document.createElement('iframe'); frame.src = 'app://bitim/index.html'; frame.onload = () => { try { resolve(frame.contentDocument?.body.childElementCount > 0 ? 'done' : 'refused'); } catch { resolve('refused'); } }; document.body.append(frame); setTimeout(() => resolve('refused'), 500); })",
  'a new window': "Promise.resolve(window.open('https://example.org/') === null ? 'refused' : 'done')",
  'a worker from a text': "new Promise((resolve) => { try { const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))); worker.onmessage = () => resolve('done'); worker.onerror = () => resolve('refused'); } catch { resolve('refused'); } })",
  'a notification': "Notification.requestPermission().then((answer) => answer === 'granted' ? 'done' : 'refused')",
  'the position': "new Promise((resolve) => { navigator.geolocation.getCurrentPosition(() => resolve('done'), () => resolve('refused')); })",
  'the camera': "navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'done', () => 'refused')",
  'reading the clipboard': "navigator.clipboard.readText().then(() => 'done', () => 'refused')",
  'a service worker': "navigator.serviceWorker.register('assets/none.js').then(() => 'done', () => 'refused')",
} as const;

test('a page that was taken over reaches nothing but the bridge', async ({ desk: { page } }) => {
  for (const [name, code] of Object.entries(outcomes)) expect(await page.evaluate(code), name).toBe('refused');
});

test('a page cannot make code of a text', async ({ desk: { page } }) => {
  const tried = await page.evaluate(() => new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => { resolve(event.violatedDirective); }, { once: true });
    const handler = document.createElement('button');
    handler.setAttribute('onclick', 'window.intruder3 = true');
    document.body.append(handler);
    handler.click();
    setTimeout(() => { resolve((window as unknown as { readonly intruder3?: true }).intruder3 === true ? 'done' : 'silent'); }, 1000);
  }));
  expect(tried).toBe('script-src-attr');
});

test('a page stays where it is', async ({ desk: { page, app } }) => {
  const before = page.url();
  await page.evaluate(() => { window.location.href = 'https://example.org/'; });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.org/';
    link.target = '_blank';
    link.textContent = 'away';
    document.body.append(link);
    link.click();
    link.target = '';
    link.click();
    const form = document.createElement('form');
    form.action = 'https://example.org/';
    document.body.append(form);
    form.submit();
  });
  await page.waitForTimeout(500);
  expect(page.url()).toBe(before);
  expect(app.windows()).toHaveLength(1);
  await expect(page.getByRole('button', { name: 'Set up the register' })).toBeVisible();
});

test('the bridge takes no call that is not one, and names no file that nobody chose', async ({ desk }) => {
  const { page } = desk;
  await openSample(desk);
  const types = async (name: string, request: unknown): Promise<unknown> => ((await callFrom(page, name, request)) as { readonly error?: { readonly type: string } }).error?.type;
  const id = '01890000-0000-7000-8000-000000000000';
  expect({
    prototype: await types('__proto__', {}),
    constructor: await types('constructor', {}),
    unknown: await types('fs.readFile', { path: '/etc/passwd' }),
    excess: await types('session.status', { more: true }),
    large: await types('record.add', { kind: 'agreement', value: { notes: 'x'.repeat(5_000_000) } }),
    read: await types('documents.attach', { id, files: ['/etc/hostname'] }),
    write: await types('store.backup', { out: '/tmp/somewhere' }),
    grant: await types('chosen', { chosen: '/etc/hostname' }),
    open: await types('session.open', { credential: { passphrase: 'x'.repeat(20) }, author: 'x' }),
  }).toEqual({ prototype: 'CallUnknown', constructor: 'CallUnknown', unknown: 'CallUnknown', excess: 'InvalidInput', large: 'CallRefused', read: 'PathNotChosen', write: 'PathNotChosen', grant: 'CallUnknown', open: 'StoreOpen' });
  expect(await page.evaluate(() => Object.keys((window as unknown as { readonly bitim: object }).bitim))).toEqual(['call', 'subscribe', 'pathOf']);
  expect(await page.evaluate(() => ['require', 'process', 'module', 'electron', 'Buffer', 'ipcRenderer'].filter((name) => name in window))).toEqual([]);
});
