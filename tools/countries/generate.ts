/**
 * Writes src/shared/vocabularies/countries.ts: the countries of ISO 3166-1 with their names in the four languages.
 *
 * The names are those of the Unicode CLDR, from the full ICU of the project's Node (Unicode licence v3, https://www.unicode.org/license.txt),
 * with corrections of our own. They are written down once because Chromium has no Uzbek names, and because an index of search
 * must not change with the version of Node. After an upgrade of Node the test says whether the names have changed.
 *
 * Run: node tools/countries/generate.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labelLanguages, type LabelLanguage } from '../../src/shared/vocabularies/vocabulary.ts';
import { corrections, otherNames } from './corrections.ts';

export const TARGET = join(import.meta.dirname, '../../src/shared/vocabularies/countries.ts');

/** Regions that CLDR names and ISO 3166-1 does not assign to a country. */
const NOT_ASSIGNED: ReadonlySet<string> = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'XK', 'ZZ']);

/** The text of the file. */
export function countriesFile(): string {
  const rows = countryCodes().map((code) => {
    const names = labelLanguages.map((language) => corrections[code]?.[language] ?? written(language, nameOf(code, language, 'long')));
    const others = [...labelLanguages.flatMap((language) => [written(language, nameOf(code, language, 'long')), written(language, nameOf(code, language, 'short'))]), ...(otherNames[code] ?? [])];
    const aliases = [...new Set(others)].filter((name) => name !== '' && !names.includes(name));
    return `  [${[code, ...names].map(quoted).join(', ')}${aliases.length === 0 ? '' : `, [${aliases.map(quoted).join(', ')}]`}],`;
  });
  return `/**
 * The countries of ISO 3166-1. Made by tools/countries/generate.ts from the Unicode CLDR (Unicode licence v3) with corrections; do not edit by hand.
 * \`[code, uz-Latn, uz-Cyrl, ru, en, other names]\`
 */
import type { Vocabulary } from './vocabulary.ts';

type CountryRow = readonly [code: string, uzLatn: string, uzCyrl: string, ru: string, en: string, aliases?: readonly string[]];

const rows: readonly CountryRow[] = [
${rows.join('\n')}
];

export const countries: Vocabulary = {
  name: 'countries',
  terms: rows.map(([code, uzLatn, uzCyrl, ru, en, aliases]) => ({ code, labels: { 'uz-Latn': uzLatn, 'uz-Cyrl': uzCyrl, ru, en }, ...(aliases === undefined ? {} : { aliases }) })),
};
`;
}

function countryCodes(): readonly string[] {
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  return letters.flatMap((first) => letters.map((second) => first + second)).filter((code) =>
    !NOT_ASSIGNED.has(code) && nameOf(code, 'en', 'long') !== '' && new Intl.Locale(`und-${code}`).region === code);
}

const displayNames = new Map<string, Intl.DisplayNames>();

/** CLDR's name; empty where it has none. */
function nameOf(code: string, language: LabelLanguage, style: 'long' | 'short'): string {
  const key = `${language} ${style}`;
  const names = displayNames.get(key) ?? new Intl.DisplayNames([language], { type: 'region', fallback: 'none', style });
  displayNames.set(key, names);
  return names.of(code) ?? '';
}

/** As this register writes it: the letters oʻ and gʻ with U+02BB, the sign ʼ as U+02BC, whole words for abbreviations. */
function written(language: LabelLanguage, name: string): string {
  switch (language) {
    case 'uz-Latn':
      return name.replaceAll(/([oOgG])[‘’'ʼ]/g, '$1ʻ').replaceAll(/[‘’']/g, 'ʼ');
    case 'uz-Cyrl':
      return name.replaceAll(/[‘’']/g, 'ʼ').replaceAll(' - ', ' – ');
    case 'ru':
      return capital(name.replaceAll('о-ва', 'острова').replaceAll('о-в ', 'остров ').replaceAll('Св. ', 'Святой '));
    case 'en':
      return name.replaceAll(' & ', ' and ').replaceAll('St. ', 'Saint ');
  }
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll('\'', '\\\'')}'`;

if (process.argv[1] === import.meta.filename) writeFileSync(TARGET, countriesFile());
