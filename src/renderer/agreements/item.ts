/** Values of an agreement as they are shown. */
import type { Json } from '../../shared/json.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { AgreementRow, PartyShown } from '../../shared/records/agreementRow.ts';
import { formatDate } from '../i18n/format.ts';
import type { Glyph } from '../ui/StatusGlyph.tsx';

export const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** A date alone, or with its certainty. */
export function dateText(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  return value !== undefined && isJsonObject(value) && typeof value.date === 'string' ? value.date : null;
}

export function shownDate(value: Json | undefined): string {
  const date = dateText(value);
  return date === null ? '—' : formatDate(date);
}

const GLYPHS: Readonly<Record<string, Glyph>> = {
  idea: 'empty', underPermission: 'empty', permitted: 'quarter', refused: 'cross', negotiation: 'half', initialled: 'half', readyToSign: 'full', signed: 'ring', awaitingProcedures: 'ring',
  provisional: 'provisional', inForce: 'binding', suspended: 'pause', noticeGiven: 'arrow', terminated: 'ended', expired: 'ended', superseded: 'ended', withdrawn: 'ended',
};

export const glyphOf = (status: string): Glyph => GLYPHS[status] ?? 'empty';

export const ours = ({ parties }: AgreementRow): readonly PartyShown[] => parties.filter(({ side }) => side === 'ours');
export const theirs = ({ parties }: AgreementRow): readonly PartyShown[] => parties.filter(({ side }) => side !== 'ours');

/** UZ-TK -> TK: a part of the own country is known by its letters. */
export const shortPlace = ({ subdivision, country }: PartyShown): string => subdivision?.split('-')[1] ?? country ?? '';

/** The distance to a day is said while it is near, in days. */
export const NEAR_DAYS = 400;
