/** What papers are: instruments, kinds of correspondence and of records management. */
import { vocabulary } from './vocabulary.ts';

/** Forms of an agreement. */
export const instruments = vocabulary('instruments', [
  ['TREATY', 'Shartnoma', null, 'Договор', 'Treaty'],
  ['AGREEMENT', 'Bitim', null, 'Соглашение', 'Agreement'],
  ['CONVENTION', 'Konvensiya', null, 'Конвенция', 'Convention'],
  ['PROTOCOL', 'Protokol', null, 'Протокол', 'Protocol'],
  ['ADD_PROTOCOL', 'Qoʻshimcha protokol', null, 'Дополнительный протокол', 'Additional protocol'],
  ['MOU', 'Anglashuv memorandumi', null, 'Меморандум о взаимопонимании', 'Memorandum of understanding'],
  ['MEMO_COOP', 'Hamkorlik memorandumi', null, 'Меморандум о сотрудничестве', 'Memorandum of cooperation'],
  ['TWINNING', 'Qardosh shaharlar aloqalarini oʻrnatish toʻgʻrisida bitim', null, 'Соглашение об установлении побратимских связей', 'Sister-city (twinning) agreement'],
  ['PARTNERSHIP', 'Sheriklik aloqalarini oʻrnatish toʻgʻrisida bitim', null, 'Соглашение об установлении партнёрских отношений', 'Partnership agreement'],
  ['TRADE_ECON', 'Savdo-iqtisodiy hamkorlik toʻgʻrisida bitim', null, 'Соглашение о торгово-экономическом сотрудничестве', 'Trade and economic cooperation agreement'],
  ['INTENT', 'Niyatlar protokoli', null, 'Протокол о намерениях', 'Letter/protocol of intent'],
  ['ROADMAP', 'Yoʻl xaritasi', null, 'Дорожная карта (план мероприятий)', 'Roadmap (action plan)'],
  ['JOINT_STATEMENT', 'Qoʻshma bayonot', null, 'Совместное заявление', 'Joint statement'],
  ['EXCHANGE_NOTES', 'Nota almashish', null, 'Обмен нотами', 'Exchange of notes'],
  ['MINUTES', 'Majlis bayonnomasi', null, 'Протокол заседания', 'Minutes'],
  ['CONTRACT', 'Tijorat shartnomasi', null, 'Коммерческий контракт', 'Commercial contract'],
]);

/** Kinds of official letters and of an office's own papers. */
export const correspondence = vocabulary('correspondence', [
  ['NOTE_VERBALE', 'Verbal nota', null, 'Вербальная нота', 'Note verbale'],
  ['NOTE_PERSONAL', 'Shaxsiy nota', null, 'Личная нота', 'Personal (first-person) note'],
  ['NOTE_CIRCULAR', 'Sirkulyar nota', null, 'Циркулярная нота', 'Circular note'],
  ['AIDE_MEMOIRE', 'Esdalik yozuvi', null, 'Памятная записка', 'Aide-mémoire'],
  ['MEMORANDUM', 'Memorandum', null, 'Меморандум', 'Memorandum'],
  ['LETTER', 'Rasmiy xat', null, 'Официальное письмо', 'Official letter'],
  ['COVER', 'Ilova xat', null, 'Сопроводительное письмо', 'Cover letter'],
  ['SEMI_OFFICIAL', 'Yarim rasmiy shaxsiy xat', null, 'Личное письмо полуофициального характера', 'Semi-official letter'],
  ['INVITATION', 'Taklifnoma', null, 'Приглашение', 'Invitation'],
  ['REPLY', 'Javob xati', null, 'Ответное письмо', 'Reply'],
  ['HOKIM_DECISION', 'Hokim qarori', null, 'Решение хокима', 'Hokim\'s decision'],
  ['HOKIM_ORDER', 'Hokim farmoyishi', null, 'Распоряжение хокима', 'Hokim\'s order'],
  ['INTERNAL_MEMO', 'Xizmat xati', null, 'Служебная записка', 'Internal memo'],
  ['REFERENCE', 'Maʼlumotnoma', null, 'Справка', 'Information note'],
  ['ACT', 'Dalolatnoma', null, 'Акт', 'Act (statement)'],
  ['FULL_POWERS', 'Vakolatnoma', null, 'Полномочия', 'Full powers'],
]);

export const directions = vocabulary('directions', [
  ['IN', 'Kiruvchi', null, 'Входящий', 'Incoming'],
  ['OUT', 'Chiquvchi', null, 'Исходящий', 'Outgoing'],
  ['INT', 'Ichki', null, 'Внутренний', 'Internal'],
]);

/** Roles in carrying out a resolution. */
export const executors = vocabulary('executors', [
  ['MAIN', 'Asosiy ijrochi', null, 'Основной исполнитель', 'Lead executor'],
  ['EQUAL', 'Teng ijrochi', null, 'Равный исполнитель', 'Equal executor'],
  ['CO', 'Ham ijrochi', null, 'Соисполнитель', 'Co-executor'],
  ['ASSIST', 'Yordamchi', null, 'Помощник', 'Assistant'],
]);

/** Terms of records management. */
export const filingTerms = vocabulary('filingTerms', [
  ['RESOLUTION', 'Ustxat', null, 'Резолюция', 'Resolution'],
  ['TASK', 'Topshiriq', null, 'Поручение', 'Assignment'],
  ['DUE', 'Ijro muddati', null, 'Срок исполнения', 'Due date'],
  ['CONTROL', 'Nazorat', null, 'Контроль', 'Control'],
  ['FILE', 'Yigʻma jild', null, 'Дело', 'File'],
  ['NOMENCLATURE', 'Yigʻma jildlar nomenklaturasi', null, 'Номенклатура дел', 'File plan'],
  ['RETENTION', 'Saqlash muddati', null, 'Срок хранения', 'Retention period'],
  ['FONDS', 'Fond', null, 'Фонд', 'Fonds'],
  ['INVENTORY', 'Roʻyxat (opis)', null, 'Опись', 'Inventory'],
  ['SHEET', 'Varaq', null, 'Лист', 'Sheet'],
]);
