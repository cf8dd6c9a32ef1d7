/** A document of the open store, read in pieces: what a viewer shows. */
import type { Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { mediaTypeOf } from '../documents/repository.ts';
import type { Store } from '../store/store.ts';

export interface DocumentReader {
  /** Length in bytes. */
  readonly bytes: number;
  /** As its content says; null where that was not recognised. */
  readonly mediaType: string | null;
  /** @throws DamagedBytes if they do not authenticate. */
  readonly read: (offset: number, length: number) => Uint8Array;
  readonly close: () => void;
}

export function openDocument(store: Pick<Store, 'blobs' | 'reader'>, sha256: string): Result<DocumentReader, Failure<'DocumentMissing' | 'DocumentDamaged'>> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return err({ type: 'DocumentMissing', message: 'The document was not opened: its name is no SHA-256.' });
  const source = store.blobs.open(sha256);
  if (!source.ok) return source;
  const { size, read, close } = source.value;
  return ok({ bytes: size, mediaType: mediaTypeOf(store.reader, sha256), read: read.bind(source.value), close: close.bind(source.value) });
}
