/** Why two records may be the same, or may not. */
import { sentenceFrom, type Catalogue, type Saying, type ValuesOf } from '../sentences.ts';
import type { LabelLanguage } from '../vocabularies/vocabulary.ts';

export type WhyCode = keyof typeof whyCatalogue;

/** One reason: a code with the values that its sentence asks for. */
export type Why = Saying<WhyCode>;

export const why = <C extends WhyCode>(code: C, values: ValuesOf<(typeof whyCatalogue)[C][3]> & Why['values']): Why => ({ code, values });

export const sayWhy = (of: Why, language: LabelLanguage = 'en'): string => sentenceFrom(whyCatalogue, of, language);

export const whyCatalogue = {
  nameEqual: ['Nomlari bir xil: "{name:text}".', 'Номлари бир хил: «{name:text}».', 'Названия совпадают: «{name:text}».', 'The names are equal: "{name:text}".'],
  nameWords: ['Nomlari bir xil soʻzlardan iborat: "{a:text}" va "{b:text}".', 'Номлари бир хил сўзлардан иборат: «{a:text}» ва «{b:text}».', 'Названия состоят из одних и тех же слов: «{a:text}» и «{b:text}».', 'The names have the same words: "{a:text}" and "{b:text}".'],
  nameLoose: ['Nomlari bir xil eshitiladi: "{a:text}" va "{b:text}".', 'Номлари бир хил эшитилади: «{a:text}» ва «{b:text}».', 'Названия звучат одинаково: «{a:text}» и «{b:text}».', 'The names sound the same: "{a:text}" and "{b:text}".'],
  nameStateWords: ['Nomlari "respublika" kabi soʻzlar bilan farq qiladi: "{a:text}" va "{b:text}".', 'Номлари «республика» каби сўзлар билан фарқ қилади: «{a:text}» ва «{b:text}».', 'Названия различаются лишь словами вроде «республика»: «{a:text}» и «{b:text}».', 'The names differ by words such as "republic" only: "{a:text}" and "{b:text}".'],
  nameBrackets: ['Nomlari faqat qavs ichidagisi bilan farq qiladi: "{a:text}" va "{b:text}".', 'Номлари фақат қавс ичидагиси билан фарқ қилади: «{a:text}» ва «{b:text}».', 'Названия различаются лишь тем, что в скобках: «{a:text}» и «{b:text}».', 'The names differ by what stands in brackets only: "{a:text}" and "{b:text}".'],
  nameAlias: ['Ikkala nom bir birlikniki: "{a:text}" va "{b:text}".', 'Иккала ном бир бирликники: «{a:text}» ва «{b:text}».', 'Оба названия относятся к одному и тому же: «{a:text}» и «{b:text}».', 'Both names are known for one thing: "{a:text}" and "{b:text}".'],
  nameSlip: ['Nomlari bir-ikki harf bilan farq qiladi: "{a:text}" va "{b:text}".', 'Номлари бир-икки ҳарф билан фарқ қилади: «{a:text}» ва «{b:text}».', 'Названия различаются одной-двумя буквами: «{a:text}» и «{b:text}».', 'The names differ by a letter or two: "{a:text}" and "{b:text}".'],
  nameVowels: ['Nomlarining undoshlari bir xil: "{a:text}" va "{b:text}".', 'Номларининг ундошлари бир хил: «{a:text}» ва «{b:text}».', 'В названиях одни и те же согласные: «{a:text}» и «{b:text}».', 'The names have the same consonants: "{a:text}" and "{b:text}".'],
  nameWithin: ['Bir nom ikkinchisining ichida: "{a:text}" va "{b:text}".', 'Бир ном иккинчисининг ичида: «{a:text}» ва «{b:text}».', 'Одно название входит в другое: «{a:text}» и «{b:text}».', 'One name is part of the other: "{a:text}" and "{b:text}".'],
  externalId: ['Ikkalasi {source:text} roʻyxatida bir kalit bilan: {key:text}.', 'Иккаласи {source:text} рўйхатида бир калит билан: {key:text}.', 'Обе записи имеют один ключ в источнике {source:text}: {key:text}.', 'Both have the same key in {source:text}: {key:text}.'],
  kindEqual: ['Turi bir xil: {kind:kind}.', 'Тури бир хил: {kind:kind}.', 'Один и тот же вид: {kind:kind}.', 'They are of one kind: {kind:kind}.'],
  countryEqual: ['Davlati bir xil: {country:text}.', 'Давлати бир хил: {country:text}.', 'Одна страна: {country:text}.', 'They are in one country: {country:text}.'],
  subdivisionEqual: ['Hududi bir xil: {unit:text}.', 'Ҳудуди бир хил: {unit:text}.', 'Одна территориальная единица: {unit:text}.', 'They are in one unit: {unit:text}.'],
  parentEqual: ['Yuqori tashkiloti bir xil.', 'Юқори ташкилоти бир хил.', 'Одна вышестоящая организация.', 'They belong to one parent.'],
  kindDiffers: ['Turi boshqa: {a:kind} va {b:kind}.', 'Тури бошқа: {a:kind} ва {b:kind}.', 'Разного вида: {a:kind} и {b:kind}.', 'They are of different kinds: {a:kind} and {b:kind}.'],
  kindUnknown: ['Birining turi: {kind:kind}, ikkinchisiniki nomaʼlum.', 'Бирининг тури: {kind:kind}, иккинчисиники номаълум.', 'Вид одного: {kind:kind}, вид другого неизвестен.', 'The kind of one is {kind:kind}, that of the other is not known.'],
  countryDiffers: ['Davlati boshqa: {a:text} va {b:text}.', 'Давлати бошқа: {a:text} ва {b:text}.', 'Разные страны: {a:text} и {b:text}.', 'They are in different countries: {a:text} and {b:text}.'],
  subdivisionDiffers: ['Hududi boshqa: {a:text} va {b:text}.', 'Ҳудуди бошқа: {a:text} ва {b:text}.', 'Разные территориальные единицы: {a:text} и {b:text}.', 'They are in different units: {a:text} and {b:text}.'],
  parentDiffers: ['Yuqori tashkilotlari boshqa.', 'Юқори ташкилотлари бошқа.', 'Разные вышестоящие организации.', 'They belong to different parents.'],
  toldApartBySource: ['Ularning {source:text} manbasidagi kalitlari boshqa.', 'Уларнинг {source:text} манбасидаги калитлари бошқа.', 'У них разные ключи в источнике {source:text}.', 'They have different keys in {source:text}.'],
  oneAboveOther: ['Biri ikkinchisining yuqori tashkiloti.', 'Бири иккинчисининг юқори ташкилоти.', 'Одна запись стоит выше другой.', 'One is the parent of the other.'],
  oneAfterOther: ['Biri ikkinchisining vorisi.', 'Бири иккинчисининг вориси.', 'Одна запись — преемник другой.', 'One succeeded the other.'],
  scanEqual: ['Skan nusxasi bir xil: {scan:text}.', 'Скан нусхаси бир хил: {scan:text}.', 'Один и тот же скан: {scan:text}.', 'They have the same scan: {scan:text}.'],
  titleEqual: ['Sarlavhalari bir xil.', 'Сарлавҳалари бир хил.', 'Заголовки совпадают.', 'The titles are equal.'],
  titleWords: ['Sarlavhalari deyarli bir xil soʻzlardan iborat.', 'Сарлавҳалари деярли бир хил сўзлардан иборат.', 'Заголовки состоят почти из одних и тех же слов.', 'The titles have nearly the same words.'],
  titleDiffers: ['Sarlavhalari boshqa.', 'Сарлавҳалари бошқа.', 'Заголовки различаются.', 'The titles differ.'],
  numberEqual: ['Raqami bir xil: {number:text}.', 'Рақами бир хил: {number:text}.', 'Один и тот же номер: {number:text}.', 'They have the same number: {number:text}.'],
  dateEqual: ['Imzolangan sanasi bir xil: {date:date}.', 'Имзоланган санаси бир хил: {date:date}.', 'Одна дата подписания: {date:date}.', 'They were signed on the same date: {date:date}.'],
  dateMayBeEqual: ['Sanalari bir-biriga mos: {a:date} va {b:date}.', 'Саналари бир-бирига мос: {a:date} ва {b:date}.', 'Даты могут совпадать: {a:date} и {b:date}.', 'The dates may be the same: {a:date} and {b:date}.'],
  dateSwapped: ['Kun bilan oy oʻrni almashgan boʻlishi mumkin: {a:date} va {b:date}.', 'Кун билан ой ўрни алмашган бўлиши мумкин: {a:date} ва {b:date}.', 'День и месяц могли быть переставлены: {a:date} и {b:date}.', 'Day and month may have been swapped: {a:date} and {b:date}.'],
  dateDiffers: ['Sanalari boshqa: {a:date} va {b:date}.', 'Саналари бошқа: {a:date} ва {b:date}.', 'Разные даты: {a:date} и {b:date}.', 'The dates differ: {a:date} and {b:date}.'],
  partiesEqual: ['Taraflari bir xil.', 'Тарафлари бир хил.', 'Одни и те же стороны.', 'They have the same parties.'],
  partiesDiffer: ['Umumiy tarafi yoʻq.', 'Умумий тарафи йўқ.', 'Нет общих сторон.', 'They have no party in common.'],
} as const satisfies Catalogue;
