/** How agreements and partners stand to each other, where agreements are registered, and what paper originals can be. */
import { vocabulary } from './vocabulary.ts';

/** What an agreement is to another agreement or to a legal act. */
export const relationTypes = vocabulary('relationTypes', [
  ['basedOn', 'Asosida tuzilgan', 'Асосида тузилган', 'Основано на', 'Based on'],
  ['implements', 'Ijrosini taʼminlaydi', 'Ижросини таъминлайди', 'Во исполнение', 'Implements'],
  ['amends', 'Oʻzgartiradi', 'Ўзгартиради', 'Вносит изменения в', 'Amends'],
  ['supersedes', 'Oʻrnini bosadi', 'Ўрнини босади', 'Заменяет', 'Supersedes'],
  ['subsidiaryOf', 'Tarkibiga kiradi', 'Таркибига киради', 'Является частью', 'Subsidiary of'],
]);

/** Registers in which an agreement is entered outside the office. */
export const registers = vocabulary('registers', [
  ['national', 'Milliy reyestr', 'Миллий реестр', 'Национальный реестр', 'National register'],
  ['un', 'BMT Kotibiyati', 'БМТ Котибияти', 'Секретариат ООН', 'United Nations Secretariat'],
  ['other', 'Boshqa reyestr', 'Бошқа реестр', 'Другой реестр', 'Other register'],
]);

/** In what condition a paper original is. */
export const originalConditions = vocabulary('originalConditions', [
  ['good', 'Yaxshi', 'Яхши', 'Хорошее', 'Good'],
  ['worn', 'Eskirgan', 'Эскирган', 'Изношен', 'Worn'],
  ['damaged', 'Shikastlangan', 'Шикастланган', 'Повреждён', 'Damaged'],
  ['lost', 'Yoʻqolgan', 'Йўқолган', 'Утрачен', 'Lost'],
]);

/** What binds a unit of ours and one of theirs. */
export const relationshipKinds = vocabulary('relationshipKinds', [
  ['twinning', 'Qardoshlik', 'Қардошлик', 'Побратимство', 'Twinning'],
  ['partnership', 'Sheriklik', 'Шериклик', 'Партнёрство', 'Partnership'],
  ['cross-border', 'Chegaraoldi hamkorlik', 'Чегараолди ҳамкорлик', 'Приграничное сотрудничество', 'Cross-border cooperation'],
  ['cooperation', 'Hamkorlik', 'Ҳамкорлик', 'Сотрудничество', 'Cooperation'],
  ['contact', 'Aloqa', 'Алоқа', 'Контакты', 'Contact'],
]);

/** What a relationship lives by. */
export const activityTypes = vocabulary('activityTypes', [
  ['delegation', 'Delegatsiya tashrifi', 'Делегация ташрифи', 'Визит делегации', 'Delegation'],
  ['meeting', 'Uchrashuv', 'Учрашув', 'Встреча', 'Meeting'],
  ['event', 'Tadbir', 'Тадбир', 'Мероприятие', 'Event'],
  ['exchange', 'Almashinuv', 'Алмашинув', 'Обмен', 'Exchange'],
  ['project', 'Loyiha', 'Лойиҳа', 'Проект', 'Project'],
  ['correspondence', 'Yozishma', 'Ёзишма', 'Переписка', 'Correspondence'],
]);
