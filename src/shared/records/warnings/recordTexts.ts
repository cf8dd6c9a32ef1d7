/** Sentences of the warnings on every record, on agreements, their events, partners and relationships. */
import type { Catalogue } from '../../sentences.ts';

export const recordWarnings = {
  // every kind
  kindUnknown: ['“{kind:text}” turi uchun dasturning yangiroq versiyasi kerak.', '“{kind:text}” тури учун дастурнинг янгироқ версияси керак.', 'Для вида «{kind:text}» нужна более новая версия программы.', 'The kind "{kind:text}" needs a newer version of the program.'],
  fieldUnknown: ['Maydon {field:text}: dasturning yangiroq versiyasi kerak.', 'Майдон {field:text}: дастурнинг янгироқ версияси керак.', 'Для поля {field:text} нужна более новая версия программы.', 'The field {field:text} needs a newer version of the program.'],
  otherKind: ['Yozuvlardan biri buni {kind:text} turidagi yozuv deb ataydi; tarixiga qarang.', 'Ёзувлардан бири буни {kind:text} туридаги ёзув деб атайди; тарихига қаранг.', 'Одна из записей журнала называет это записью вида {kind:text}; см. историю.', 'An entry writes this as a record of kind {kind:text}; see its history.'],
  valueUnexpected: ['Maydon {field:text}: {value:text} qiymati bu maydonga mos emas.', 'Майдон {field:text}: {value:text} қиймати бу майдонга мос эмас.', 'Поле {field:text}: значение {value:text} не подходит для этого поля.', 'The field {field:text}: the value {value:text} does not fit this field.'],
  dateImpossible: ['Maydon {field:text}: {value:text} sanasi boʻlishi mumkin emas.', 'Майдон {field:text}: {value:text} санаси бўлиши мумкин эмас.', 'Поле {field:text}: даты {value:text} не бывает.', 'The field {field:text}: {value:text} is not a possible date.'],
  codeUnknown: ['Maydon {field:text}: {value:text} kodi {vocabulary:text} lugʻatida yoʻq.', 'Майдон {field:text}: {value:text} коди {vocabulary:text} луғатида йўқ.', 'Поле {field:text}: кода {value:text} нет в справочнике {vocabulary:text}.', 'The field {field:text}: {value:text} is not a code of {vocabulary:text}.'],
  linkAbsent: ['Maydon {field:text} bu reyestrda yoʻq yozuvni koʻrsatadi: {id:text}.', 'Майдон {field:text} бу реестрда йўқ ёзувни кўрсатади: {id:text}.', 'Поле {field:text} указывает на запись, которой нет в этом реестре: {id:text}.', 'The field {field:text} names {id:text}, which is not in this register.'],
  linkVoided: ['Maydon {field:text} bekor qilingan yozuvni koʻrsatadi: {id:text}.', 'Майдон {field:text} бекор қилинган ёзувни кўрсатади: {id:text}.', 'Поле {field:text} указывает на аннулированную запись: {id:text}.', 'The field {field:text} names {id:text}, which is voided.'],
  linkKind: ['Maydon {field:text} {kind:text} turidagi yozuvni koʻrsatadi, {expected:text} kutilgan edi.', 'Майдон {field:text} {kind:text} туридаги ёзувни кўрсатади, {expected:text} кутилган эди.', 'Поле {field:text} указывает на запись вида {kind:text}, ожидалась {expected:text}.', 'The field {field:text} names a record of kind {kind:text}, expected {expected:text}.'],
  namesItself: ['Maydon {field:text} yozuvning oʻzini koʻrsatadi.', 'Майдон {field:text} ёзувнинг ўзини кўрсатади.', 'Поле {field:text} указывает на саму запись.', 'The field {field:text} names the record itself.'],
  endBeforeStart: ['Maydon {field:text}: tugashi ({end:date}) boshlanishidan ({start:date}) oldin.', 'Майдон {field:text}: тугаши ({end:date}) бошланишидан ({start:date}) олдин.', 'Поле {field:text}: окончание ({end:date}) раньше начала ({start:date}).', 'The field {field:text}: the end ({end:date}) lies before the beginning ({start:date}).'],
  agreementMissing: ['Yozuv hech qaysi bitimga tegishli emas.', 'Ёзув ҳеч қайси битимга тегишли эмас.', 'Запись не относится ни к какому соглашению.', 'The record belongs to no agreement.'],

  // agreements
  titleMissing: ['Bitimning nomi yoʻq.', 'Битимнинг номи йўқ.', 'У соглашения нет названия.', 'The agreement has no title.'],
  partiesMissing: ['Bitimda tomonlar koʻrsatilmagan.', 'Битимда томонлар кўрсатилмаган.', 'В соглашении не названы стороны.', 'The agreement names no parties.'],
  partySingle: ['Bitimda faqat bitta tomon koʻrsatilgan.', 'Битимда фақат битта томон кўрсатилган.', 'В соглашении названа только одна сторона.', 'The agreement names only one party.'],
  partyAbsent: ['{id:text} tomoni bu reyestrda yoʻq.', '{id:text} томони бу реестрда йўқ.', 'Стороны {id:text} нет в этом реестре.', 'The party {id:text} is not in this register.'],
  partyVoided: ['{id:text} tomoni bekor qilingan.', '{id:text} томони бекор қилинган.', 'Сторона {id:text} аннулирована.', 'The party {id:text} is voided.'],
  partyTwice: ['Bir hamkor tomonlar orasida ikki marta turibdi.', 'Бир ҳамкор томонлар орасида икки марта турибди.', 'Один партнёр назван среди сторон дважды.', 'One partner stands twice among the parties.'],
  regionWithCity: ['Hudud shahar bilan juftlangan.', 'Ҳудуд шаҳар билан жуфтланган.', 'Регион в паре с городом.', 'A region is paired with a city.'],
  tashkentTwice: ['Toshkent shahri Toshkent viloyati bilan juftlangan.', 'Тошкент шаҳри Тошкент вилояти билан жуфтланган.', 'Город Ташкент в паре с Ташкентской областью.', 'Tashkent city is paired with Tashkent region.'],
  forceBeforeSignature: ['Kuchga kirish ({force:date}) imzolashdan ({signed:date}) oldin.', 'Кучга кириш ({force:date}) имзолашдан ({signed:date}) олдин.', 'Вступление в силу ({force:date}) раньше подписания ({signed:date}).', 'Entry into force ({force:date}) lies before the signature ({signed:date}).'],
  endBeforeForce: ['Tugashi ({end:date}) kuchga kirishdan ({force:date}) oldin.', 'Тугаши ({end:date}) кучга киришдан ({force:date}) олдин.', 'Окончание ({end:date}) раньше вступления в силу ({force:date}).', 'The end ({end:date}) lies before entry into force ({force:date}).'],
  endBeforeSignature: ['Tugashi ({end:date}) imzolashdan ({signed:date}) oldin.', 'Тугаши ({end:date}) имзолашдан ({signed:date}) олдин.', 'Окончание ({end:date}) раньше подписания ({signed:date}).', 'The end ({end:date}) lies before the signature ({signed:date}).'],
  extendedWithoutForce: ['Bitim uzaytirilgan ({date:date}), lekin kuchga kirgani qayd etilmagan.', 'Битим узайтирилган ({date:date}), лекин кучга киргани қайд этилмаган.', 'Соглашение продлено ({date:date}), но вступление в силу не записано.', 'The agreement was extended ({date:date}), but no entry into force is recorded.'],
  extendedBeforeForce: ['Bitim kuchga kirishidan ({force:date}) oldin uzaytirilgan ({date:date}).', 'Битим кучга киришидан ({force:date}) олдин узайтирилган ({date:date}).', 'Соглашение продлено ({date:date}) до вступления в силу ({force:date}).', 'The agreement was extended ({date:date}) before it entered into force ({force:date}).'],
  registeredWithoutForce: ['Bitim roʻyxatga olingan ({date:date}), lekin kuchga kirgani qayd etilmagan.', 'Битим рўйхатга олинган ({date:date}), лекин кучга киргани қайд этилмаган.', 'Соглашение зарегистрировано ({date:date}), но вступление в силу не записано.', 'The agreement was registered ({date:date}), but no entry into force is recorded.'],
  registeredBeforeForce: ['Bitim kuchga kirishidan ({force:date}) oldin roʻyxatga olingan ({date:date}).', 'Битим кучга киришидан ({force:date}) олдин рўйхатга олинган ({date:date}).', 'Соглашение зарегистрировано ({date:date}) до вступления в силу ({force:date}).', 'The agreement was registered ({date:date}) before it entered into force ({force:date}).'],
  fieldStateOnly: ['“{topic:topic}” hamkorlik sohasi faqat davlat vakolatiga kiradi; bitim darajasi: {level:level}.', '“{topic:topic}” ҳамкорлик соҳаси фақат давлат ваколатига киради; битим даражаси: {level:level}.', 'Область сотрудничества «{topic:topic}» относится только к компетенции государства; уровень соглашения: {level:level}.', 'The field of cooperation "{topic:topic}" is the state\'s alone; the level of the agreement is: {level:level}.'],
  relationWithoutTarget: ['Bogʻliqlik na bitimni, na huquqiy hujjatni koʻrsatadi.', 'Боғлиқлик на битимни, на ҳуқуқий ҳужжатни кўрсатади.', 'Связь не называет ни соглашения, ни правового акта.', 'A relation names neither an agreement nor a legal act.'],
  prevailingNotAuthentic: ['Ustun til ({language:text}) asl matnlar tillari orasida yoʻq.', 'Устун тил ({language:text}) асл матнлар тиллари орасида йўқ.', 'Преимущественного языка ({language:text}) нет среди языков подлинных текстов.', 'The prevailing language ({language:text}) is not one of the authentic ones.'],

  // events
  eventWithoutAgreement: ['Voqea hech qaysi bitimga tegishli emas.', 'Воқеа ҳеч қайси битимга тегишли эмас.', 'Событие не относится ни к какому соглашению.', 'The event belongs to no agreement.'],
  eventWithoutType: ['Voqeaning turi yoʻq.', 'Воқеанинг тури йўқ.', 'У события нет вида.', 'The event has no type.'],
  eventWithoutDate: ['“{type:event}” voqeasining sanasi yoʻq.', '“{type:event}” воқеасининг санаси йўқ.', 'У события «{type:event}» нет даты.', 'The event "{type:event}" has no date.'],

  // partners and relationships
  nameMissing: ['Hamkorning nomi yoʻq.', 'Ҳамкорнинг номи йўқ.', 'У партнёра нет имени.', 'The partner has no name.'],
  countryUnknown: ['{country:text} ISO 3166-1 kodi emas.', '{country:text} ISO 3166-1 коди эмас.', '{country:text} — не код ISO 3166-1.', '{country:text} is not a code of ISO 3166-1.'],
  subdivisionElsewhere: ['{subdivision:text} {country:text} hududi emas.', '{subdivision:text} {country:text} ҳудуди эмас.', '{subdivision:text} не относится к {country:text}.', 'The subdivision {subdivision:text} is not one of {country:text}.'],
  relationshipOneSided: ['Aloqaning tomonlaridan biri koʻrsatilmagan.', 'Алоқанинг томонларидан бири кўрсатилмаган.', 'У связи не названа одна из сторон.', 'One side of the relationship is missing.'],
  relationshipWithItself: ['Aloqaning ikki tomonida bitta hamkor turibdi.', 'Алоқанинг икки томонида битта ҳамкор турибди.', 'На обеих сторонах связи один и тот же партнёр.', 'The same partner stands on both sides of the relationship.'],
} as const satisfies Catalogue;
