/** Fields of cooperation: those open to a region, and those that are the state's alone. */
import { vocabulary, type TermRow } from './vocabulary.ts';

const open: readonly TermRow[] = [
  ['ECON', 'Savdo-iqtisodiyot', 'Савдо-иқтисодиёт', 'Торгово-экономическая', 'Trade and economy'],
  ['INVEST', 'Investitsiya va sanoat kooperatsiyasi', 'Инвестиция ва саноат кооперацияси', 'Инвестиции и промышленная кооперация', 'Investment and industrial cooperation'],
  ['AGRI', 'Qishloq xoʻjaligi', 'Қишлоқ хўжалиги', 'Сельское хозяйство (АПК)', 'Agriculture'],
  ['SCI', 'Fan', 'Фан', 'Наука', 'Science'],
  ['TECH', 'Texnologiya va innovatsiya', 'Технология ва инновация', 'Технологии и инновации', 'Technology and innovation'],
  ['ECO', 'Ekologiya', 'Экология', 'Экология', 'Environment'],
  ['CULT', 'Madaniyat', 'Маданият', 'Культура', 'Culture'],
  ['EDU', 'Taʼlim', 'Таълим', 'Образование', 'Education'],
  ['HEALTH', 'Sogʻliqni saqlash', 'Соғлиқни сақлаш', 'Здравоохранение', 'Health care'],
  ['TOUR', 'Turizm', 'Туризм', 'Туризм', 'Tourism'],
  ['SPORT', 'Sport va yoshlar', 'Спорт ва ёшлар', 'Спорт и молодёжь', 'Sport and youth'],
  ['EMPL', 'Aholi bandligi', 'Аҳоли бандлиги', 'Занятость населения', 'Employment'],
  ['URBAN', 'Shaharsozlik va kommunal xoʻjalik', 'Шаҳарсозлик ва коммунал хўжалик', 'Градостроительство и ЖКХ', 'Urban development and utilities'],
  ['TRANS', 'Transport va logistika', 'Транспорт ва логистика', 'Транспорт и логистика', 'Transport and logistics'],
];

const stateOnly: readonly TermRow[] = [
  ['X-POL', 'Siyosiy', 'Сиёсий', 'Политическая', 'Political'],
  ['X-DIP', 'Diplomatik', 'Дипломатик', 'Дипломатическая', 'Diplomatic'],
  ['X-CON', 'Konsullik', 'Консуллик', 'Консульская', 'Consular'],
  ['X-MIL', 'Harbiy va mudofaa', 'Ҳарбий ва мудофаа', 'Военная и оборонная', 'Military and defence'],
];

/** Every field of cooperation. */
export const cooperationFields = vocabulary('cooperationFields', [...open, ...stateOnly]);

/** Fields in which a region may not conclude anything. */
export const stateOnlyFields: ReadonlySet<string> = new Set(stateOnly.map(([code]) => code));
