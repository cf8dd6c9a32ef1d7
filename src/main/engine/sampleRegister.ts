/** The sample register: made-up agreements between real places, to look around in. Numbers, dates and statuses are invented. */
import type { Json } from '../../shared/json.ts';

interface Place {
  readonly code: string;
  /** ISO 3166-1. */
  readonly country: string;
  readonly subdivision?: string;
  readonly kind: 'region' | 'city';
  readonly uz: string;
  readonly ru: string;
  readonly en: string;
}

const ours = (code: string, kind: Place['kind'], uz: string, ru: string, en: string): Place => ({ code, country: 'UZ', subdivision: `UZ-${code}`, kind, uz, ru, en });
const theirs = (code: string, country: string, kind: Place['kind'], uz: string, ru: string, en: string): Place => ({ code, country, kind, uz, ru, en });

const PLACES: readonly Place[] = [
  ours('TK', 'city', 'Toshkent shahri', 'город Ташкент', 'Tashkent city'),
  ours('BU', 'region', 'Buxoro viloyati', 'Бухарская область', 'Bukhara region'),
  ours('SA', 'region', 'Samarqand viloyati', 'Самаркандская область', 'Samarkand region'),
  ours('FA', 'region', 'Fargʻona viloyati', 'Ферганская область', 'Fergana region'),
  ours('XO', 'region', 'Xorazm viloyati', 'Хорезмская область', 'Khorezm region'),
  ours('SU', 'region', 'Surxondaryo viloyati', 'Сурхандарьинская область', 'Surkhandarya region'),
  theirs('minsk', 'BY', 'city', 'Minsk shahri', 'город Минск', 'Minsk'),
  theirs('tatarstan', 'RU', 'region', 'Tatariston Respublikasi', 'Республика Татарстан', 'Republic of Tatarstan'),
  theirs('khatlon', 'TJ', 'region', 'Xatlon viloyati', 'Хатлонская область', 'Khatlon region'),
  theirs('doha', 'QA', 'city', 'Doha shahri', 'город Доха', 'Doha'),
  theirs('hamadan', 'IR', 'region', 'Hamadon ostoni', 'провинция Хамадан', 'Hamadan province'),
  theirs('osh', 'KG', 'region', 'Oʻsh viloyati', 'Ошская область', 'Osh region'),
  theirs('lyon', 'FR', 'city', 'Lion shahri', 'город Лион', 'Lyon'),
  theirs('shaanxi', 'CN', 'region', 'Shensi provinsiyasi', 'провинция Шэньси', 'Shaanxi province'),
  theirs('turkistan', 'KZ', 'region', 'Turkiston viloyati', 'Туркестанская область', 'Turkistan region'),
  theirs('jeonju', 'KR', 'city', 'Chonju shahri', 'город Чонджу', 'Jeonju'),
];

const FORMS = {
  TWINNING: { level: 'twinning', uz: 'qardosh shaharlar aloqalarini oʻrnatish toʻgʻrisida bitim', ru: 'соглашение об установлении побратимских связей', en: 'sister-city agreement' },
  PARTNERSHIP: { level: 'interregional', uz: 'sheriklik aloqalarini oʻrnatish toʻgʻrisida bitim', ru: 'соглашение об установлении партнёрских отношений', en: 'partnership agreement' },
  TRADE_ECON: { level: 'interregional', uz: 'savdo-iqtisodiy, ilmiy-texnikaviy va madaniy hamkorlik toʻgʻrisida bitim', ru: 'соглашение о торгово-экономическом, научно-техническом и культурном сотрудничестве', en: 'agreement on cooperation in trade, the economy, science, technology and culture' },
  MEMO_COOP: { level: 'interregional', uz: 'hamkorlik memorandumi', ru: 'меморандум о сотрудничестве', en: 'memorandum of cooperation' },
} as const;

type Form = keyof typeof FORMS;
type What = 'force' | 'term' | 'signed' | 'draft' | 'permission' | 'suspended' | 'notice' | 'terminated';

/** Number, ours, theirs, form, date signed (or of the last step), what became of it. */
const ROWS: readonly (readonly [no: string, ours: string, theirs: string, form: Form, date: string, what: What])[] = [
  ['102-04/16', 'TK', 'minsk', 'TRADE_ECON', '2016-10-28', 'term'],
  ['021-05/22', 'SA', 'tatarstan', 'PARTNERSHIP', '2022-05-19', 'notice'],
  ['052-05/24', 'SU', 'khatlon', 'MEMO_COOP', '2024-08-30', 'term'],
  ['066-05/25', 'FA', 'osh', 'MEMO_COOP', '2025-03-27', 'force'],
  ['036-05/23', 'XO', 'turkistan', 'PARTNERSHIP', '2023-06-21', 'force'],
  ['041-05/23', 'BU', 'tatarstan', 'PARTNERSHIP', '2023-12-08', 'suspended'],
  ['047-05/24', 'BU', 'hamadan', 'TRADE_ECON', '2024-06-11', 'term'],
  ['059-05/24', 'TK', 'doha', 'TWINNING', '2024-11-06', 'force'],
  ['074-05/25', 'FA', 'osh', 'PARTNERSHIP', '2025-06-18', 'force'],
  ['081-05/25', 'TK', 'lyon', 'TRADE_ECON', '2025-10-03', 'force'],
  ['087-05/25', 'SA', 'shaanxi', 'TWINNING', '2025-11-12', 'term'],
  ['104-05/26', 'SU', 'khatlon', 'MEMO_COOP', '2026-05-22', 'force'],
  ['112-05/26', 'SA', 'minsk', 'PARTNERSHIP', '2026-07-04', 'force'],
  ['119-05/26', 'XO', 'shaanxi', 'TRADE_ECON', '2026-09-17', 'signed'],
  ['124-05/26', 'FA', 'turkistan', 'MEMO_COOP', '2026-10-23', 'signed'],
  ['127-05/26', 'BU', 'hamadan', 'TWINNING', '2026-10-30', 'permission'],
  ['128-05/26', 'SA', 'jeonju', 'TWINNING', '2026-11-02', 'draft'],
  ['131-05/26', 'TK', 'jeonju', 'MEMO_COOP', '2026-11-14', 'draft'],
  ['063-04/11', 'BU', 'lyon', 'TWINNING', '2011-09-16', 'force'],
  ['058-04/10', 'SA', 'lyon', 'TWINNING', '2010-04-12', 'force'],
  ['039-04/06', 'TK', 'tatarstan', 'MEMO_COOP', '2006-03-14', 'terminated'],
  ['008-04/99', 'TK', 'jeonju', 'TWINNING', '1999-05', 'force'],
];

export interface SampleRecord {
  readonly kind: 'partner' | 'agreement' | 'event';
  readonly value: Readonly<Record<string, Json>>;
}

export const SAMPLE_OFFICE = { office: 'namuna', name: 'Namuna idorasi · Образцовое учреждение · Sample office', country: 'UZ', region: null } as const;

export const samplePartners: readonly (SampleRecord & { readonly code: string })[] = PLACES.map((place) => ({
  code: place.code,
  kind: 'partner',
  value: { partnerKind: place.kind, country: place.country, ...(place.subdivision === undefined ? {} : { subdivision: place.subdivision }), nameForms: forms(place.uz, capital(place.ru), place.en) },
}));

/** Agreements, each with its events but for the id that they name. @param idOf id of the partner of a code. */
export function sampleAgreements(idOf: (code: string) => string): readonly { readonly agreement: SampleRecord; readonly events: readonly (SampleRecord)[] }[] {
  return ROWS.map(([registerNo, our, their, form, date, what]) => {
    const [one, other] = [placeOf(our), placeOf(their)];
    const { level, uz, ru, en } = FORMS[form];
    const concluded = what !== 'draft' && what !== 'permission';
    const inForce = concluded && what !== 'signed';
    return {
      agreement: { kind: 'agreement', value: {
        registerNo, level, instrument: form,
        titleForms: forms(`${one.uz} va ${other.uz} oʻrtasida ${uz}`, `${capital(ru)}: ${one.ru} и ${other.ru}`, `${capital(en)}: ${one.en} and ${other.en}`)
          .map((form) => (form.language === 'en' ? { ...form, courtesy: true } : form)),
        parties: [{ partner: idOf(our), side: 'ours' }, { partner: idOf(their), side: 'theirs' }],
        ...(concluded ? { dateSigned: date } : {}),
        ...(inForce ? { entryIntoForce: { rule: 'on-signature' }, dateInForce: date } : {}),
        ...(what === 'signed' ? { entryIntoForce: { rule: 'on-last-notification' } } : {}),
        ...(what === 'term' ? { term: { kind: 'fixed', months: 60, renewal: 'tacit', renewalMonths: 60, noticeMonths: 3 } } : { term: { kind: 'indefinite', noticeMonths: 6 } }),
        access: 'public',
      } },
      events: eventsOf(what, date).map(([type, day]) => ({ kind: 'event', value: { type, date: day } })),
    };
  });
}

function eventsOf(what: What, date: string): readonly (readonly [type: string, date: string])[] {
  switch (what) {
    case 'permission':
      return [['proposed', date], ['permission-requested', date]];
    case 'draft':
      return [['proposed', date], ['negotiation-round', date]];
    case 'suspended':
      return [['suspended', '2026-02-10']];
    case 'notice':
      return [['notice-given', '2026-11-10']];
    case 'terminated':
      return [['terminated', '2019-12-31']];
    case 'force':
    case 'term':
    case 'signed':
      return [];
  }
}

function placeOf(code: string): Place {
  const place = PLACES.find((candidate) => candidate.code === code);
  if (place === undefined) throw new Error(`No place ${code} in the sample.`);
  return place;
}

function forms(uz: string, ru: string, en: string): readonly { readonly text: string; readonly language: string; readonly script: string }[] {
  return [{ text: uz, language: 'uz', script: 'Latn' }, { text: ru, language: 'ru', script: 'Cyrl' }, { text: en, language: 'en', script: 'Latn' }];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
