import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { callFrom, chooses, expect, openSample, test } from './window.ts';

interface Written {
  readonly ok: true;
  readonly value: { readonly items: readonly { readonly id: string }[]; readonly attached: readonly { readonly sha256: string }[]; readonly paths: readonly string[]; readonly path: string | null };
}
const done = async (page: Page, name: string, request: unknown): Promise<Written['value']> => {
  const answer = (await callFrom(page, name, request)) as Written;
  expect(answer).toMatchObject({ ok: true });
  return answer.value;
};

const fetched = (page: Page, path: string, range?: string): Promise<{ readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly sha256: string; readonly bytes: number }> =>
  page.evaluate(async ([address, part]) => {
    const response = await fetch(address, part === undefined ? {} : { headers: { Range: part } });
    const body = await response.arrayBuffer();
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
    return { status: response.status, headers: Object.fromEntries(response.headers), sha256: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join(''), bytes: body.byteLength };
  }, [path, range] as const);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('a scan that a person chose is attached, and read whole and in parts; nothing else can be named', async ({ desk }) => {
  const { page, folder } = desk;
  await openSample(desk);
  const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(5_000_000)]);
  const file = join(folder, 'scan.pdf');
  writeFileSync(file, scan);
  const { items: [agreement] } = await done(page, 'record.list', { kind: 'agreement' });

  await chooses(desk, file);
  expect((await done(page, 'desktop.chooseFiles', { purpose: 'scan' })).paths).toEqual([file]);
  const { attached: [attached] } = await done(page, 'documents.attach', { id: agreement!.id, files: [file] });
  expect(attached!.sha256).toBe(sha256(scan));

  const path = `document/${attached!.sha256}`;
  const whole = await fetched(page, path);
  expect([whole.status, whole.bytes, whole.sha256, whole.headers['content-type'], whole.headers['cache-control'], whole.headers['content-length']]).toEqual([200, scan.length, sha256(scan), 'application/pdf', 'no-store', String(scan.length)]);
  const part = await fetched(page, path, 'bytes=2000000-3999999');
  expect([part.status, part.bytes, part.sha256, part.headers['content-range']]).toEqual([206, 2_000_000, sha256(scan.subarray(2_000_000, 4_000_000)), `bytes 2000000-3999999/${String(scan.length)}`]);
  const tail = await fetched(page, path, 'bytes=-10');
  expect([tail.status, tail.sha256]).toEqual([206, sha256(scan.subarray(-10))]);
  expect((await fetched(page, path, `bytes=${String(scan.length)}-`)).status).toBe(416);
  expect((await fetched(page, `document/${'0'.repeat(64)}`)).status).toBe(404);
  expect((await fetched(page, '..%2f..%2fpackage.json')).status).toBe(404);
  expect((await fetched(page, 'assets/..%5c..%5cpackage.json')).status).toBe(404);

  const out = join(folder, 'copy.pdf');
  await chooses(desk, out);
  expect((await done(page, 'desktop.chooseTarget', { name: 'copy.pdf' })).path).toBe(out);
  await done(page, 'documents.copyOut', { sha256: attached!.sha256, out });

  await done(page, 'session.lock', {});
  expect((await fetched(page, path)).status).toBe(404);
});

test('a file that a person dropped may be named; one that a script made has no path', async ({ desk }) => {
  const { page, folder } = desk;
  await openSample(desk);
  const file = join(folder, 'dropped.pdf');
  writeFileSync(file, '%PDF-1.7 dropped');
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'dropped';
    document.body.append(input);
  });
  await page.locator('#dropped').setInputFiles(file);
  const paths = await page.evaluate(async () => {
    const { pathOf } = (window as unknown as { readonly bitim: { readonly pathOf: (given: File) => Promise<string> } }).bitim;
    const dropped = document.querySelector<HTMLInputElement>('#dropped')?.files?.[0];
    return [dropped === undefined ? null : await pathOf(dropped), await pathOf(new File(['x'], '/etc/hostname'))];
  });
  expect(paths).toEqual([file, '']);
  const { items: [agreement] } = await done(page, 'record.list', { kind: 'agreement' });
  await done(page, 'documents.attach', { id: agreement!.id, files: [file] });
});
