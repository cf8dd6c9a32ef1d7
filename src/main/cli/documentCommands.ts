/** The commands about files: attaching them, reading what they hold, showing that, copying them out. */
import { writeFileSync } from 'node:fs';
import { Argument, type Command } from 'commander';
import type { Failure, OutputOf } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { answer, contextOf, report, withEngine, type Session } from './session.ts';

type SessionOf = (command: Command) => Session;

interface AttachOptions {
  readonly documentKind?: string;
  readonly role?: string;
  readonly language?: string;
  readonly source?: string;
  readonly title?: string;
}

export function addDocumentCommands(program: Command, session: SessionOf): void {
  program.command('attach').argument('<id>').argument('<file...>').description('attach scans to a record, and read what they hold')
    .option('--document-kind <code>', 'what the papers are: AGREEMENT, MOU, NOTE_VERBALE ...').option('--role <code>', 'original, draft, translation ...')
    .option('--language <tag>', 'of the text: uz, uz-Cyrl, ru, en ...').option('--source <code>', 'how the files came: scanned, received ...').option('--title <text>', 'of the paper; of one file only')
    .action(async (id: string, files: string[], options: AttachOptions, command: Command) => { await answer(session(command), 'documents.attach', { id, files, ...options }); });

  program.command('read-documents').description('read the files that were not read yet: pages, thumbnails, text').option('--again', 'those too that could not be read before')
    .action(async (options: { again?: boolean }, command: Command) => { await answer(session(command), 'documents.read', { again: options.again === true }); });

  program.command('content').argument('<sha256>').description('what is known of a file').option('--text', 'its text too, page by page')
    .action(async (sha256: string, options: { text?: boolean }, command: Command) => {
      const here = session(command);
      await answer(here, 'documents.content', { sha256, text: options.text === true }, here.output.json ? undefined : inLines);
    });

  program.command('thumbnail').argument('<sha256>').description('the picture of a file\'s first page, as WebP').requiredOption('--out <file>')
    .action(async (sha256: string, options: { out: string }, command: Command) => {
      const here = session(command);
      await withEngine(here, async (engine) => {
        const thumbnail = await engine.call('documents.thumbnail', { sha256 }, contextOf(here));
        report(here, thumbnail.ok ? writeThumbnail(thumbnail.value, options.out) : thumbnail);
      });
    });

  program.command('document').argument('<sha256>').description('copy a document out').requiredOption('--out <file>')
    .action(async (sha256: string, options: { out: string }, command: Command) => { await answer(session(command), 'documents.copyOut', { sha256, out: options.out }); });

  program.command('documents').addArgument(new Argument('<what>').choices(['duplicates'])).description('the same file attached to several records')
    .action(async (_what: string, _options: unknown, command: Command) => { await answer(session(command), 'documents.duplicates', {}); });
}

/** For a terminal: the text by lines. */
function inLines(content: OutputOf<'documents.content'>): unknown {
  return content.state === 'due' || content.text === undefined ? content : { ...content, text: content.text.map(({ text, ...page }) => ({ ...page, lines: text.split('\n') })) };
}

/** Never over a file that is there. */
function writeThumbnail({ sha256, mediaType, base64 }: OutputOf<'documents.thumbnail'>, path: string): Result<{ readonly sha256: string; readonly path: string; readonly mediaType: string; readonly bytes: number }, Failure> {
  const bytes = Buffer.from(base64, 'base64');
  try {
    writeFileSync(path, bytes, { flag: 'wx' });
    return ok({ sha256, path, mediaType, bytes: bytes.length });
  } catch (cause) {
    const { code = 'unknown reason' } = cause as NodeJS.ErrnoException;
    return code === 'EEXIST'
      ? err({ type: 'FileExists', message: `The thumbnail was not written: ${path} exists already. Nothing was changed.` })
      : err({ type: 'FileUnwritable', message: `The thumbnail was not written: ${path} cannot be written (${code}). Nothing was changed.` });
  }
}
