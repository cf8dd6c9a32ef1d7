import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSession, type Session } from '../../../src/main/engine/session.ts';
import type { EngineEvent } from '../../../src/shared/channel.ts';
import type { EngineCall, WindowAnswer, WindowOutput, WindowRequest } from '../../../src/shared/windowContract.ts';
import { storeDeps, TEST_KDF, TEST_PASSPHRASE } from '../../support/office.ts';
import { tempFolder } from '../../support/temp.ts';

const office = { office: 'uz-bu', name: 'Buxoro viloyati hokimligi', country: 'UZ', region: 'UZ-BU', passphrase: TEST_PASSPHRASE, author: 'Head of department' };

function session(folder = tempFolder()) {
  const told: EngineEvent[] = [];
  const running: Session = startSession({ ...storeDeps(), places: { store: join(folder, 'register'), sample: join(folder, 'sample') }, kdf: TEST_KDF, tell: (event) => { told.push(event); } });
  const ask = <N extends EngineCall>(name: N, request: WindowRequest<N>): Promise<WindowAnswer<N>> => running.call(name, request, { signal: new AbortController().signal, progress: () => undefined });
  const done = async <N extends EngineCall>(name: N, request: WindowRequest<N>): Promise<WindowOutput<N>> => {
    const answer = await ask(name, request);
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value;
  };
  return { folder, told, ask, done, close: running.close, document: running.document };
}

describe('a session', () => {
  it('makes the register, locks it, and opens it with the passphrase or the recovery key', async () => {
    const { ask, done, told, close } = session();
    expect(await done('session.status', {})).toEqual({ state: 'absent' });
    expect(await ask('record.list', { kind: 'agreement' })).toMatchObject({ ok: false, error: { type: 'NoStore' } });
    const open = { state: 'open', sample: false, office: 'uz-bu', officeName: office.name, author: office.author, notices: [] };
    const { session: made, recoveryKey } = await done('session.create', office);
    expect(made).toEqual(open);
    await done('record.add', { kind: 'agreement', value: { registerNo: '1' } });
    expect(await done('session.lock', {})).toEqual({ state: 'locked' });
    expect(await ask('record.list', { kind: 'agreement' })).toMatchObject({ ok: false, error: { type: 'NoStore' } });
    expect(await ask('session.open', { credential: { passphrase: 'something else' }, author: 'x' })).toMatchObject({ ok: false, error: { type: 'WrongPassphrase' } });
    expect(await done('session.open', { credential: { recoveryKey }, author: 'Archivist' })).toEqual({ ...open, author: 'Archivist' });
    const { items: [first] } = await done('record.list', { kind: 'agreement' });
    const { changes } = await done('record.history', { id: first!.id });
    expect(changes.map(({ author }) => author)).toEqual([office.author]);
    expect(told).toEqual([{ type: 'session', status: open }, { type: 'changed' }, { type: 'session', status: { state: 'locked' } }, { type: 'session', status: { ...open, author: 'Archivist' } }]);
    await close();
  });

  it('opens one register at a time, however quickly it is asked', async () => {
    const { ask, close } = session();
    const answers = await Promise.all([ask('session.create', office), ask('session.create', office), ask('session.openSample', { author: 'x' })]);
    expect(answers.map((answer) => (answer.ok ? 'done' : answer.error.type))).toEqual(['done', 'StoreOpen', 'StoreOpen']);
    await close();
  });

  it('refuses a short name that Windows takes for a device, and a passphrase that is too short, and leaves nothing behind', async () => {
    const { ask, folder, close } = session();
    expect(await ask('session.create', { ...office, office: 'com1' })).toMatchObject({ error: { type: 'OfficeIdUnusable' } });
    expect(await ask('session.create', { ...office, passphrase: 'short' })).toMatchObject({ error: { type: 'PassphraseTooShort' } });
    expect(await ask('session.create', { ...office, author: ' ' })).toMatchObject({ error: { type: 'InvalidInput' } });
    expect(existsSync(join(folder, 'register'))).toBe(false);
    await close();
  });

  it('makes the sample once, beside the register', async () => {
    const { done, folder, close } = session();
    expect(await done('session.openSample', { author: 'Visitor' })).toMatchObject({ state: 'open', sample: true, office: 'namuna' });
    const first = await done('record.list', { kind: 'agreement', limit: 100, sort: '-dateSigned' });
    expect([first.total, new Set(first.items.map(({ status }) => status)).size]).toEqual([22, 7]);
    expect(await done('session.lock', {})).toEqual({ state: 'absent' });
    await done('session.openSample', { author: 'Visitor' });
    expect(await done('record.list', { kind: 'agreement', limit: 100, sort: '-dateSigned' })).toEqual(first);
    expect([existsSync(join(folder, 'register')), existsSync(join(folder, 'sample.unfinished'))]).toEqual([false, false]);
    await close();
  });

  it('gives no document while it is locked, and none for a name that is no hash', async () => {
    const { document, done, close } = session();
    expect(document('0'.repeat(64))).toMatchObject({ ok: false, error: { type: 'NoStore' } });
    await done('session.openSample', { author: 'Visitor' });
    expect([document('0'.repeat(64)), document('../../etc/passwd')]).toMatchObject([{ error: { type: 'DocumentMissing' } }, { error: { type: 'DocumentMissing' } }]);
    await close();
  });
});
