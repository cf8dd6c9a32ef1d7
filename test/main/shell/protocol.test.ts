import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { answerRequest, privilegedScheme, type ServedDocument } from '../../../src/main/shell/protocol.ts';
import { err, ok } from '../../../src/shared/result.ts';
import { tempFolder } from '../../support/temp.ts';

const SHA = 'ab'.repeat(32);
const content = Uint8Array.from({ length: 3_000_000 }, (_, i) => i % 251);

/** The renderer's folder with one secret beside it, and one document. */
function served(mediaType: string | null = 'application/pdf') {
  const top = tempFolder();
  const folder = join(top, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'a.js'), 'x');
  writeFileSync(join(folder, 'notes.txt'), 'no kind of ours');
  writeFileSync(join(top, 'secret.html'), 'secret');
  mkdirSync(join(top, 'renderer-2'));
  writeFileSync(join(top, 'renderer-2', 'index.html'), 'neighbour');
  symlinkSync(join(top, 'secret.html'), join(top, 'link.html'));
  const open = { count: 0 };
  const document: ServedDocument = {
    bytes: content.length,
    mediaType,
    read: (offset, length) => Promise.resolve(ok(content.slice(offset, offset + length))),
    close: () => { open.count -= 1; },
  };
  const answer = answerRequest({
    folder,
    openDocument: (sha256) => {
      if (sha256 !== SHA) return Promise.resolve(err({ type: 'DocumentMissing', message: 'not here' }));
      open.count += 1;
      return Promise.resolve(ok(document));
    },
  });
  const get = (url: string, init?: RequestInit): Promise<Response> => answer(new Request(url, init));
  return { get, open };
}

it('the scheme is standard and secure, and neither goes around the content policy nor has service workers', () => {
  expect(privilegedScheme).toEqual({ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true, bypassCSP: false, allowServiceWorkers: false, corsEnabled: false } });
});

it('a page comes with exactly the policy that it needs', async () => {
  const page = await served().get('app://bitim/index.html');
  expect([page.status, await page.text(), Object.fromEntries(page.headers)]).toEqual([200, '<!doctype html>', {
    'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'content-type': 'text/html; charset=utf-8', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff',
  }]);
});

it('nothing outside of the folder, of another host, of another kind, or by another method is served', async () => {
  const { get } = served();
  const asked = ['app://bitim/assets/a.js', 'app://other/index.html', 'app://bitim:80/index.html', 'app://bitim/', 'app://bitim/notes.txt', 'app://bitim/..%2fsecret.html', 'app://bitim/%2e%2e%2fsecret.html', 'app://bitim/assets%2f..%2f..%2fsecret.html',
    'app://bitim/..%5csecret.html', 'app://bitim/..%2frenderer-2%2findex.html', 'app://bitim/index.html%00.js', 'app://bitim/%E0%A4%A', 'app://bitim/none.html', 'app://bitim/%2fetc%2fpasswd'];
  expect(await Promise.all(asked.map(async (url) => (await get(url)).status))).toEqual([200, ...asked.slice(1).map(() => 404)]);
  expect(await Promise.all(['POST', 'PUT', 'HEAD', 'DELETE'].map(async (method) => (await get('app://bitim/index.html', { method })).status))).toEqual([405, 405, 405, 405]);
});

it('a document comes whole or in the part that is asked for, with exact lengths, and stays out of caches', async () => {
  const { get, open } = served();
  const read = async (range?: string) => {
    const response = await get(`app://bitim/document/${SHA}`, range === undefined ? {} : { headers: { Range: range } });
    const body = new Uint8Array(await response.arrayBuffer());
    return [response.status, response.headers.get('content-length'), response.headers.get('content-range'), body.length, body[0], body.at(-1)];
  };
  expect(await read()).toEqual([200, '3000000', null, 3_000_000, content[0], content.at(-1)]);
  expect(await read('bytes=0-')).toEqual([206, '3000000', 'bytes 0-2999999/3000000', 3_000_000, content[0], content.at(-1)]);
  expect(await read('bytes=1000000-1999999')).toEqual([206, '1000000', 'bytes 1000000-1999999/3000000', 1_000_000, content[1_000_000], content[1_999_999]]);
  expect(await read('bytes=-5')).toEqual([206, '5', 'bytes 2999995-2999999/3000000', 5, content.at(-5), content.at(-1)]);
  expect(await read('bytes=3000000-')).toEqual([416, null, 'bytes */3000000', 0, undefined, undefined]);
  const { headers } = await get(`app://bitim/document/${SHA}`);
  expect([headers.get('cache-control'), headers.get('content-security-policy'), headers.get('accept-ranges')]).toEqual(['no-store', "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", 'bytes']);
  expect(open.count).toBe(1);
});

it('a document is closed when it was read, and when its reader leaves', async () => {
  const { get, open } = served();
  const response = await get(`app://bitim/document/${SHA}`);
  await response.body?.cancel();
  expect(open.count).toBe(0);
});

it.each(['text/html', 'image/svg+xml', 'application/javascript', 'application/xhtml+xml', null])('a document of the type %s is bytes to the page, never a page', async (mediaType) => {
  const { headers } = await served(mediaType).get(`app://bitim/document/${SHA}`);
  expect(headers.get('content-type')).toBe('application/octet-stream');
});

it('a document that is not here is not found, whatever its name', async () => {
  const { get } = served();
  expect(await Promise.all(['0'.repeat(64), SHA.toUpperCase(), `${SHA}/x`, '..', ''].map(async (name) => (await get(`app://bitim/document/${name}`)).status))).toEqual([404, 404, 404, 404, 404]);
});
