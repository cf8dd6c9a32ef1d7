/** What is wrong around a partner: circles and contradictions that the entries of several offices make together. */
import { sentenceFrom, type Catalogue, type Saying } from '../sentences.ts';
import type { LabelLanguage } from '../vocabularies/vocabulary.ts';

export type PartnerWarning = Saying<keyof typeof partnerWarningCatalogue>;

export const sayPartnerWarning = (warning: PartnerWarning, language: LabelLanguage = 'en'): string => sentenceFrom(partnerWarningCatalogue, warning, language);

export const partnerWarningCatalogue = {
  parentCircle: ['Yuqori tashkilotlar zanjiri oʻziga qaytadi.', 'Юқори ташкилотлар занжири ўзига қайтади.', 'Цепочка вышестоящих организаций замыкается.', 'The parents form a circle.'],
  successionCircle: ['Oʻtmishdoshlar zanjiri oʻziga qaytadi.', 'Ўтмишдошлар занжири ўзига қайтади.', 'Цепочка предшественников замыкается.', 'The predecessors form a circle.'],
  sameContradicted: ['Qarorlar bir-biriga zid: {a:text} va {b:text} bir narsa deb ham, boshqa narsa deb ham belgilangan.', 'Қарорлар бир-бирига зид: {a:text} ва {b:text} бир нарса деб ҳам, бошқа нарса деб ҳам белгиланган.', 'Решения противоречат друг другу: {a:text} и {b:text} отмечены и как одно и то же, и как разное.', 'Decisions contradict each other: {a:text} and {b:text} are said to be the same, and not to be the same.'],
} as const satisfies Catalogue;
