/** What a cell of a workbook says, as text: dates as 2024-05-17 (or 2024-05 or 2024 where the format shows no more), numbers in full digits. */

/** How the numbers of a style are shown; null for plain numbers. */
export type NumberFormat = { readonly date: 'day' | 'month' | 'year' } | { readonly time: true } | { readonly zeros: number } | null;

/** Formats that the standard numbers itself (ECMA-376, part 1, 18.8.30): dates and times, also those of East Asian editions. */
const DATES: ReadonlySet<number> = new Set([14, 15, 16, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const MONTHS: ReadonlySet<number> = new Set([17, 55, 56]);
const TIMES: ReadonlySet<number> = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47]);

/** @param code the format's text, where the workbook defines it. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return DATES.has(id) ? { date: 'day' } : MONTHS.has(id) ? { date: 'month' } : TIMES.has(id) ? { time: true } : null;
  const [positive = ''] = code.split(';', 1);
  if (/^0{2,20}$/.test(positive)) return { zeros: positive.length };
  const letters = positive.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').replace(/am\/pm|a\/p|general/gi, '').toLowerCase();
  const clock = /[hs]/.test(letters);
  if (letters.includes('d')) return { date: 'day' };
  if (letters.includes('y')) return { date: letters.includes('m') ? (clock ? 'day' : 'month') : 'year' };
  if (clock) return { time: true };
  return letters.includes('m') ? { date: 'month' } : null;
}

/** Where the days of a workbook count from. */
export interface Calendar {
  /** 1 January 1904, not 1900. */
  readonly since1904: boolean;
  /** Whether 1900 has a 29 February (serial 60), as in all programs but LibreOffice. */
  readonly leap1900: boolean;
}

/** A number as the workbook wrote it. */
export function numberText(raw: string, format: NumberFormat, calendar: Calendar): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (format !== null && 'zeros' in format && Number.isInteger(value) && value >= 0) return plainDigits(value).padStart(format.zeros, '0');
  if (format !== null && 'date' in format) return dateText(value, format.date, calendar) ?? plainDigits(value);
  if (format !== null && 'time' in format && value >= 0 && value < 1) return clockText(value);
  return plainDigits(value);
}

const DAY = 86_400_000;
/** 31 December 9999 and 1 January of the year 1. */
const LAST_SERIAL = 2_958_465;
const FIRST_SERIAL = -693_593;

/** Days before 1900 have negative numbers: LibreOffice writes them. Null where the calendar has no such day. */
function dateText(serial: number, precision: 'day' | 'month' | 'year', { since1904, leap1900 }: Calendar): string | null {
  const days = Math.floor(serial + 0.5 / 86_400);
  const shifted = since1904 ? days + 1_462 : days;
  const early = leap1900 && !since1904 && shifted >= 1 && shifted <= 60;
  if (shifted < FIRST_SERIAL || shifted > LAST_SERIAL || (early && shifted === 60)) return null;
  const date = new Date(Date.UTC(1899, 11, 30) + (early ? shifted + 1 : shifted) * DAY).toISOString().slice(0, 10);
  if (precision !== 'day') return date.slice(0, precision === 'month' ? 7 : 4);
  const clock = serial - days;
  return clock < 1 / 86_400 ? date : `${date} ${clockText(clock)}`;
}

function clockText(part: number): string {
  const seconds = Math.round(part * 86_400);
  const two = (value: number): string => String(value).padStart(2, '0');
  const text = `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? text : `${text}:${two(seconds % 60)}`;
}

/** Fifteen digits are exact in a workbook; what follows them is noise of the binary form. */
function plainDigits(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  const text = String(Number(value.toPrecision(15)));
  if (!text.includes('e')) return text;
  const [, sign = '', head = '', tail = '', exponent = '0'] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  const digits = head + tail;
  const point = Number(exponent) + 1;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length ? `${sign}${digits}${'0'.repeat(point - digits.length)}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Takes back the escapes `_x000D_` by which a workbook holds characters that XML has not. */
export const plainText = (text: string): string =>
  (text.includes('_x') ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text);
