/**
 * Calls before and around an open store: is there one, make one, open it, lock it. They are no part of `contract`, which is answered over
 * an open store: the command line opens a store for each command and has no use for them.
 */
import { z } from 'zod';
import { call, nothing, officeId, passphrase, type Failure } from './contract.ts';

/** The post that the entries name as author. */
const author = z.string().trim().min(1).max(200);

export const sessionContract = {
  'session.status': call<SessionStatus>()(nothing),
  'session.create': call<Created, StoreRefusal>()(z.strictObject({
    office: officeId,
    name: z.string().trim().min(1).max(200),
    country: z.string().regex(/^[A-Z]{2}$/).optional(),
    region: z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/).optional(),
    passphrase,
    author,
  })),
  'session.open': call<SessionOpen, StoreRefusal>()(z.strictObject({ credential: z.union([z.strictObject({ passphrase }), z.strictObject({ recoveryKey: z.string().min(1).max(400) })]), author })),
  'session.openSample': call<SessionOpen, StoreRefusal>()(z.strictObject({ author })),
  'session.lock': call<SessionStatus>()(nothing),
} as const;

/** Why no store was made or opened; the message is a sentence for a person. */
export type StoreRefusal =
  | 'StoreOpen' | 'StoreExists' | 'NotAStore' | 'StoreNotEncrypted' | 'StoreDamaged' | 'StoreInUse' | 'TooManyAttempts' | 'WrongPassphrase' | 'RecoveryKeyMistyped'
  | 'WrongRecoveryKey' | 'HeaderDamaged' | 'StoreNewer' | 'KdfTooExpensive' | 'KdfTooWeak' | 'PassphraseTooShort' | 'StoreForeign' | 'OfficeIdUnusable';

export interface SessionOpen {
  readonly state: 'open';
  /** True for the register with made-up agreements that anybody may look at. */
  readonly sample: boolean;
  readonly office: string;
  readonly officeName: string;
  readonly author: string;
  /** What a person should hear about the opening. */
  readonly notices: readonly string[];
}

export type SessionStatus = SessionOpen | { readonly state: 'absent' } | { readonly state: 'locked' };

export interface Created {
  readonly session: SessionOpen;
  /** Shown once and kept nowhere. */
  readonly recoveryKey: string;
}

/** The engine ended unexpectedly while it had the call in hand. */
export type EngineStopped = Failure<'EngineStopped'>;
