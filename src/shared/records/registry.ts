/** Every kind of record that this version knows. Other kinds are kept and forwarded, and shown by their paths. */
import { agreementFields } from './agreement.ts';
import { authorisationFields } from './authorisation.ts';
import { attachmentFields } from './attachment.ts';
import { competenceCheckFields } from './competenceCheck.ts';
import { documentFields } from './document.ts';
import { eventFields } from './event.ts';
import type { FieldTable } from './forms.ts';
import { originalFields } from './original.ts';
import { partnerFields } from './partner.ts';
import { relationshipFields } from './relationship.ts';
import { termFields } from './term.ts';

export const recordKinds = {
  agreement: agreementFields,
  event: eventFields,
  partner: partnerFields,
  document: documentFields,
  attachment: attachmentFields,
  authorisation: authorisationFields,
  competenceCheck: competenceCheckFields,
  original: originalFields,
  relationship: relationshipFields,
  term: termFields,
} as const satisfies Readonly<Record<string, FieldTable>>;

export type RecordKind = keyof typeof recordKinds;

export const isRecordKind = (kind: string): kind is RecordKind => Object.hasOwn(recordKinds, kind);

export const fieldTableOf = (kind: string): FieldTable | null => (isRecordKind(kind) ? recordKinds[kind] : null);
