/** A document read in pieces, in any order: what a viewer asks for. */
import type { Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { DamagedBytes } from '../crypto/source.ts';
import type { ReadableDB } from '../db/open.ts';
import type { BlobStore } from './blobs.ts';
import { mediaTypeOf } from './repository.ts';

export interface DocumentReader {
  /** Length in bytes. */
  readonly bytes: number;
  /** As its content says; null where that was not recognised. */
  readonly mediaType: string | null;
  /** @returns exactly so many bytes, in a buffer of the caller's own. */
  readonly read: (offset: number, length: number) => Result<Uint8Array<ArrayBuffer>, Failure<'DocumentDamaged'>>;
  readonly close: () => void;
}

/** @param sha256 64 hex digits; anything else is a document that is not here. */
export function openDocument(store: { readonly blobs: BlobStore; readonly reader: ReadableDB }, sha256: string): Result<DocumentReader, Failure<'DocumentMissing' | 'DocumentDamaged'>> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return err({ type: 'DocumentMissing', message: 'The document was not opened: its name is no SHA-256.' });
  const source = store.blobs.open(sha256);
  if (!source.ok) return source;
  const { value } = source;
  const read: DocumentReader['read'] = (offset, length) => {
    try {
      return ok(new Uint8Array(value.read(offset, length)));
    } catch (cause) {
      if (cause instanceof DamagedBytes) return err({ type: 'DocumentDamaged', message: `The document was not read: ${cause.message}.` });
      throw cause;
    }
  };
  return ok({ bytes: value.size, mediaType: mediaTypeOf(store.reader, sha256), read, close: () => { value.close(); } });
}
