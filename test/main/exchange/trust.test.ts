import { describe, expect, it } from 'vitest';
import { fingerprintOfCertificate, issueCertificate, readCertificate, renderCard, type SignedCertificate } from '../../../src/main/exchange/certificate.ts';
import { acceptCertificate, activeStationsOf, checkCard, readTrust, receiveCertificates, revokeCertificate, validStationsOf, writeTrust, type Trust, type TrustChange } from '../../../src/main/exchange/trust.ts';
import { generateSigningKey, type SigningKey } from '../../../src/main/crypto/minisign.ts';
import { rngOf } from '../../support/rng.ts';
import { memoryDatabase } from '../../support/database.ts';
import { newStation } from './testStation.ts';

const rng = rngOf('trust');
const newKey = (): SigningKey => generateSigningKey(rng.bytes);

function issue(office: string, life: string, key: SigningKey, prior: SigningKey | null = null, reason: 'setup' | 'restore' | 'fork' = 'setup'): SignedCertificate {
  return issueCertificate({
    ageRecipient: `age1${'q'.repeat(58)}`, country: null, from: '2026-03-01T09:12:33+05:00', log: `${office}.${life.repeat(16)}`, name: office, numberLetters: '', office, reason, region: null, station: life.repeat(16),
  }, key, prior);
}

const nothing: Trust = new Map();
const states = (trust: Trust): Record<string, string> => Object.fromEntries([...trust].map(([log, station]) => [log.slice(0, log.indexOf('.') + 2), station.state]));

function accepted(trust: Trust, signed: SignedCertificate): TrustChange {
  const change = acceptCertificate(trust, signed);
  if (!change.ok) throw new Error(change.error.message);
  return change.value;
}

describe('trust', () => {
  it('begins with a person who compares twelve words', () => {
    const signed = issue('uz-a', 'a', newKey());
    const words = fingerprintOfCertificate(signed);
    expect(words.split(' ').length).toBe(12);
    expect(checkCard(renderCard(signed), `  ${words.toUpperCase().replaceAll(' ', ' - ')}\n`)).toMatchObject({ ok: true });
    const others = fingerprintOfCertificate(issue('uz-a', 'a', newKey()));
    for (const wrong of [others, words.split(' ').reverse().join(' '), words.split(' ').slice(0, 11).join(' '), '']) {
      const checked = checkCard(renderCard(signed), wrong);
      expect(checked.ok ? '' : checked.error.type).toBe('WrongFingerprint');
    }
    expect(states(accepted(nothing, signed).trust)).toEqual({ 'uz-a.a': 'accepted' });
  });

  it('goes on to what an earlier key of the same office vouches for, in any order of arrival, and no further', () => {
    const [first, second, third, stranger] = [newKey(), newKey(), newKey(), newKey()];
    const a = issue('uz-a', 'a', first);
    const b = issue('uz-a', 'b', second, first, 'restore');
    const c = issue('uz-a', 'c', third, second, 'fork');
    const d = issue('uz-x', 'd', stranger, first);
    const expected = { 'uz-a.a': 'accepted', 'uz-a.b': 'vouched', 'uz-a.c': 'vouched', 'uz-x.d': 'pending' };
    const change = receiveCertificates(accepted(nothing, a).trust, [c, d, b]);
    expect(states(change.trust)).toEqual(expected);
    expect(change).toMatchObject({ newlyValid: [b.certificate.log, c.certificate.log], pending: [d.certificate.log], warnings: [] });
    const before = receiveCertificates(nothing, [b, c, d]);
    expect(states(before.trust)).toEqual({ 'uz-a.b': 'pending', 'uz-a.c': 'pending', 'uz-x.d': 'pending' });
    expect(states(accepted(before.trust, a).trust)).toEqual(expected);
  });

  it('counts as writing only the last of the lives of a store, but all stations of an office as recipients', () => {
    const [first, second, third] = [newKey(), newKey(), newKey()];
    const a = issue('uz-a', 'a', first);
    const trust = receiveCertificates(accepted(nothing, a).trust, [issue('uz-a', 'b', second, first, 'fork'), issue('uz-a', 'c', third, first, 'setup')]).trust;
    expect(validStationsOf(trust, 'uz-a').length).toBe(3);
    expect(activeStationsOf(trust, 'uz-a').map((station) => station.signed.certificate.log.at(-1))).toEqual(['b', 'c']);
  });

  it('ends with a revocation, also for those whom only the revoked one vouched for', () => {
    const [first, second] = [newKey(), newKey()];
    const a = issue('uz-a', 'a', first);
    const b = issue('uz-a', 'b', second, first, 'restore');
    const trust = receiveCertificates(accepted(nothing, a).trust, [b]).trust;
    const revoked = revokeCertificate(trust, a.certificate.log);
    expect(revoked.ok && states(revoked.value.trust)).toEqual({ 'uz-a.a': 'revoked', 'uz-a.b': 'pending' });
    const again = revoked.ok ? receiveCertificates(revoked.value.trust, [a, b]) : null;
    expect(again !== null && states(again.trust)).toEqual({ 'uz-a.a': 'revoked', 'uz-a.b': 'pending' });
    expect(again !== null && states(accepted(again.trust, b).trust)).toEqual({ 'uz-a.a': 'revoked', 'uz-a.b': 'accepted' });
    const unknown = revokeCertificate(trust, 'uz-q.qqqqqqqqqqqqqqqq');
    expect(unknown.ok ? '' : unknown.error.type).toBe('StationUnknown');
  });

  it('refuses a second certificate for a known log and a key id that another log has', () => {
    const key = newKey();
    const a = issue('uz-a', 'a', key);
    const trust = accepted(nothing, a).trust;
    const otherLog = issue('uz-b', 'b', key);
    const otherKey = issue('uz-a', 'a', newKey());
    for (const rival of [otherLog, otherKey]) {
      const change = receiveCertificates(trust, [rival]);
      expect(states(change.trust)).toEqual({ 'uz-a.a': 'accepted' });
      expect(change.warnings.length).toBe(1);
      const byPerson = acceptCertificate(trust, rival);
      expect(byPerson.ok ? '' : byPerson.error.type).toBe('CertificateConflict');
    }
  });

  it('lets what a person accepts, or a valid key vouches for, displace what somebody else had put there as pending', () => {
    const [first, second] = [newKey(), newKey()];
    const a = issue('uz-a', 'a', first);
    const b = issue('uz-a', 'b', second, first, 'restore');
    const squatter = issue('uz-a', 'b', newKey());
    const thief = issue('uz-x', 'x', second);
    const planted = receiveCertificates(accepted(nothing, a).trust, [squatter, thief]).trust;
    expect(states(planted)).toEqual({ 'uz-a.a': 'accepted', 'uz-a.b': 'pending', 'uz-x.x': 'pending' });
    const arrived = receiveCertificates(planted, [b]);
    expect(states(arrived.trust)).toEqual({ 'uz-a.a': 'accepted', 'uz-a.b': 'vouched' });
    expect(arrived.newlyValid).toEqual([b.certificate.log]);
    expect(states(accepted(planted, b).trust)).toEqual({ 'uz-a.a': 'accepted', 'uz-a.b': 'accepted' });
  });

  it('learns of a vouching that arrives later', () => {
    const [first, second] = [newKey(), newKey()];
    const a = issue('uz-a', 'a', first);
    const b = issue('uz-a', 'b', second, first, 'restore');
    const alone = readCertificate(b.line, b.signature, null);
    const trust = receiveCertificates(accepted(nothing, a).trust, alone.ok ? [alone.value] : []).trust;
    expect(states(trust)).toEqual({ 'uz-a.a': 'accepted', 'uz-a.b': 'pending' });
    expect(states(receiveCertificates(trust, [b]).trust)).toEqual({ 'uz-a.a': 'accepted', 'uz-a.b': 'vouched' });
  });

  it('is kept byte for byte, beside what is our own, which nobody revokes or accepts', async () => {
    const own = await newStation('uz-o');
    const db = memoryDatabase();
    const a = issue('uz-a', 'a', newKey());
    const start = readTrust(db, own.identity);
    expect([...start.values()].map((station) => station.state)).toEqual(['own']);
    const change = accepted(start, a);
    writeTrust(db, start, change.trust, '2026-03-01T10:00:00Z');
    const read = readTrust(db, own.identity);
    expect(read.get(a.certificate.log)).toEqual({ signed: a, state: 'accepted' });
    writeTrust(db, read, receiveCertificates(read, []).trust, '2026-03-02T10:00:00Z');
    expect(db.prepare('SELECT changed_at FROM certificate').pluck().all()).toEqual(['2026-03-01T10:00:00Z']);
    for (const refused of [acceptCertificate(read, own.identity.signed), revokeCertificate(read, own.identity.log)]) expect(refused.ok ? '' : refused.error.type).toBe('OwnCertificate');
    expect(receiveCertificates(read, [own.identity.signed]).trust).toEqual(read);
  });
});
