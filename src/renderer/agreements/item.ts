/** A row of the list as the engine gives it. */
import type { Json } from '../../shared/json.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { WindowOutput } from '../../shared/windowContract.ts';
import type { Glyph } from '../ui/StatusGlyph.tsx';

export type AgreementItem = WindowOutput<'record.list'>['items'][number];

export const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** A date alone, or with its certainty. */
export function dateText(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  return value !== undefined && isJsonObject(value) && typeof value.date === 'string' ? value.date : null;
}

const GLYPHS: Readonly<Record<string, Glyph>> = {
  idea: 'empty', underPermission: 'empty', permitted: 'quarter', refused: 'cross', negotiation: 'half', initialled: 'half', readyToSign: 'full', signed: 'ring', awaitingProcedures: 'ring',
  provisional: 'provisional', inForce: 'binding', suspended: 'pause', noticeGiven: 'arrow', terminated: 'ended', expired: 'ended', superseded: 'ended', withdrawn: 'ended',
};

export const glyphOf = (status: string): Glyph => GLYPHS[status] ?? 'empty';
