/** What papers are: instruments, kinds of correspondence and of records management. */
import { vocabulary } from './vocabulary.ts';

/** Forms of an agreement. */
export const instruments = vocabulary('instruments', [
  ['TREATY', 'Shartnoma', 'Шартнома', 'Договор', 'Treaty'],
  ['AGREEMENT', 'Bitim', 'Битим', 'Соглашение', 'Agreement'],
  ['CONVENTION', 'Konvensiya', 'Конвенция', 'Конвенция', 'Convention'],
  ['PROTOCOL', 'Protokol', 'Протокол', 'Протокол', 'Protocol'],
  ['ADD_PROTOCOL', 'Qoʻshimcha protokol', 'Қўшимча протокол', 'Дополнительный протокол', 'Additional protocol'],
  ['MOU', 'Anglashuv memorandumi', 'Англашув меморандуми', 'Меморандум о взаимопонимании', 'Memorandum of understanding'],
  ['MEMO_COOP', 'Hamkorlik memorandumi', 'Ҳамкорлик меморандуми', 'Меморандум о сотрудничестве', 'Memorandum of cooperation'],
  ['TWINNING', 'Qardosh shaharlar aloqalarini oʻrnatish toʻgʻrisida bitim', 'Қардош шаҳарлар алоқаларини ўрнатиш тўғрисида битим', 'Соглашение об установлении побратимских связей', 'Sister-city (twinning) agreement'],
  ['PARTNERSHIP', 'Sheriklik aloqalarini oʻrnatish toʻgʻrisida bitim', 'Шериклик алоқаларини ўрнатиш тўғрисида битим', 'Соглашение об установлении партнёрских отношений', 'Partnership agreement'],
  ['TRADE_ECON', 'Savdo-iqtisodiy hamkorlik toʻgʻrisida bitim', 'Савдо-иқтисодий ҳамкорлик тўғрисида битим', 'Соглашение о торгово-экономическом сотрудничестве', 'Trade and economic cooperation agreement'],
  ['INTENT', 'Niyatlar protokoli', 'Ниятлар протоколи', 'Протокол о намерениях', 'Letter/protocol of intent'],
  ['ROADMAP', 'Yoʻl xaritasi', 'Йўл харитаси', 'Дорожная карта (план мероприятий)', 'Roadmap (action plan)'],
  ['JOINT_STATEMENT', 'Qoʻshma bayonot', 'Қўшма баёнот', 'Совместное заявление', 'Joint statement'],
  ['EXCHANGE_NOTES', 'Nota almashish', 'Нота алмашиш', 'Обмен нотами', 'Exchange of notes'],
  ['MINUTES', 'Majlis bayonnomasi', 'Мажлис баённомаси', 'Протокол заседания', 'Minutes'],
  ['CONTRACT', 'Tijorat shartnomasi', 'Тижорат шартномаси', 'Коммерческий контракт', 'Commercial contract'],
]);

/** Kinds of official letters and of an office's own papers. */
export const correspondence = vocabulary('correspondence', [
  ['NOTE_VERBALE', 'Verbal nota', 'Вербал нота', 'Вербальная нота', 'Note verbale'],
  ['NOTE_PERSONAL', 'Shaxsiy nota', 'Шахсий нота', 'Личная нота', 'Personal (first-person) note'],
  ['NOTE_CIRCULAR', 'Sirkulyar nota', 'Циркуляр нота', 'Циркулярная нота', 'Circular note'],
  ['AIDE_MEMOIRE', 'Esdalik yozuvi', 'Эсдалик ёзуви', 'Памятная записка', 'Aide-mémoire'],
  ['MEMORANDUM', 'Memorandum', 'Меморандум', 'Меморандум', 'Memorandum'],
  ['LETTER', 'Rasmiy xat', 'Расмий хат', 'Официальное письмо', 'Official letter'],
  ['COVER', 'Ilova xat', 'Илова хат', 'Сопроводительное письмо', 'Cover letter'],
  ['SEMI_OFFICIAL', 'Yarim rasmiy shaxsiy xat', 'Ярим расмий шахсий хат', 'Личное письмо полуофициального характера', 'Semi-official letter'],
  ['INVITATION', 'Taklifnoma', 'Таклифнома', 'Приглашение', 'Invitation'],
  ['REPLY', 'Javob xati', 'Жавоб хати', 'Ответное письмо', 'Reply'],
  ['HOKIM_DECISION', 'Hokim qarori', 'Ҳоким қарори', 'Решение хокима', 'Hokim\'s decision'],
  ['HOKIM_ORDER', 'Hokim farmoyishi', 'Ҳоким фармойиши', 'Распоряжение хокима', 'Hokim\'s order'],
  ['INTERNAL_MEMO', 'Xizmat xati', 'Хизмат хати', 'Служебная записка', 'Internal memo'],
  ['REFERENCE', 'Maʼlumotnoma', 'Маълумотнома', 'Справка', 'Information note'],
  ['ACT', 'Dalolatnoma', 'Далолатнома', 'Акт', 'Act (statement)'],
  ['FULL_POWERS', 'Vakolatnoma', 'Ваколатнома', 'Полномочия', 'Full powers'],
]);

export const directions = vocabulary('directions', [
  ['IN', 'Kiruvchi', 'Кирувчи', 'Входящий', 'Incoming'],
  ['OUT', 'Chiquvchi', 'Чиқувчи', 'Исходящий', 'Outgoing'],
  ['INT', 'Ichki', 'Ички', 'Внутренний', 'Internal'],
]);

/** Roles in carrying out a resolution. */
export const executors = vocabulary('executors', [
  ['MAIN', 'Asosiy ijrochi', 'Асосий ижрочи', 'Основной исполнитель', 'Lead executor'],
  ['EQUAL', 'Teng ijrochi', 'Тенг ижрочи', 'Равный исполнитель', 'Equal executor'],
  ['CO', 'Ham ijrochi', 'Ҳам ижрочи', 'Соисполнитель', 'Co-executor'],
  ['ASSIST', 'Yordamchi', 'Ёрдамчи', 'Помощник', 'Assistant'],
]);

/** Terms of records management. */
export const filingTerms = vocabulary('filingTerms', [
  ['RESOLUTION', 'Ustxat', 'Устхат', 'Резолюция', 'Resolution'],
  ['TASK', 'Topshiriq', 'Топшириқ', 'Поручение', 'Assignment'],
  ['DUE', 'Ijro muddati', 'Ижро муддати', 'Срок исполнения', 'Due date'],
  ['CONTROL', 'Nazorat', 'Назорат', 'Контроль', 'Control'],
  ['FILE', 'Yigʻma jild', 'Йиғма жилд', 'Дело', 'File'],
  ['NOMENCLATURE', 'Yigʻma jildlar nomenklaturasi', 'Йиғма жилдлар номенклатураси', 'Номенклатура дел', 'File plan'],
  ['RETENTION', 'Saqlash muddati', 'Сақлаш муддати', 'Срок хранения', 'Retention period'],
  ['FONDS', 'Fond', 'Фонд', 'Фонд', 'Fonds'],
  ['INVENTORY', 'Roʻyxat (opis)', 'Рўйхат (опись)', 'Опись', 'Inventory'],
  ['SHEET', 'Varaq', 'Варақ', 'Лист', 'Sheet'],
]);
