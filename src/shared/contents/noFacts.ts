import type { Facts } from './facts.ts';

/** Nothing is known yet. In a file of its own, so that the process that reads a file starts without the schemas. */
export const noFacts: Facts = {
  kind: 'other', mediaType: 'application/octet-stream', pages: null, width: null, height: null, dpi: null, widthMm: null, heightMm: null,
  textLookedAt: 0, textFound: 0, needsRecognition: false, textCut: false, problem: null,
};
