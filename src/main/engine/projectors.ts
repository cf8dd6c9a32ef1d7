import { isKnownField } from '../../shared/records/nest.ts';
import { agreementsProjector } from '../agreements/projector.ts';
import type { Projector } from '../changes/apply.ts';
import { authorisationsProjector } from '../authorisations/projector.ts';
import { documentsProjector } from '../documents/projector.ts';
import { originalsProjector } from '../originals/projector.ts';
import { duplicatesProjector } from '../duplicates/projector.ts';
import { partnersProjector } from '../partners/projector.ts';
import { relationshipsProjector } from '../relationships/projector.ts';
import { vocabulariesProjector } from '../vocabularies/projector.ts';
import { searchProjector } from '../search/due.ts';

/**
 * Raise this by one with every change of what a projector writes (a new column, a new table, another value): a store whose tables were
 * derived by another version derives them anew when it is opened.
 */
export const PROJECTION_VERSION = 8;

/** The tables of every kind that this version knows, and its fields. */
export const projectors: readonly Projector[] = [
  agreementsProjector, partnersProjector, documentsProjector, authorisationsProjector, originalsProjector, relationshipsProjector, vocabulariesProjector,
  duplicatesProjector, searchProjector,
].map((projector) => ({ ...projector, knows: isKnownField }));
