/**
 * How words lie in the index: one token each, a tag of one character before the word. Tags of places are nested: a word of the title is
 * written for title, number, party and text; one of a number for number, party and text; and so on. So "all words are in the title" is a
 * plain AND of title tokens, and so is "all words are in title, numbers or parties".
 */

/** Where a word stands, best first. */
export const places = ['title', 'number', 'party', 'text'] as const;
export type Place = (typeof places)[number];

/** As folded, or loose; a loose word is written only where it differs from the folded one. */
export const forms = ['strict', 'loose'] as const;
export type Form = (typeof forms)[number];

/** The bit of a place in `search_word.places`. */
export const placeBit = (place: Place): number => 1 << places.indexOf(place);

const TAGS: Readonly<Record<Form, string>> = { strict: '\uE000\uE001\uE002\uE003', loose: '\uE008\uE009\uE00A\uE00B' };

/** The token of a word for one place. */
export const wordToken = (form: Form, place: Place, word: string): string => `${TAGS[form].charAt(places.indexOf(place))}${word}`;

/** The tokens that a word is written as: for its place and every later one. */
export const wordTokens = (form: Form, place: Place, word: string): readonly string[] => places.slice(places.indexOf(place)).map((later) => wordToken(form, later, word));

/** What hits can be narrowed to. */
export const filterNames = ['kind', 'level', 'instrument', 'nature', 'access', 'country', 'region', 'year', 'field', 'partner', 'voided', 'of', 'partnerKind', 'documentKind'] as const;
export type FilterName = (typeof filterNames)[number];
export const isFilterName = (name: string): name is FilterName => (filterNames as readonly string[]).includes(name);

/** What is counted beside hits. */
export const facetNames = ['kind', 'level', 'instrument', 'country', 'year', 'field'] as const satisfies readonly FilterName[];
export type FacetName = (typeof facetNames)[number];

/** The token of a filter's value. Letters count alike in both cases. */
export const filterToken = (name: FilterName, value: string): string => `${String.fromCharCode(0xe010 + filterNames.indexOf(name))}${value.replace(/[^\p{L}\p{N}_-]/gu, '_')}`;

/** Records of one piece of the index. */
export const STRETCH = 16_384;

/** Every record has the token of its piece, so that a pass can be made in pieces. @param at the number of the piece: that of the record / STRETCH. */
export const stretchToken = (at: number): string => `\uE00F${String(at)}`;
