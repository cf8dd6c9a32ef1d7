/** Why a file could not be read, or not wholly: a code with values, and the sentence it makes in each language of the window. */
import { z } from 'zod';
import { assertNever } from '../result.ts';

const number = z.int().min(0).max(1_000_000_000);

export const problemSchema = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('tookTooLong'), seconds: number }),
  z.strictObject({ code: z.literal('neededTooMuchMemory'), mebibytes: number }),
  z.strictObject({ code: z.literal('readerEnded') }),
  z.strictObject({ code: z.literal('protected') }),
  z.strictObject({ code: z.literal('damaged') }),
  z.strictObject({ code: z.literal('tooLarge'), mebibytes: number }),
  z.strictObject({ code: z.literal('pictureTooLarge'), width: number, height: number }),
  z.strictObject({ code: z.literal('pictureNotDecoded'), mediaType: z.string().max(200) }),
  z.strictObject({ code: z.literal('formatNotRead'), mediaType: z.string().max(200) }),
  z.strictObject({ code: z.literal('empty') }),
]);

export type Problem = z.output<typeof problemSchema>;

/** Nothing, or only a part, is known of a file with one of these; a file with another one is known as far as it goes. */
const FAILURES: ReadonlySet<Problem['code']> = new Set(['tookTooLong', 'neededTooMuchMemory', 'readerEnded', 'protected', 'damaged', 'tooLarge']);

export const isFailure = (problem: Problem | null): boolean => problem !== null && FAILURES.has(problem.code);

export const LANGUAGES = ['uz', 'uz-Cyrl', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The problem as a sentence for a person. */
export function problemSentence(problem: Problem, language: Language = 'en'): string {
  return sentencesOf(problem)[language];
}

function sentencesOf(problem: Problem): Readonly<Record<Language, string>> {
  switch (problem.code) {
    case 'tookTooLong': {
      const seconds = String(problem.seconds);
      return {
        uz: `Faylni oʻqib boʻlmadi: ${seconds} soniyadan koʻp vaqt ketdi.`,
        'uz-Cyrl': `Файлни ўқиб бўлмади: ${seconds} сониядан кўп вақт кетди.`,
        ru: `Файл не прочитан: это заняло больше ${seconds} с.`,
        en: `The file could not be read: it took more than ${seconds} s.`,
      };
    }
    case 'neededTooMuchMemory': {
      const size = String(problem.mebibytes);
      return {
        uz: `Faylni oʻqib boʻlmadi: ${size} MiB dan koʻp xotira kerak boʻldi.`,
        'uz-Cyrl': `Файлни ўқиб бўлмади: ${size} МиБ дан кўп хотира керак бўлди.`,
        ru: `Файл не прочитан: понадобилось больше ${size} МиБ памяти.`,
        en: `The file could not be read: it needed more than ${size} MiB of memory.`,
      };
    }
    case 'readerEnded':
      return {
        uz: 'Faylni oʻqib boʻlmadi: uni oʻqiyotgan jarayon toʻxtab qoldi.',
        'uz-Cyrl': 'Файлни ўқиб бўлмади: уни ўқиётган жараён тўхтаб қолди.',
        ru: 'Файл не прочитан: читавший его процесс прекратился.',
        en: 'The file could not be read: the process that read it ended.',
      };
    case 'protected':
      return {
        uz: 'Faylni oʻqib boʻlmadi: u parol bilan himoyalangan.',
        'uz-Cyrl': 'Файлни ўқиб бўлмади: у парол билан ҳимояланган.',
        ru: 'Файл не прочитан: он защищён паролем.',
        en: 'The file could not be read: it is protected by a password.',
      };
    case 'damaged':
      return {
        uz: 'Faylni oʻqib boʻlmadi: u shikastlangan yoki oʻz formatiga mos emas.',
        'uz-Cyrl': 'Файлни ўқиб бўлмади: у шикастланган ёки ўз форматига мос эмас.',
        ru: 'Файл не прочитан: он повреждён или не соответствует своему формату.',
        en: 'The file could not be read: it is damaged or not what its format asks for.',
      };
    case 'tooLarge': {
      const size = String(problem.mebibytes);
      return {
        uz: `Fayl oʻqilmadi: u ${size} MiB dan katta.`,
        'uz-Cyrl': `Файл ўқилмади: у ${size} МиБ дан катта.`,
        ru: `Файл не прочитан: он больше ${size} МиБ.`,
        en: `The file was not read: it is larger than ${size} MiB.`,
      };
    }
    case 'pictureTooLarge': {
      const size = `${String(problem.width)} × ${String(problem.height)}`;
      return {
        uz: `Kichik surat tayyorlanmadi: rasm ${size} nuqta, bu juda katta.`,
        'uz-Cyrl': `Кичик сурат тайёрланмади: расм ${size} нуқта, бу жуда катта.`,
        ru: `Миниатюра не создана: изображение ${size} точек слишком велико.`,
        en: `No thumbnail was made: the picture of ${size} pixels is too large.`,
      };
    }
    case 'pictureNotDecoded':
      return {
        uz: `Kichik surat tayyorlanmadi: ${problem.mediaType} turidagi rasmni bu yerda ochib boʻlmaydi.`,
        'uz-Cyrl': `Кичик сурат тайёрланмади: ${problem.mediaType} туридаги расмни бу ерда очиб бўлмайди.`,
        ru: `Миниатюра не создана: изображения ${problem.mediaType} здесь не открываются.`,
        en: `No thumbnail was made: pictures of ${problem.mediaType} cannot be opened here.`,
      };
    case 'formatNotRead':
      return {
        uz: `Fayl saqlandi, lekin mazmuni oʻqilmaydi: ${problem.mediaType}.`,
        'uz-Cyrl': `Файл сақланди, лекин мазмуни ўқилмайди: ${problem.mediaType}.`,
        ru: `Файл хранится, но содержание таких файлов не читается: ${problem.mediaType}.`,
        en: `The file is kept, but the content of such files is not read: ${problem.mediaType}.`,
      };
    case 'empty':
      return {
        uz: 'Fayl boʻsh.',
        'uz-Cyrl': 'Файл бўш.',
        ru: 'Файл пуст.',
        en: 'The file is empty.',
      };
    default:
      return assertNever(problem);
  }
}
