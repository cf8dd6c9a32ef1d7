/** The engine's end of the thread border: takes messages, answers each once. */
import type { Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { engineContract, type EngineCall } from '../../shared/windowContract.ts';
import type { DocumentReader } from '../documents/documentReader.ts';
import type { FromEngine, ToEngine } from './messages.ts';
import type { Session } from './session.ts';

/** @param post sends a message, moving the buffers in `transfer` instead of copying them. */
export function answerMessages(session: Session, post: (message: FromEngine, transfer?: readonly ArrayBuffer[]) => void): (message: ToEngine) => void {
  const running = new Map<number, AbortController>();
  const documents = new Map<number, DocumentReader>();

  const call = async (id: number, name: string, request: unknown): Promise<void> => {
    const stop = new AbortController();
    running.set(id, stop);
    const progress = (step: { readonly what: string; readonly done: number; readonly total: number }): void => post({ type: 'progress', id, step });
    const answer: Result<unknown, Failure> = isEngineCall(name)
      ? await session.call(name, request as never, { signal: stop.signal, progress })
      : err({ type: 'CallUnknown', message: `Nothing was done: there is no call "${name}".` });
    running.delete(id);
    post({ type: 'answer', id, answer });
  };

  const openDocument = (id: number, sha256: string): void => {
    const opened = session.document(sha256);
    if (opened.ok) documents.set(id, opened.value);
    post({ type: 'answer', id, answer: opened.ok ? ok({ document: id, bytes: opened.value.bytes, mediaType: opened.value.mediaType }) : opened });
  };

  const readDocument = (id: number, document: number, offset: number, length: number): void => {
    const read = documents.get(document)?.read(offset, length) ?? err({ type: 'DocumentMissing', message: 'The document was not read: it is closed.' });
    post({ type: 'answer', id, answer: read }, read.ok ? [read.value.buffer] : []);
  };

  const closeDocument = (document: number): void => {
    documents.get(document)?.close();
    documents.delete(document);
  };

  const close = async (id: number): Promise<void> => {
    for (const document of [...documents.keys()]) closeDocument(document);
    await session.close();
    post({ type: 'answer', id, answer: ok(null) });
  };

  return (message) => {
    switch (message.type) {
      case 'call':
        void call(message.id, message.name, message.request);
        return;
      case 'cancel':
        running.get(message.id)?.abort();
        return;
      case 'open-document':
        openDocument(message.id, message.sha256);
        return;
      case 'read-document':
        readDocument(message.id, message.document, message.offset, message.length);
        return;
      case 'close-document':
        closeDocument(message.document);
        return;
      case 'close':
        void close(message.id);
    }
  };
}

const isEngineCall = (name: string): name is EngineCall => Object.hasOwn(engineContract, name);
