/**
 * Names that mean the same and whose keys differ too much for rules: the regions of Uzbekistan with their centres and the adjectives of their
 * Russian names, countries in the four languages, and words known to be spelled in several ways. For searching only: two names of a group are
 * not the same thing (a region and its centre).
 */
import { fold } from '../fold.ts';
import { runsOf } from '../fold/words.ts';
import { countries } from '../vocabularies/countries.ts';
import { regions, type Region } from '../vocabularies/regions.ts';

/** A name as the words of its key. */
export type Name = readonly string[];

/** The names that mean what these words mean, these among them; null where the table does not have them. */
export const namesFor = (words: Name): readonly Name[] | null => table.byName.get(words.join(' ')) ?? null;

/** The groups of which a name begins with this, at most `most` of them; for a word that is still being typed. */
export function namesBeginning(beginning: string, most: number): readonly (readonly Name[])[] {
  const { names, byName } = table;
  const found = new Set<readonly Name[]>();
  for (let i = firstFrom(names, beginning); names[i]?.startsWith(beginning) === true && found.size < most; i++) {
    const group = byName.get(names[i] ?? '');
    if (group !== undefined) found.add(group);
  }
  return [...found];
}

/** The most words of a name. */
export const LONGEST_NAME = 5;

/** Spellings that no rule of the keys brings together. */
const WORDS: readonly (readonly string[])[] = [
  ['Urganch', 'Урганч', 'Ургенч', 'Urgench', 'Urganj'],
  ['Toshkent', 'Ташкент', 'Tashkent', 'Taschkent', 'Tachkent'],
  ['Samarqand', 'Самарканд', 'Samarcande', 'Semerkant', 'Marakanda'],
  ['Buxoro', 'Бухара', 'Bukhara', 'Buchara', 'Boukhara', 'Buhara'],
  ['Xiva', 'Хива', 'Khiva', 'Chiva'],
  ['Qoʻqon', 'Қўқон', 'Коканд', 'Kokand', 'Quqon', 'Kokan'],
  ['Margʻilon', 'Марғилон', 'Маргилан', 'Margilan', 'Margelan'],
  ['Chirchiq', 'Чирчик', 'Chirchik'],
  ['Angren', 'Ангрен'],
  ['Olmaliq', 'Олмалиқ', 'Алмалык', 'Almalyk', 'Almalik'],
  ['Bekobod', 'Бекобод', 'Бекабад', 'Bekabad'],
  ['Zarafshon', 'Зарафшон', 'Зарафшан', 'Zarafshan', 'Zeravshan'],
  ['Shahrisabz', 'Шаҳрисабз', 'Шахрисабз', 'Shakhrisabz', 'Shahrisabz'],
  ['Kattaqoʻrgʻon', 'Каттақўрғон', 'Каттакурган', 'Kattakurgan'],
  ['Denov', 'Денов', 'Денау', 'Denau'],
  ['Asaka', 'Асака'],
  ['Namangan', 'Наманган'],
  ['Moʻynoq', 'Мўйноқ', 'Муйнак', 'Muynak', 'Moynaq'],
  ['Moskva', 'Москва', 'Moscow', 'Moskau'],
  ['Sankt-Peterburg', 'Санкт-Петербург', 'Saint Petersburg', 'St. Petersburg', 'Leningrad', 'Ленинград'],
  ['Olmaota', 'Олмаота', 'Алматы', 'Almaty', 'Алма-Ата', 'Alma-Ata'],
  ['Ostona', 'Остона', 'Астана', 'Astana', 'Нур-Султан', 'Nur-Sultan'],
  ['Oʻsh', 'Ўш', 'Ош', 'Osh'],
  ['Xoʻjand', 'Хўжанд', 'Худжанд', 'Khujand', 'Khudzhand', 'Ленинабад'],
  ['Ashxobod', 'Ашхобод', 'Ашхабад', 'Ashgabat', 'Ashkhabad', 'Ашгабат'],
  ['Toshhovuz', 'Тошҳовуз', 'Дашогуз', 'Dashoguz', 'Dasoguz', 'Ташауз'],
  ['Pekin', 'Пекин', 'Beijing', 'Peking'],
  ['Varshava', 'Варшава', 'Warszawa', 'Warsaw'],
  ['Parij', 'Париж', 'Paris'],
  ['Vena', 'Вена', 'Wien', 'Vienna'],
  ['Kiyev', 'Киев', 'Київ', 'Kyiv', 'Kiev'],
  ['oktabr', 'октябр', 'октябрь', 'oktyabr', 'October'],
  ['sentabr', 'сентабр', 'сентябрь', 'sentyabr', 'September'],
  ['Ishoq', 'Исҳоқ', 'Исхак', 'Ishak', 'Isaac'],
  ['bitim', 'битим', 'kelishuv', 'келишув', 'соглашение', 'agreement'],
  ['shartnoma', 'шартнома', 'договор', 'treaty'],
  ['bayonnoma', 'баённома', 'протокол', 'protocol'],
  ['memorandum', 'меморандум'],
  ['hamkorlik', 'ҳамкорлик', 'сотрудничество', 'cooperation', 'co-operation'],
  ['viloyat', 'вилоят', 'область', 'oblast'],
];

interface Table {
  readonly byName: ReadonlyMap<string, readonly Name[]>;
  /** All names, sorted. */
  readonly names: readonly string[];
}

function makeTable(): Table {
  const groups = [...regions.map(namesOfRegion), ...countries.terms.map((term) => [...Object.values(term.labels), ...(term.aliases ?? [])]), ...WORDS];
  const byName = new Map<string, Name[]>();
  for (const group of groups) {
    const names = distinct(group.map((name) => runsOf(fold(name)).flatMap((run) => run.words.map(({ word }) => word))));
    if (names.length < 2) continue;
    for (const name of names) byName.set(name.join(' '), distinct([...(byName.get(name.join(' ')) ?? []), ...names]));
  }
  return { byName, names: [...byName.keys()].sort() };
}

const distinct = (names: readonly Name[]): Name[] => [...new Map(names.filter((name) => name.length > 0 && name.length <= LONGEST_NAME).map((name) => [name.join(' '), name])).values()];

/** A region: its names with and without the word for region, its centre, and the adjective of the Russian name in its cases. */
function namesOfRegion(region: Region): readonly string[] {
  const names = [region.uzLatn, region.uzCyrl, region.ru, region.en, ...(region.kaa === undefined ? [] : [region.kaa]), ...region.aliases];
  const bare = names.map((name) => name.replace(UNIT_WORDS, ' ').trim()).filter((name) => name !== '');
  const stem = /^(.+)ская область$/u.exec(region.ru)?.[1];
  const adjectives = stem === undefined ? [] : CASES.map((ending) => `${stem}ск${ending}`);
  return [...names, ...bare, ...adjectives, region.centre, region.centreRu, fold(region.centre)];
}

const CASES = ['ая', 'ой', 'ую', 'ий', 'ого', 'ом', 'ие', 'их'];
const UNIT_WORDS = /\b(?:viloyati|shahri|Respublikasi|Respublikası|Region|Republic of|City|oblast)\b|(?:вилояти|шаҳри|Республикаси|область|город|Республика|г\.)(?=\s|$)/gu;

function firstFrom(sorted: readonly string[], beginning: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < beginning) low = middle + 1;
    else high = middle;
  }
  return low;
}

const table: Table = makeTable();
