/**
 * The fourteen first-level units of Uzbekistan: ISO 3166-2 and SOATO codes, names in three scripts, seats, other spellings and
 * the countries they border on. The Latin spelling of 2026 is derived, not kept.
 */
import { vocabulary } from './vocabulary.ts';

export interface Region {
  /** ISO 3166-2. */
  readonly iso: string;
  readonly soato: number;
  readonly type: 'viloyat' | 'republic' | 'city';
  readonly uzLatn: string;
  readonly uzCyrl: string;
  readonly ru: string;
  readonly en: string;
  /** The name in Karakalpak. */
  readonly kaa?: string;
  /** The seat of its administration. */
  readonly centre: string;
  readonly centreRu: string;
  readonly aliases: readonly string[];
  /** ISO 3166-1 codes of the countries on its border. */
  readonly border: readonly string[];
}

export const regions: readonly Region[] = [
  {
    iso: 'UZ-AN', soato: 1703, type: 'viloyat', uzLatn: 'Andijon viloyati', uzCyrl: 'Андижон вилояти', ru: 'Андижанская область', en: 'Andijan Region',
    centre: 'Andijon', centreRu: 'Андижан', aliases: ['Andizhan', 'Андижан'], border: ['KG'],
  },
  {
    iso: 'UZ-BU', soato: 1706, type: 'viloyat', uzLatn: 'Buxoro viloyati', uzCyrl: 'Бухоро вилояти', ru: 'Бухарская область', en: 'Bukhara Region',
    centre: 'Buxoro', centreRu: 'Бухара', aliases: ['Bokhara', 'Бухара'], border: ['TM'],
  },
  {
    iso: 'UZ-FA', soato: 1730, type: 'viloyat', uzLatn: 'Fargʻona viloyati', uzCyrl: 'Фарғона вилояти', ru: 'Ферганская область', en: 'Fergana Region',
    centre: 'Fargʻona', centreRu: 'Фергана', aliases: ['Ferghana', 'Фергана'], border: ['KG', 'TJ'],
  },
  {
    iso: 'UZ-JI', soato: 1708, type: 'viloyat', uzLatn: 'Jizzax viloyati', uzCyrl: 'Жиззах вилояти', ru: 'Джизакская область', en: 'Jizzakh Region',
    centre: 'Jizzax', centreRu: 'Джизак', aliases: ['Djizak', 'Jizak', 'Джизак'], border: ['KZ', 'TJ'],
  },
  {
    iso: 'UZ-NG', soato: 1714, type: 'viloyat', uzLatn: 'Namangan viloyati', uzCyrl: 'Наманган вилояти', ru: 'Наманганская область', en: 'Namangan Region',
    centre: 'Namangan', centreRu: 'Наманган', aliases: ['Наманган'], border: ['KG', 'TJ'],
  },
  {
    iso: 'UZ-NW', soato: 1712, type: 'viloyat', uzLatn: 'Navoiy viloyati', uzCyrl: 'Навоий вилояти', ru: 'Навоийская область', en: 'Navoiy Region',
    centre: 'Navoiy', centreRu: 'Навои', aliases: ['Navoi', 'Навои'], border: ['KZ'],
  },
  {
    iso: 'UZ-QA', soato: 1710, type: 'viloyat', uzLatn: 'Qashqadaryo viloyati', uzCyrl: 'Қашқадарё вилояти', ru: 'Кашкадарьинская область', en: 'Kashkadarya Region',
    centre: 'Qarshi', centreRu: 'Карши', aliases: ['Kashkadarya', 'Qashqadaryo', 'Кашкадарья'], border: ['TJ', 'TM'],
  },
  {
    iso: 'UZ-QR', soato: 1735, type: 'republic', uzLatn: 'Qoraqalpogʻiston Respublikasi', uzCyrl: 'Қорақалпоғистон Республикаси', ru: 'Республика Каракалпакстан', en: 'Republic of Karakalpakstan', kaa: 'Qaraqalpaqstan Respublikası',
    centre: 'Nukus', centreRu: 'Нукус', aliases: ['Karakalpakiya', 'Каракалпакия'], border: ['KZ', 'TM'],
  },
  {
    iso: 'UZ-SA', soato: 1718, type: 'viloyat', uzLatn: 'Samarqand viloyati', uzCyrl: 'Самарқанд вилояти', ru: 'Самаркандская область', en: 'Samarkand Region',
    centre: 'Samarqand', centreRu: 'Самарканд', aliases: ['Samarkand', 'Самарканд'], border: ['TJ'],
  },
  {
    iso: 'UZ-SI', soato: 1724, type: 'viloyat', uzLatn: 'Sirdaryo viloyati', uzCyrl: 'Сирдарё вилояти', ru: 'Сырдарьинская область', en: 'Syrdarya Region',
    centre: 'Guliston', centreRu: 'Гулистан', aliases: ['Sirdarya', 'Syr Darya', 'Сырдарья'], border: ['KZ', 'TJ'],
  },
  {
    iso: 'UZ-SU', soato: 1722, type: 'viloyat', uzLatn: 'Surxondaryo viloyati', uzCyrl: 'Сурхондарё вилояти', ru: 'Сурхандарьинская область', en: 'Surkhandarya Region',
    centre: 'Termiz', centreRu: 'Термез', aliases: ['Surkhandarya', 'Surxondaryo', 'Сурхандарья'], border: ['AF', 'TJ', 'TM'],
  },
  {
    iso: 'UZ-TK', soato: 1726, type: 'city', uzLatn: 'Toshkent shahri', uzCyrl: 'Тошкент шаҳри', ru: 'город Ташкент', en: 'Tashkent City',
    centre: 'Toshkent', centreRu: 'Ташкент', aliases: ['Tashkent', 'г. Ташкент'], border: [],
  },
  {
    iso: 'UZ-TO', soato: 1727, type: 'viloyat', uzLatn: 'Toshkent viloyati', uzCyrl: 'Тошкент вилояти', ru: 'Ташкентская область', en: 'Tashkent Region',
    centre: 'Nurafshon', centreRu: 'Нурафшон', aliases: ['Tashkent oblast'], border: ['KZ', 'KG', 'TJ'],
  },
  {
    iso: 'UZ-XO', soato: 1733, type: 'viloyat', uzLatn: 'Xorazm viloyati', uzCyrl: 'Хоразм вилояти', ru: 'Хорезмская область', en: 'Khorezm Region',
    centre: 'Urganch', centreRu: 'Ургенч', aliases: ['Khorezm', 'Khwarezm', 'Хорезм'], border: ['TM'],
  },
];

/** The same as a vocabulary, by ISO code. */
export const regionNames = vocabulary('regions', regions.map((region) => [region.iso, region.uzLatn, region.uzCyrl, region.ru, region.en]));
