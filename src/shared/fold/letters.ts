/**
 * The letters of the search key: which sound each one stands for. One Latin code point a sound: ş for sh, ç for ch, ö for oʻ, ğ for gʻ.
 * Everything is written out or follows from the canonical decomposition; nothing depends on a language setting.
 */

/** What may stand for the tutuq belgisi and for the hook of oʻ and gʻ. */
export const APOSTROPHES = "'\u2018\u2019\u02BB\u02BC\u0060\u00B4\u2032\uFF07\u201B\u02B9\u02BD\u02BF\u055A";

/** Lower-case Cyrillic letter -> its sound. е and ц depend on what stands before them, see `soundOf` in fold.ts. */
export const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'j', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's',
  т: 't', у: 'u', ф: 'f', х: 'x', ц: 'ts', ч: 'ç', ш: 'ş', щ: 'ş', ы: 'i', э: 'e', ў: 'ö', қ: 'q', ғ: 'ğ', ҳ: 'h', ё: 'yo', ю: 'yu', я: 'ya', ъ: '', ь: '',
  // Karakalpak, Kazakh
  ә: 'a', ө: 'ö', ү: 'u', ұ: 'u', ң: 'n', һ: 'h', і: 'i',
  // Tajik
  ҷ: 'j', ӣ: 'i', ӯ: 'u',
  // Ukrainian, Belarusian, Serbian, Macedonian, Bulgarian of old: names of partners
  ї: 'yi', є: 'ye', ґ: 'g', ђ: 'dj', ѓ: 'g', ѕ: 'z', ј: 'j', љ: 'l', њ: 'n', ћ: 'ç', ќ: 'k', џ: 'j', ѣ: 'e', ѐ: 'e', ѝ: 'i', ӑ: 'a', ӓ: 'a', ӗ: 'e', ӝ: 'j', ӟ: 'z', ӥ: 'i', ӧ: 'ö', ӳ: 'u', ӱ: 'u', ӹ: 'i', ӵ: 'ç',
  ҡ: 'q', ҙ: 'z', ҫ: 's', җ: 'j', ҹ: 'j', ҝ: 'g', ҥ: 'n', ҕ: 'ğ', ӈ: 'n', ӄ: 'q', ӷ: 'ğ', ҟ: 'q',
};

/** Lower-case Latin (and Greek) letter -> its sound, where it is not the letter without its marks. */
export const LATIN: Readonly<Record<string, string>> = {
  // Latin of 2026, the drafts before it, Turkish and Azerbaijani
  ö: 'ö', ğ: 'ğ', ş: 'ş', ç: 'ç', õ: 'ö', ō: 'ö', ḡ: 'ğ', ģ: 'ğ', ș: 'ş', ı: 'i', ə: 'a',
  // Karakalpak
  ó: 'ö', ǵ: 'ğ',
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŋ: 'n', ſ: 's', ĸ: 'k', ŀ: 'l', ŧ: 't', ĳ: 'ij', ŉ: 'n',
  // Greek: the form at the end of a word
  ς: 'σ',
};

/** Letters after which е is ye and ц is ts. */
export const VOWELS = 'aeiouöаеёиоуўэюяыәөүұіӣӯ';

/** Latin letters, and the Cyrillic ones that look the same in print, in the same order: what character recognition mixes up. */
export const LATIN_LOOK_ALIKES = 'abcehijopsxyABCEHIJKMOPSTXYöÖëË';
export const CYRILLIC_LOOK_ALIKES = 'аьсеһіјорѕхуАВСЕНІЈКМОРЅТХУӧӦёЁ';
