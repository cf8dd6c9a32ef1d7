import { describe, expect, it } from 'vitest';
import { attachmentsOf, listAttachments, listDocuments } from '../../../src/main/documents/repository.ts';
import { openRegister } from '../../support/register.ts';

const SHA = 'ab'.repeat(32);

describe('the tables of documents', () => {
  it('list papers and files, and the files of a record without voided ones', () => {
    const register = openRegister();
    const agreement = register.add('agreement', { registerNo: '1' });
    const document = register.add('document', { of: agreement, documentKind: 'AGREEMENT', role: 'original', language: 'uz', title: 'Bitim' });
    const attachment = register.add('attachment', { document, sha256: SHA, bytes: 12, mediaType: 'application/pdf', name: 'bitim.pdf', source: 'scanned' });
    const voided = register.add('attachment', { document, sha256: SHA, bytes: 12, mediaType: 'application/pdf', name: 'blurred.pdf' });
    const [ref] = register.db.prepare('SELECT ref FROM entry WHERE record = ?').pluck().all(voided) as string[];
    register.write(voided, 'attachment', { $void: { reason: 'blurred', seen: [ref ?? ''] } });

    const documents = listDocuments(register.db, { limit: 10, where: { of: agreement } });
    expect(documents.ok && documents.value.items).toEqual([{ id: document, kind: 'document', title: 'Bitim', of: agreement, documentKind: 'AGREEMENT', role: 'original', language: 'uz' }]);
    const attachments = listAttachments(register.db, { limit: 10, where: { sha256: SHA, bytes: '12' }, sort: 'name' });
    expect(attachments.ok && attachments.value.items.map((item) => [item.title, item.bytes, item.source, item.voided ?? false])).toEqual([['bitim.pdf', 12, 'scanned', false], ['blurred.pdf', 12, null, true]]);
    expect(attachmentsOf(register.db, agreement)).toEqual([{ id: attachment, document, title: 'Bitim', sha256: SHA, bytes: 12, mediaType: 'application/pdf', name: 'bitim.pdf' }]);
  });
});
