/**
 * What is typed and what must be found. Names of mixed.ts, or `#` and words that the title of a treaty or a twinning contains.
 * `only`: nothing else is found; `lacks`: these are not; `tier` and `place`: of the first hit; `total`: how many.
 */
export interface Case {
  readonly query: string;
  readonly finds: readonly string[];
  readonly only?: true;
  readonly lacks?: readonly string[];
  readonly tier?: 1 | 2 | 3;
  readonly place?: 'title' | 'number' | 'party' | 'text';
  readonly total?: number;
  readonly where?: Readonly<Record<string, string>>;
  readonly kind?: string;
}

const OF_UZBEKISTAN = ['france', 'kazakh', 'kyrgyz', 'trade', 'trade2', 'drafts'];
const OF_SAMARKAND = ['lyon', 'provence', 'ankara', 'bavaria', 'shanghai', '#Twinning of Samarqand and Antalya'];
const OF_CHIRCHIQ = ['gwangju', 'vitebsk'];
const OF_URGANCH = ['kazan', 'ashgabat', 'linyi', 'khorezm'];

export const cases: readonly Case[] = [
  // Every spelling of Oʻzbekiston
  ...['Oʻzbekiston', "O'zbekiston", 'O‘zbekiston', 'O’zbekiston', 'O`zbekiston', 'O´zbekiston', 'Oʼzbekiston', 'Ўзбекистон', 'ЎЗБЕКИСТОН', 'Özbekiston', 'Ōzbekiston', 'Õzbekiston', 'oʻzbekis', 'У\u0306збекистон'].map((query): Case => ({ query, finds: OF_UZBEKISTAN, tier: 1, place: 'title' })),
  { query: 'Ozbekiston', finds: OF_UZBEKISTAN, tier: 3 },
  { query: 'Узбекистан', finds: ['fransiya', ...OF_UZBEKISTAN] },
  { query: 'Uzbekistan', finds: OF_UZBEKISTAN },
  // Samarkand, its region, its adjective, its cases
  ...['Самарканд', 'Самарқанд', 'Samarqand', 'Samarkand', 'Cамаpқанд'].map((query): Case => ({ query, finds: OF_SAMARKAND })),
  { query: 'Самаркандская область', finds: ['lyon', 'provence', 'ankara', 'bavaria'] },
  { query: 'Самаркандской области', finds: ['lyon', 'provence', 'ankara', 'bavaria'] },
  { query: 'Samarqand viloyati', finds: ['lyon', 'ankara'], tier: 1 },
  { query: 'Самар', finds: OF_SAMARKAND },
  // Chirchiq, Urganch
  ...['Чирчик', 'Чирчиқ', 'Chirchiq', 'Chirchik', 'Çirçiq', 'Circiq'].map((query): Case => ({ query, finds: OF_CHIRCHIQ, only: true })),
  ...['Урганч', 'Ургенч', 'Urganch', 'Urgench', 'Urganç'].map((query): Case => ({ query, finds: OF_URGANCH, only: true })),
  // Other places
  ...['Jizzax', 'Жиззах', 'Джизак', 'Jizzakh', 'Джизакская'].map((query): Case => ({ query, finds: ['jizzax', 'djizak'], only: true })),
  ...['Fargʻona', 'Фарғона', 'Фергана', 'Fergana', 'Farğona', 'Ферганская область'].map((query): Case => ({ query, finds: ['fergana', 'ferganaRu'], only: true })),
  ...['Toshkent', 'Ташкент', 'Тошкент', 'Toşkent', 'Tashkent'].map((query): Case => ({ query, finds: ['tashkent', 'tashkent2026', 'tashkentRu', '#Taschkent and Berlin'] })),
  { query: 'Каракалпакстан', finds: ['karakalpak', 'karakalpakUz'] },
  { query: 'Қарақалпақстан', finds: ['karakalpak'], tier: 1 },
  { query: 'Бухара', finds: ['#Twinning of Samarqand and Buchara', '#Buchara and Bonn'], tier: 2 },
  { query: 'Buxoro', finds: ['#Buchara and Bonn'] },
  // Latin of 2026, typed with and without its letters
  { query: 'şartnoma', finds: ['kyrgyz'], tier: 1 },
  { query: 'shartnoma', finds: ['kyrgyz'], tier: 1 },
  { query: 'шартнома', finds: ['kyrgyz'], tier: 1 },
  { query: 'çegaradaşlik', finds: ['tashkent2026'], only: true },
  { query: 'chegaradoshlik kengashi', finds: [], only: true },
  { query: 'chegara savdosi', finds: ['kazakh'], only: true, tier: 1 },
  { query: 'töğrisida', finds: ['france', 'kazakh', 'kyrgyz'], only: true },
  // Letters that recognition took for others
  { query: 'Шанхай', finds: ['shanghai'], tier: 1 },
  { query: 'ҳокимлиги', finds: ['shanghai'], tier: 3 },
  { query: 'соглашение о побратимстве', finds: ['scan', 'ashgabat'], only: true, tier: 1 },
  { query: 'namangan viloyati', finds: ['scanLatin'], tier: 1 },
  { query: 'пoбpатимстве', finds: ['scan', 'ashgabat'] },
  // Hard pairs
  { query: 'oktabr', finds: ['october', 'octoberRu'] },
  { query: 'октябрь', finds: ['octoberRu', 'october'] },
  { query: 'Исҳоқ', finds: ['ishoq'], tier: 1 },
  { query: 'Ishoqxon', finds: ['ishoq'], tier: 3 },
  { query: "Is'hoqxon", finds: ['ishoq'], tier: 1 },
  { query: 'konstitutsiya', finds: ['yevropa', 'fransiya'], only: true, tier: 1 },
  { query: 'Fransiya', finds: ['france'], tier: 1 },
  { query: 'Франция', finds: ['france'], tier: 1 },
  { query: 'Франци', finds: ['france', 'fransiya'], tier: 1 },
  { query: 'Yevropa', finds: ['yevropa', 'yevropaCyrl'], tier: 1 },
  { query: 'Европа еттинчи', finds: ['yevropa', 'yevropaCyrl'], only: true, tier: 1 },
  { query: 'obyekt', finds: ['yevropa', 'yevropaCyrl'], only: true, tier: 1 },
  { query: "mo'jiza asʼhob", finds: ['sign'], only: true, tier: 1 },
  { query: 'санъат', finds: ['sign'], only: true, tier: 1 },
  // A word while it is typed
  { query: 'hamkorl', finds: ['france', 'lyon'], tier: 1 },
  { query: 'ҳамко', finds: ['france', 'lyon', 'tajik'], tier: 1 },
  { query: 'Tos', finds: ['tashkent', 'tashkent2026'] },
  { query: 'antarc', finds: ['#Annex V to the Protocol'], tier: 1 },
  // Numbers
  { query: '12/1998-04', finds: ['france'], tier: 1, place: 'number' },
  { query: '12 1998 04', finds: ['france'], place: 'number' },
  { query: '12199804', finds: ['france'], only: true },
  { query: '45-QZ', finds: ['kazakh'], only: true, place: 'number' },
  { query: '113/77', finds: ['trade'], place: 'number' },
  { query: '001/1896', finds: ['#Additional Articles to the Parcel Post'], place: 'text' },
  { query: 'Q5753', finds: ['#Twinning of Samarqand and Antalya'], place: 'number' },
  { query: '17.04.1998', finds: ['france'], tier: 1 },
  // Phrases, exclusions
  { query: '"border trade"', finds: ['hyphen', 'phrase'], only: true },
  { query: '"trade border"', finds: [], only: true },
  { query: '"free trade"', finds: ['phrase'], only: true, place: 'title' },
  { query: '"чегара савдоси"', finds: ['kazakh'], only: true },
  { query: '«parcel post» Venezuela', finds: ['#Parcel Post Agreement between the United Kingdom and Venezuela'], only: true },
  { query: 'whaling -schedule', finds: ['#Protocol extending the duration of the Whaling Agreement'], lacks: ['#Schedule to the International Whaling'] },
  { query: 'samarqand -"Samarqand viloyati"', finds: ['shanghai'], lacks: ['ankara'] },
  // Compounds
  { query: 'cooperation border', finds: ['hyphen'] },
  { query: 'co-operation economic', finds: ['hyphen'], tier: 1 },
  { query: 'crossborder', finds: ['hyphen'], only: true, tier: 1 },
  // Treaties and twinnings
  { query: 'extradition spain', finds: ['#Declaration between the Government of Spain respecting Extradition'], place: 'title' },
  { query: 'Испания extradition', finds: ['#Declaration between the Government of Spain respecting Extradition'], tier: 2 },
  { query: 'cordoba buchara', finds: ['#Buchara and Córdoba'], only: true, tier: 3 },
  { query: 'Koln barcelona', finds: ['#Barcelona and Köln'], only: true },
  { query: 'dusseldorf chicago', finds: ['#Chicago and Düsseldorf'], only: true },
  { query: 'lodz stuttgart', finds: ['#Stuttgart and Łódź'], only: true },
  { query: 'whaling germany', finds: ['#Protocol extending the duration of the Whaling'], place: 'party' },
  { query: 'payments uruguay 1947', finds: ['#Payments Agreement between the Government of the United Kingdom and the Government of Uruguay'] },
  { query: 'sweden visa', finds: ['#Exchange of Notes between Eire and Sweden'], where: { year: '1947' } },
  { query: 'istanbul', finds: ['#Istanbul'], where: { level: 'twinning' }, kind: 'agreement' },
  { query: 'bitim', finds: ['jizzax'], where: { field: 'INVEST' }, tier: 1 },
  // Other scripts
  { query: '中国', finds: ['china'], only: true },
  { query: 'سمرقند', finds: ['arabic'], only: true },
  { query: 'ҳамкорӣ', finds: ['tajik'] },
  // Places within the record
  { query: 'Marsel', finds: ['provence'], place: 'text' },
  { query: 'орошении', finds: ['provence'], place: 'text', only: true },
  { query: 'ekologiya', finds: ['kyrgyz'], place: 'text', only: true },
  { query: 'namuna', finds: [], only: true },
  { query: 'namuna', finds: ['voided'], where: { voided: 'yes' }, only: true },
  { query: 'qwrtplk', finds: [], total: 0 },
];
