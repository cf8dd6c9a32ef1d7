/** Commands about the store itself: set-up, cards and trust, passphrase, recovery key, backup. */
import { writeFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { OFFICE_ID } from '../changes/entry.ts';
import { restoreBackup } from '../store/restore.ts';
import { createStore, defaultKdf } from '../store/store.ts';
import { fingerprintOfCertificate } from '../exchange/certificate.ts';
import { readNewSecret } from './prompt.ts';
import { answer, contextOf, refuse, report, storeFolder, withEngine, type Session } from './session.ts';

type SessionOf = (command: Command) => Session;

export function addStoreCommands(program: Command, session: SessionOf): void {
  program.command('init').description('make a new store').requiredOption('--office <id>', 'a-z, 0-9, hyphens').requiredOption('--name <text>', 'the office\'s name')
    .option('--country <code>', 'ISO 3166-1, two letters').option('--region <code>', 'ISO 3166-2, for instance UZ-BU')
    .addOption(new Option('--kdf-memory <mib>', 'memory of the key derivation in MiB').argParser(Number).default(defaultKdf.memoryMiB))
    .action(async (options: InitOptions, command: Command) => { await init(session(command), options); });

  program.command('card').description('the office card, for other offices to trust').option('--out <file>')
    .action(async (options: { out?: string }, command: Command) => {
      const here = session(command);
      await withEngine(here, async (engine) => {
        const card = await engine.call('trust.card', {}, contextOf(here));
        if (card.ok && options.out !== undefined) writeFileSync(options.out, card.value.card);
        report(here, card);
      });
    });

  program.command('trust').argument('[card]').description('accept a station after comparing its fingerprint; or --list; or --revoke LOG')
    .option('--fingerprint <words>', 'the twelve words that the other office read out').option('--list', 'stations and their state').option('--revoke <log>', 'trust a station no longer')
    .action(async (card: string | undefined, options: { fingerprint?: string; list?: boolean; revoke?: string }, command: Command) => {
      const here = session(command);
      if (options.list === true) await answer(here, 'trust.list', {});
      else if (options.revoke !== undefined) await answer(here, 'trust.revoke', { log: options.revoke });
      else if (card !== undefined && options.fingerprint !== undefined) await answer(here, 'trust.accept', { card, fingerprint: options.fingerprint });
      else command.error('error: say CARD --fingerprint "12 words", or --list, or --revoke LOG', { exitCode: 2 });
    });

  program.command('passphrase').description('change the passphrase').option('--new-passphrase-file <file>', 'otherwise BITIM_NEW_PASSPHRASE, or a prompt')
    .action(async (options: { newPassphraseFile?: string }, command: Command) => {
      const here = session(command);
      await withEngine(here, async (engine) => {
        const fresh = await readNewSecret({ file: options.newPassphraseFile, env: here.env.BITIM_NEW_PASSPHRASE, question: 'New passphrase: ', hint: 'No new passphrase was given. Set BITIM_NEW_PASSPHRASE or use --new-passphrase-file.' });
        if (fresh.ok) report(here, await engine.call('store.changePassphrase', { passphrase: fresh.value }, contextOf(here)));
        else refuse(here.output, fresh.error);
      });
    });

  program.command('recovery-key').description('make a new recovery key; the old one no longer opens the store')
    .action(async (_options: unknown, command: Command) => { await answer(session(command), 'store.renewRecoveryKey', {}); });

  program.command('backup').description('one encrypted file with everything, verified after writing').requiredOption('--out <file>')
    .action(async (options: { out: string }, command: Command) => { await answer(session(command), 'store.backup', { out: options.out }); });

  program.command('restore').argument('<file>').description('a new store (--store NEW) from a backup; it starts a new log')
    .action(async (file: string, _options: unknown, command: Command) => { await restore(session(command), file); });
}

interface InitOptions {
  readonly office: string;
  readonly name: string;
  readonly country?: string;
  readonly region?: string;
  readonly kdfMemory: number;
}

async function init(session: Session, options: InitOptions): Promise<void> {
  const folder = storeFolder(session);
  if (folder === null) return;
  const problem = initProblem(options);
  if (problem !== null) {
    refuse(session.output, { type: 'InvalidInput', message: `No store was made: ${problem}. Nothing was changed.` });
    return;
  }
  const secret = await readNewSecret({ file: session.globals.passphraseFile, env: session.env.BITIM_PASSPHRASE, question: 'Passphrase for the new store: ', hint: 'No passphrase was given. Set BITIM_PASSPHRASE or use --passphrase-file.' });
  if (!secret.ok) {
    refuse(session.output, secret.error);
    return;
  }
  const details = { office: options.office, name: options.name.normalize('NFC'), country: options.country ?? null, region: options.region ?? null };
  const made = await createStore(folder, secret.value, details, { ...defaultKdf, memoryMiB: options.kdfMemory }, session.deps);
  if (!made.ok) {
    refuse(session.output, made.error);
    return;
  }
  const { store, recoveryKey } = made.value;
  const identity = store.identity();
  session.output.result({ office: identity.office, log: identity.log, station: identity.station, fingerprint: fingerprintOfCertificate(identity.signed), recoveryKey });
  store.close();
}

function initProblem(options: InitOptions): string | null {
  if (!OFFICE_ID.test(options.office)) return `"${options.office}" is not an office id (a-z, 0-9, single hyphens, at most 32 characters, no device name of Windows)`;
  if (options.name.trim() === '' || options.name.length > 200) return 'the name must have 1 to 200 characters';
  if (options.country !== undefined && !/^[A-Z]{2}$/.test(options.country)) return `"${options.country}" is not a country code of two capital letters`;
  if (options.region !== undefined && !/^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(options.region)) return `"${options.region}" is not a region code such as UZ-BU`;
  if (!Number.isInteger(options.kdfMemory)) return '--kdf-memory is a whole number of MiB';
  return null;
}

async function restore(session: Session, file: string): Promise<void> {
  const folder = storeFolder(session);
  if (folder === null) return;
  const credential = await session.credential();
  if (credential === null) return;
  report(session, await restoreBackup(file, folder, credential, session.deps));
}
