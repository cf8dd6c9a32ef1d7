/** What agreements, partners and events can be. */
import { vocabulary } from './vocabulary.ts';

/** Between whom an agreement is concluded. */
export const levels = vocabulary('levels', [
  ['interstate', 'Davlatlararo', 'Давлатлараро', 'Межгосударственный', 'Interstate'],
  ['intergovernmental', 'Hukumatlararo', 'Ҳукуматлараро', 'Межправительственный', 'Intergovernmental'],
  ['interdepartmental', 'Idoralararo', 'Идоралараро', 'Межведомственный', 'Interdepartmental'],
  ['interregional', 'Hududlararo', 'Ҳудудлараро', 'Межрегиональный', 'Interregional'],
  ['twinning', 'Qardosh shaharlar', 'Қардош шаҳарлар', 'Побратимство', 'Twinning'],
  ['institutional', 'Muassasalararo', 'Муассасалараро', 'Между организациями', 'Institutional'],
]);

/** The legal nature of an agreement. */
export const natures = vocabulary('natures', [
  ['treaty', 'Xalqaro shartnoma', 'Халқаро шартнома', 'Международный договор', 'Treaty'],
  ['non-treaty', 'Xalqaro shartnoma boʻlmagan xalqaro hujjat', 'Халқаро шартнома бўлмаган халқаро ҳужжат', 'Международный документ, не являющийся договором', 'International document that is not a treaty'],
  ['intent', 'Niyatlar bayonoti', 'Ниятлар баёноти', 'Заявление о намерениях', 'Statement of intent'],
  ['contract', 'Tijorat shartnomasi', 'Тижорат шартномаси', 'Контракт', 'Contract'],
]);

export const sides = vocabulary('sides', [
  ['ours', 'Bizning tomon', 'Бизнинг томон', 'Наша сторона', 'Ours'],
  ['theirs', 'Hamkor tomon', 'Ҳамкор томон', 'Сторона партнёра', 'Theirs'],
]);

/** In what quality a partner takes part. */
export const capacities = vocabulary('capacities', [
  ['party', 'Taraf', 'Тараф', 'Сторона', 'Party'],
  ['depositary', 'Depozitariy', 'Депозитарий', 'Депозитарий', 'Depositary'],
  ['observer', 'Kuzatuvchi', 'Кузатувчи', 'Наблюдатель', 'Observer'],
  ['guarantor', 'Kafil', 'Кафил', 'Гарант', 'Guarantor'],
]);

/** How a party expresses its consent to be bound (VCLT, article 11). */
export const consentModes = vocabulary('consentModes', [
  ['signature', 'Imzolash', 'Имзолаш', 'Подписание', 'Signature'],
  ['exchange', 'Hujjatlar almashish', 'Ҳужжатлар алмашиш', 'Обмен документами', 'Exchange of instruments'],
  ['ratification', 'Ratifikatsiya', 'Ратификация', 'Ратификация', 'Ratification'],
  ['acceptance', 'Qabul qilish', 'Қабул қилиш', 'Принятие', 'Acceptance'],
  ['approval', 'Tasdiqlash', 'Тасдиқлаш', 'Утверждение', 'Approval'],
  ['accession', 'Qoʻshilish', 'Қўшилиш', 'Присоединение', 'Accession'],
]);

/** Rules of entry into force. */
export const entryRules = vocabulary('entryRules', [
  ['on-signature', 'Imzolangan kundan', 'Имзоланган кундан', 'Со дня подписания', 'On signature'],
  ['on-last-notification', 'Oxirgi xabarnoma olingan kundan', 'Охирги хабарнома олинган кундан', 'Со дня получения последнего уведомления', 'On the last notification'],
  ['on-ratification', 'Ratifikatsiya qilingandan soʻng', 'Ратификация қилингандан сўнг', 'После ратификации', 'On ratification'],
  ['on-date', 'Belgilangan sanadan', 'Белгиланган санадан', 'С определённой даты', 'On a date'],
]);

export const renewals = vocabulary('renewals', [
  ['none', 'Uzaytirilmaydi', 'Узайтирилмайди', 'Не продлевается', 'None'],
  ['tacit', 'Oʻz-oʻzidan uzaytiriladi', 'Ўз-ўзидан узайтирилади', 'Автоматическое продление', 'Tacit'],
  ['express', 'Kelishuv bilan uzaytiriladi', 'Келишув билан узайтирилади', 'По соглашению сторон', 'Express'],
]);

export const accessLevels = vocabulary('accessLevels', [
  ['public', 'Ochiq', 'Очиқ', 'Открытый', 'Public'],
  ['internal', 'Ichki', 'Ички', 'Внутренний', 'Internal'],
]);

export const partnerKinds = vocabulary('partnerKinds', [
  ['state', 'Davlat', 'Давлат', 'Государство', 'State'],
  ['government', 'Hukumat', 'Ҳукумат', 'Правительство', 'Government'],
  ['region', 'Hudud', 'Ҳудуд', 'Регион', 'Region'],
  ['district', 'Tuman', 'Туман', 'Район', 'District'],
  ['city', 'Shahar', 'Шаҳар', 'Город', 'City'],
  ['ministry', 'Vazirlik', 'Вазирлик', 'Министерство', 'Ministry'],
  ['institution', 'Muassasa', 'Муассаса', 'Учреждение', 'Institution'],
  ['company', 'Kompaniya', 'Компания', 'Компания', 'Company'],
  ['international-organisation', 'Xalqaro tashkilot', 'Халқаро ташкилот', 'Международная организация', 'International organisation'],
  ['council', 'Kengash', 'Кенгаш', 'Совет', 'Council'],
]);

/** What happens to an agreement, from the proposal to its end. */
export const eventTypes = vocabulary('eventTypes', [
  ['proposed', 'Taklif qilindi', 'Таклиф қилинди', 'Предложен', 'Proposed'],
  ['notified-to-ministry', 'Vazirlikka xabar berildi', 'Вазирликка хабар берилди', 'Министерство уведомлено', 'Notified to the ministry'],
  ['permission-requested', 'Ruxsat soʻraldi', 'Рухсат сўралди', 'Запрошено разрешение', 'Permission requested'],
  ['permission-granted', 'Ruxsat berildi', 'Рухсат берилди', 'Разрешение получено', 'Permission granted'],
  ['permission-refused', 'Ruxsat rad etildi', 'Рухсат рад этилди', 'В разрешении отказано', 'Permission refused'],
  ['permission-lapsed', 'Ruxsat muddati oʻtdi', 'Рухсат муддати ўтди', 'Срок разрешения истёк', 'Permission lapsed'],
  ['negotiation-round', 'Muzokaralar bosqichi', 'Музокаралар босқичи', 'Раунд переговоров', 'Negotiation round'],
  ['text-agreed', 'Matn kelishildi', 'Матн келишилди', 'Текст согласован', 'Text agreed'],
  ['initialled', 'Parafalandi', 'Парафаланди', 'Парафирован', 'Initialled'],
  ['full-powers-issued', 'Vakolatnoma berildi', 'Ваколатнома берилди', 'Полномочия выданы', 'Full powers issued'],
  ['signed', 'Imzolandi', 'Имзоланди', 'Подписан', 'Signed'],
  ['approved', 'Tasdiqlandi', 'Тасдиқланди', 'Утверждён (принят, ратифицирован)', 'Approved (accepted, ratified)'],
  ['notification-sent', 'Xabarnoma yuborildi', 'Хабарнома юборилди', 'Уведомление направлено', 'Notification sent'],
  ['notification-received', 'Xabarnoma olindi', 'Хабарнома олинди', 'Уведомление получено', 'Notification received'],
  ['provisional-start', 'Vaqtincha qoʻllash boshlandi', 'Вақтинча қўллаш бошланди', 'Начало временного применения', 'Provisional application began'],
  ['provisional-end', 'Vaqtincha qoʻllash tugadi', 'Вақтинча қўллаш тугади', 'Конец временного применения', 'Provisional application ended'],
  ['entered-into-force', 'Kuchga kirdi', 'Кучга кирди', 'Вступил в силу', 'Entered into force'],
  ['registered', 'Roʻyxatga olindi', 'Рўйхатга олинди', 'Зарегистрирован', 'Registered'],
  ['amended', 'Oʻzgartirildi', 'Ўзгартирилди', 'Изменён', 'Amended'],
  ['extended-tacitly', 'Oʻz-oʻzidan uzaytirildi', 'Ўз-ўзидан узайтирилди', 'Продлён автоматически', 'Extended tacitly'],
  ['extended-expressly', 'Kelishuv bilan uzaytirildi', 'Келишув билан узайтирилди', 'Продлён по соглашению', 'Extended expressly'],
  ['suspended', 'Toʻxtatib turildi', 'Тўхтатиб турилди', 'Приостановлен', 'Suspended'],
  ['resumed', 'Qayta tiklandi', 'Қайта тикланди', 'Возобновлён', 'Resumed'],
  ['notice-given', 'Bekor qilish haqida xabar berildi', 'Бекор қилиш ҳақида хабар берилди', 'Направлено уведомление о прекращении', 'Notice given'],
  ['notice-received', 'Bekor qilish haqida xabar olindi', 'Бекор қилиш ҳақида хабар олинди', 'Получено уведомление о прекращении', 'Notice received'],
  ['notice-withdrawn', 'Bekor qilish haqidagi xabar qaytarib olindi', 'Бекор қилиш ҳақидаги хабар қайтариб олинди', 'Уведомление о прекращении отозвано', 'Notice withdrawn'],
  ['terminated', 'Bekor qilindi', 'Бекор қилинди', 'Прекращён', 'Terminated'],
  ['expired', 'Muddati tugadi', 'Муддати тугади', 'Срок действия истёк', 'Expired'],
  ['superseded', 'Boshqasi bilan almashtirildi', 'Бошқаси билан алмаштирилди', 'Заменён другим', 'Superseded'],
  ['withdrawn', 'Imzolanmasdan qaytarib olindi', 'Имзоланмасдан қайтариб олинди', 'Отозван до подписания', 'Withdrawn before signature'],
  ['succession', 'Huquqiy vorislik', 'Ҳуқуқий ворислик', 'Правопреемство', 'Succession'],
  ['correction', 'Tuzatish', 'Тузатиш', 'Исправление', 'Correction'],
  ['original-moved', 'Asl nusxa koʻchirildi', 'Асл нусха кўчирилди', 'Подлинник перемещён', 'Original moved'],
  ['confirmed-by-partner', 'Hamkor tasdiqladi', 'Ҳамкор тасдиқлади', 'Подтверждён партнёром', 'Confirmed by the partner'],
]);

/** What an agreement's events make of it. */
export const agreementStatuses = vocabulary('agreementStatuses', [
  ['idea', 'Gʻoya', 'Ғоя', 'Замысел', 'Idea'],
  ['underPermission', 'Ruxsat kutilmoqda', 'Рухсат кутилмоқда', 'На разрешении', 'Awaiting permission'],
  ['refused', 'Ruxsat berilmagan', 'Рухсат берилмаган', 'В разрешении отказано', 'Permission refused'],
  ['permitted', 'Ruxsat berilgan', 'Рухсат берилган', 'Разрешён', 'Permitted'],
  ['negotiation', 'Muzokarada', 'Музокарада', 'На переговорах', 'In negotiation'],
  ['initialled', 'Parafalangan', 'Парафаланган', 'Парафирован', 'Initialled'],
  ['readyToSign', 'Imzolashga tayyor', 'Имзолашга тайёр', 'Готов к подписанию', 'Ready to sign'],
  ['signed', 'Imzolangan', 'Имзоланган', 'Подписан', 'Signed'],
  ['awaitingProcedures', 'Tartib-taomillar kutilmoqda', 'Тартиб-таомиллар кутилмоқда', 'Ожидает выполнения процедур', 'Awaiting procedures'],
  ['provisional', 'Vaqtincha qoʻllanmoqda', 'Вақтинча қўлланмоқда', 'Применяется временно', 'Applied provisionally'],
  ['inForce', 'Kuchda', 'Кучда', 'Действует', 'In force'],
  ['suspended', 'Toʻxtatib turilgan', 'Тўхтатиб турилган', 'Приостановлен', 'Suspended'],
  ['noticeGiven', 'Bekor qilish haqida xabar berilgan', 'Бекор қилиш ҳақида хабар берилган', 'Заявлено о прекращении', 'Notice given'],
  ['terminated', 'Bekor qilingan', 'Бекор қилинган', 'Прекращён', 'Terminated'],
  ['expired', 'Muddati tugagan', 'Муддати тугаган', 'Истёк', 'Expired'],
  ['superseded', 'Boshqasi bilan almashtirilgan', 'Бошқаси билан алмаштирилган', 'Заменён', 'Superseded'],
  ['withdrawn', 'Qaytarib olingan', 'Қайтариб олинган', 'Отозван', 'Withdrawn'],
]);

/** What a document is of its record. */
export const documentRoles = vocabulary('documentRoles', [
  ['original', 'Asl nusxa', 'Асл нусха', 'Подлинник', 'Original'],
  ['certified-copy', 'Tasdiqlangan nusxa', 'Тасдиқланган нусха', 'Заверенная копия', 'Certified copy'],
  ['copy', 'Nusxa', 'Нусха', 'Копия', 'Copy'],
  ['draft', 'Loyiha', 'Лойиҳа', 'Проект', 'Draft'],
  ['translation', 'Tarjima', 'Таржима', 'Перевод', 'Translation'],
  ['annex', 'Ilova', 'Илова', 'Приложение', 'Annex'],
]);

/** Where a file came from. */
export const attachmentSources = vocabulary('attachmentSources', [
  ['scanned', 'Skanerlangan', 'Сканерланган', 'Отсканирован', 'Scanned'],
  ['received', 'Olingan', 'Олинган', 'Получен', 'Received'],
  ['born-digital', 'Elektron shaklda yaratilgan', 'Электрон шаклда яратилган', 'Создан в электронном виде', 'Born digital'],
]);
