import { isKnownField } from '../../shared/records/nest.ts';
import { agreementsProjector } from '../agreements/projector.ts';
import type { Projector } from '../changes/apply.ts';
import { documentsProjector } from '../documents/projector.ts';
import { partnersProjector } from '../partners/projector.ts';

/** The tables of every kind that this version knows, and its fields. */
export const projectors: readonly Projector[] = [agreementsProjector, partnersProjector, documentsProjector].map((projector) => ({ ...projector, knows: isKnownField }));
