/** Public facts: agreements that stand in the press and in official statements. Only what is stated there; no dates are made up. */

export interface Fact {
  /** Short name, also of the scan's file. */
  readonly slug: string;
  readonly ours: string;
  readonly theirs: string;
  /** ISO 3166-1 of the partner. */
  readonly country: string;
  readonly kind: 'city' | 'region';
  readonly uz: string;
  readonly ru: string;
}

export const facts: readonly Fact[] = [
  { slug: 'tashkent-doha', ours: 'Tashkent', theirs: 'Doha', country: 'QA', kind: 'city', uz: 'Toshkent va Doha shaharlari oʻrtasida bitim', ru: 'Соглашение между городами Ташкент и Доха' },
  { slug: 'tashkent-minsk', ours: 'Tashkent', theirs: 'Minsk', country: 'BY', kind: 'city', uz: 'Toshkent va Minsk shaharlari oʻrtasida bitim', ru: 'Соглашение между городами Ташкент и Минск' },
  { slug: 'bukhara-hamadan', ours: 'Bukhara region', theirs: 'Hamadan province', country: 'IR', kind: 'region', uz: 'Buxoro viloyati va Hamadon ostoni oʻrtasida bitim', ru: 'Соглашение между Бухарской областью и провинцией Хамадан' },
  { slug: 'samarkand-qingdao', ours: 'Samarkand', theirs: 'Qingdao', country: 'CN', kind: 'city', uz: 'Samarqand va Sindao shaharlari oʻrtasida bitim', ru: 'Соглашение между городами Самарканд и Циндао' },
  { slug: 'tashkent-region-xinjiang', ours: 'Tashkent region', theirs: 'Xinjiang', country: 'CN', kind: 'region', uz: 'Toshkent viloyati va Sinszyan oʻrtasida bitim', ru: 'Соглашение между Ташкентской областью и Синьцзяном' },
  { slug: 'syrdarya-shaanxi', ours: 'Syrdarya region', theirs: 'Shaanxi', country: 'CN', kind: 'region', uz: 'Sirdaryo viloyati va Shensi provinsiyasi oʻrtasida bitim', ru: 'Соглашение между Сырдарьинской областью и провинцией Шэньси' },
];

/** The council is entered by hand, as a record of its own. */
export const council = {
  slug: 'council-of-border-regions',
  date: '2017-09-06',
  en: 'Council of heads of the border regions of Uzbekistan and Kyrgyzstan',
  uz: 'Oʻzbekiston va Qirgʻiziston chegaradosh hududlari rahbarlari kengashi',
  ru: 'Совет глав приграничных областей Узбекистана и Кыргызстана',
} as const;

/** The register as an office might keep it today: one row for each agreement. */
export const registerTable = (): string =>
  `${['no,title_uz,title_ru,ours,theirs,country', ...facts.map((fact, i) => [String(i + 1), fact.uz, fact.ru, fact.ours, fact.theirs, fact.country].join(','))].join('\n')}\n`;

/** What its columns mean. */
export const registerMapping = (): object => {
  const cities = [...new Set(facts.filter(({ kind }) => kind === 'city').flatMap(({ ours, theirs }) => [ours, theirs]))];
  return {
    format: 'bitim-mapping/1',
    kind: 'agreement',
    source: 'demo-register',
    key: ['no'],
    values: { registerNo: { templates: ['MFA-{no}'] }, level: { constant: 'interregional' } },
    titles: [{ template: '{title_uz}', language: 'uz' }, { template: '{title_ru}', language: 'ru' }],
    parties: [
      { name: 'ours', side: 'ours', partnerKind: 'region', partnerKinds: { city: cities }, country: { constant: 'UZ' }, language: 'en' },
      { name: 'theirs', side: 'theirs', partnerKind: 'region', partnerKinds: { city: cities }, country: { column: 'country' }, language: 'en' },
    ],
  };
};
