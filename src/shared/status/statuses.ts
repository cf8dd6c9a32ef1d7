/** The states of an agreement, in the order of its life (codes of the vocabulary `agreementStatuses`). */
export const agreementStates = [
  'idea', 'underPermission', 'refused', 'permitted', 'negotiation', 'initialled', 'readyToSign', 'signed', 'awaitingProcedures',
  'provisional', 'inForce', 'suspended', 'noticeGiven', 'terminated', 'expired', 'superseded', 'withdrawn',
] as const;

export type AgreementStatus = (typeof agreementStates)[number];

/** States that nothing leads out of. */
export const isEnded = (status: AgreementStatus): boolean => status === 'terminated' || status === 'expired' || status === 'superseded' || status === 'withdrawn';

/** In force, whatever is the matter with it: it binds, and its term runs. */
export const isBinding = (status: AgreementStatus): boolean => status === 'inForce' || status === 'suspended' || status === 'noticeGiven';

/** Before signature, and not given up. */
export const isBeforeSignature = (status: AgreementStatus): boolean => agreementStates.indexOf(status) < agreementStates.indexOf('signed');
