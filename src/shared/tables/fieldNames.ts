/**
 * What people call the fields of agreements and partners at the head of a column, in the four languages. The first name in each language is the one
 * that an export writes; all are recognised when a table is brought in, in every spelling (they are compared by their folded form).
 */
import type { LabelLanguage } from '../vocabularies/vocabulary.ts';
import { labelLanguages } from '../vocabularies/vocabulary.ts';

type Names = readonly [uzLatn: readonly string[], uzCyrl: readonly string[], ru: readonly string[], en: readonly string[]];

/** Of an agreement; `parties.*`, `event.*` and `*.ru` are no fields but what a column can also mean. */
export const agreementNames = {
  registerNo: [['Raqami', 'Tartib raqami', 'Roʻyxat raqami', 'Shartnoma raqami', 'Bitim raqami', 'Hujjat raqami'], ['Рақами', 'Рўйхат рақами', 'Шартнома рақами', 'Битим рақами', 'Ҳужжат рақами'], ['Номер', 'Регистрационный номер', 'Рег. номер', 'Рег. №', 'Номер соглашения', 'Номер договора', 'Номер документа', '№ соглашения', '№ договора', '№ документа'], ['Number', 'Register number', 'Registration number', 'Reg. no', 'Agreement number', 'Treaty number', 'Reference number', 'Ref. no']],
  previousNos: [['Eski raqami', 'Oldingi raqami'], ['Эски рақами', 'Олдинги рақами'], ['Прежний номер', 'Старый номер', 'Предыдущий номер'], ['Previous number', 'Old number', 'Former number']],
  title: [['Nomi', 'Sarlavhasi', 'Bitim nomi', 'Shartnoma nomi', 'Hujjat nomi', 'Mazmuni'], ['Номи', 'Сарлавҳаси', 'Битим номи', 'Шартнома номи', 'Ҳужжат номи', 'Мазмуни'], ['Название', 'Наименование', 'Заголовок', 'Название соглашения', 'Наименование соглашения', 'Наименование договора', 'Название документа', 'Наименование документа', 'Предмет соглашения'], ['Title', 'Name', 'Name of agreement', 'Title of agreement', 'Agreement', 'Treaty', 'Subject']],
  level: [['Darajasi', 'Bitim darajasi'], ['Даражаси', 'Битим даражаси'], ['Уровень', 'Уровень соглашения'], ['Level', 'Level of agreement']],
  instrument: [['Turi', 'Hujjat turi', 'Bitim turi', 'Shartnoma turi'], ['Тури', 'Ҳужжат тури', 'Битим тури', 'Шартнома тури'], ['Вид', 'Вид документа', 'Тип документа', 'Вид соглашения', 'Тип', 'Тип соглашения'], ['Type', 'Instrument', 'Type of document', 'Kind of document', 'Type of agreement']],
  nature: [['Huquqiy tabiati'], ['Ҳуқуқий табиати'], ['Правовая природа', 'Юридическая природа'], ['Nature', 'Legal nature']],
  parties: [['Taraflar', 'Tomonlar', 'Imzolagan tomonlar'], ['Тарафлар', 'Томонлар', 'Имзолаган томонлар'], ['Стороны', 'Участники', 'Стороны соглашения', 'Подписавшие стороны'], ['Parties', 'Participants', 'Signatories', 'Parties to the agreement']],
  'parties.ours': [['Bizning tomon', 'Oʻzbekiston tomoni', 'Hudud', 'Viloyat', 'Bizning hudud'], ['Бизнинг томон', 'Ўзбекистон томони', 'Ҳудуд', 'Вилоят', 'Бизнинг ҳудуд'], ['Наша сторона', 'Узбекская сторона', 'Сторона Узбекистана', 'Область', 'Регион Узбекистана', 'Наш регион'], ['Our side', 'Uzbek side', 'Our party', 'Our region']],
  'parties.theirs': [['Hamkor', 'Xorijiy hamkor', 'Xorijiy tomon', 'Hamkor tomon', 'Xorijiy hudud', 'Hamkor shahar', 'Hamkor hudud'], ['Ҳамкор', 'Хорижий ҳамкор', 'Хорижий томон', 'Ҳамкор томон', 'Хорижий ҳудуд', 'Ҳамкор шаҳар'], ['Партнёр', 'Зарубежный партнёр', 'Иностранный партнёр', 'Зарубежная сторона', 'Иностранная сторона', 'Контрагент', 'Город-побратим', 'Регион-партнёр', 'Зарубежный регион'], ['Partner', 'Foreign partner', 'Counterpart', 'Other party', 'Foreign side', 'Sister city', 'Partner region', 'Partner city']],
  'parties.country': [['Davlat', 'Mamlakat', 'Hamkor davlat', 'Xorijiy davlat'], ['Давлат', 'Мамлакат', 'Ҳамкор давлат', 'Хорижий давлат'], ['Страна', 'Государство', 'Страна партнёра', 'Страна-партнёр'], ['Country', 'State', 'Partner country', 'Country of partner']],
  placeSigned: [['Imzolangan joyi', 'Imzolangan joy', 'Joyi'], ['Имзоланган жойи', 'Имзоланган жой', 'Жойи'], ['Место подписания', 'Место', 'Место заключения', 'Город подписания'], ['Place signed', 'Place of signature', 'Place', 'Signed at', 'Place of signing']],
  dateSigned: [['Imzolangan sana', 'Imzolangan sanasi', 'Sana', 'Sanasi', 'Bitim sanasi', 'Tuzilgan sana'], ['Имзоланган сана', 'Имзоланган санаси', 'Сана', 'Санаси', 'Битим санаси', 'Тузилган сана'], ['Дата подписания', 'Дата', 'Дата заключения', 'Подписано', 'Дата соглашения', 'Дата договора', 'Когда подписано'], ['Date signed', 'Date of signature', 'Date', 'Signed', 'Signed on', 'Signature date', 'Signing date', 'Date of agreement']],
  dateAdopted: [['Qabul qilingan sana', 'Qabul qilingan sanasi'], ['Қабул қилинган сана', 'Қабул қилинган санаси'], ['Дата принятия', 'Принято'], ['Date adopted', 'Adopted', 'Date of adoption']],
  dateInForce: [['Kuchga kirgan sana', 'Kuchga kirgan sanasi', 'Kuchga kirishi'], ['Кучга кирган сана', 'Кучга кирган санаси', 'Кучга кириши'], ['Дата вступления в силу', 'Вступление в силу', 'Вступило в силу', 'В силе с'], ['Date in force', 'Entry into force', 'In force since', 'Date of entry into force', 'Effective date', 'In force']],
  'event.terminated': [['Bekor qilingan sana', 'Tugatilgan sana'], ['Бекор қилинган сана', 'Тугатилган сана'], ['Дата прекращения', 'Прекращено', 'Дата расторжения', 'Утратило силу'], ['Date terminated', 'Terminated', 'Termination date', 'Date of termination']],
  'event.expired': [['Muddati tugagan sana', 'Amal qilish muddati tugashi'], ['Муддати тугаган сана', 'Амал қилиш муддати тугаши'], ['Дата окончания', 'Истекло', 'Дата истечения срока', 'Действует до'], ['Date expired', 'Expired', 'Expiry date', 'End date', 'Valid until']],
  forum: [['Forum', 'Tadbir'], ['Форум', 'Тадбир'], ['Форум', 'Мероприятие'], ['Forum', 'Event', 'Occasion']],
  fields: [['Hamkorlik sohalari', 'Soha', 'Sohalar', 'Yoʻnalish', 'Hamkorlik yoʻnalishlari'], ['Ҳамкорлик соҳалари', 'Соҳа', 'Соҳалар', 'Йўналиш', 'Ҳамкорлик йўналишлари'], ['Области сотрудничества', 'Сфера', 'Сферы сотрудничества', 'Направление', 'Направления сотрудничества', 'Отрасль'], ['Fields of cooperation', 'Field', 'Fields', 'Areas of cooperation', 'Area', 'Sector', 'Sphere']],
  originals: [['Asl nusxalar soni'], ['Асл нусхалар сони'], ['Число оригиналов', 'Оригиналов', 'Количество экземпляров'], ['Originals', 'Number of originals', 'Copies signed']],
  prevailingLanguage: [['Ustun til'], ['Устун тил'], ['Язык преимущественного текста'], ['Prevailing language']],
  references: [['Manbalar', 'Havolalar'], ['Манбалар', 'Ҳаволалар'], ['Источники', 'Ссылки на источники', 'Публикация'], ['References', 'Sources', 'Citation', 'Publication']],
  links: [['Veb-manzil', 'Havola', 'Veb-sahifa'], ['Веб-манзил', 'Ҳавола', 'Веб-саҳифа'], ['Ссылка', 'Адрес в сети', 'Гиперссылка', 'Сайт'], ['Link', 'URL', 'Web address', 'Website', 'Links']],
  fileIndex: [['Yigʻmajild indeksi'], ['Йиғмажилд индекси'], ['Индекс дела', 'Номер дела', 'Дело'], ['File index', 'File', 'File number']],
  retention: [['Saqlash muddati'], ['Сақлаш муддати'], ['Срок хранения'], ['Retention', 'Retention period']],
  desk: [['Boʻlim'], ['Бўлим'], ['Отдел', 'Подразделение'], ['Desk', 'Department', 'Division']],
  responsible: [['Masʼul', 'Masʼul xodim', 'Masʼul shaxs', 'Ijrochi'], ['Масъул', 'Масъул ходим', 'Масъул шахс', 'Ижрочи'], ['Ответственный', 'Ответственное лицо', 'Исполнитель', 'Куратор'], ['Responsible', 'Responsible officer', 'Officer', 'In charge']],
  notes: [['Izoh', 'Eslatma', 'Izohlar', 'Qoʻshimcha maʼlumot', 'Holati'], ['Изоҳ', 'Эслатма', 'Изоҳлар', 'Қўшимча маълумот', 'Ҳолати'], ['Примечание', 'Примечания', 'Комментарий', 'Заметки', 'Дополнительная информация', 'Статус', 'Состояние', 'Ход реализации'], ['Notes', 'Note', 'Remarks', 'Comment', 'Comments', 'Status', 'Additional information']],
  access: [['Kirish darajasi'], ['Кириш даражаси'], ['Доступ', 'Уровень доступа', 'Гриф'], ['Access', 'Access level']],
} as const satisfies Readonly<Record<string, Names>>;

export const partnerNames = {
  name: [['Nomi', 'Hamkor nomi', 'Tashkilot nomi', 'Shahar nomi', 'Hamkor'], ['Номи', 'Ҳамкор номи', 'Ташкилот номи', 'Шаҳар номи', 'Ҳамкор'], ['Название', 'Наименование', 'Партнёр', 'Наименование организации', 'Название организации', 'Город', 'Организация'], ['Name', 'Partner', 'Name of partner', 'Organisation', 'Organization', 'City']],
  partnerKind: [['Turi', 'Hamkor turi'], ['Тури', 'Ҳамкор тури'], ['Вид', 'Тип', 'Вид партнёра', 'Тип партнёра'], ['Kind', 'Type', 'Kind of partner', 'Type of partner']],
  country: [['Davlat', 'Mamlakat'], ['Давлат', 'Мамлакат'], ['Страна', 'Государство'], ['Country', 'State']],
  subdivision: [['Hudud', 'Viloyat', 'Mintaqa'], ['Ҳудуд', 'Вилоят', 'Минтақа'], ['Регион', 'Область', 'Субъект'], ['Region', 'Subdivision', 'Province']],
  profile: [['Maʼlumotnoma', 'Tavsif'], ['Маълумотнома', 'Тавсиф'], ['Справка', 'Характеристика', 'Описание'], ['Profile', 'Description']],
  note: [['Izoh', 'Eslatma'], ['Изоҳ', 'Эслатма'], ['Примечание', 'Комментарий'], ['Note', 'Notes', 'Remarks', 'Comment']],
  externalIds: [['Identifikator'], ['Идентификатор'], ['Идентификатор', 'ИНН'], ['External id', 'Identifier', 'Wikidata']],
} as const satisfies Readonly<Record<string, Names>>;

/** What an export can show beside the fields: derived values. They cannot be brought in. */
const derivedNames: Readonly<Record<string, readonly [uzLatn: string, uzCyrl: string, ru: string, en: string]>> = {
  status: ['Holati', 'Ҳолати', 'Состояние', 'Status'],
  expiresOn: ['Amal qilish muddati', 'Амал қилиш муддати', 'Действует до', 'Expires on'],
  lastDayForNotice: ['Xabar berishning oxirgi kuni', 'Хабар беришнинг охирги куни', 'Последний день для уведомления', 'Last day for notice'],
};

export const namesFor = (kind: 'agreement' | 'partner'): Readonly<Record<string, Names>> => (kind === 'agreement' ? agreementNames : partnerNames);

/** What an export writes at the head of a column; the field's own name where there is no other. */
export function columnLabel(kind: string, field: string, language: LabelLanguage): string {
  const names = kind === 'agreement' || kind === 'partner' ? namesFor(kind) : {};
  const of = Object.hasOwn(names, field) ? names[field] : undefined;
  const at = labelLanguages.indexOf(language);
  return of?.[at]?.[0] ?? (Object.hasOwn(derivedNames, field) ? derivedNames[field]?.[at] : undefined) ?? field;
}
