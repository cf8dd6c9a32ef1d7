/** What stands against an entry: the rules that hold when a person writes (the guards of the domain). */
import type { Catalogue } from '../sentences.ts';

export const guardReasons = {
  signedWithoutPermission: ['{level:level} bitimga davlat ruxsati kerak, {date:on} amaldagi ruxsat qayd etilmagan.', '{level:level} битимга давлат рухсати керак, {date:on} амалдаги рухсат қайд этилмаган.', 'Для соглашения уровня «{level:level}» нужно разрешение государства, действующее {date:on} разрешение не записано.', 'An agreement of the level "{level:level}" needs the state\'s permission, and none is recorded as valid {date:on}.'],
  forceBeforeSignature: ['Kuchga kirish ({date:date}) imzolanishdan ({signed:date}) oldin turibdi.', 'Кучга кириш ({date:date}) имзоланишдан ({signed:date}) олдин турибди.', 'Вступление в силу ({date:date}) раньше подписания ({signed:date}).', 'Entry into force ({date:date}) would lie before the signature ({signed:date}).'],
  forceWithoutSignature: ['Imzolangani qayd etilmagan.', 'Имзолангани қайд этилмаган.', 'Подписание не записано.', 'No signature is recorded.'],
  onlyInForce: ['"{event:event}" faqat kuchdagi bitimga tegishli; {date:on} holati: {status:status}.', '"{event:event}" фақат кучдаги битимга тегишли; {date:on} ҳолати: {status:status}.', '«{event:event}» возможно только для действующего соглашения; состояние {date:on}: {status:status}.', '"{event:event}" is for an agreement in force; {date:on} its status is: {status:status}.'],
  registeredBeforeForce: ['Roʻyxatga olish ({date:date}) kuchga kirishdan oldin turibdi.', 'Рўйхатга олиш ({date:date}) кучга киришдан олдин турибди.', 'Регистрация ({date:date}) раньше вступления в силу.', 'The registration ({date:date}) would lie before entry into force.'],
  notSuspended: ['{date:on} toʻxtatib turilmagan edi.', '{date:on} тўхтатиб турилмаган эди.', 'На эту дату ({date:date}) действие не было приостановлено.', 'It was not suspended {date:on}.'],
  noNotice: ['{date:on} bekor qilish haqida xabar yoʻq edi.', '{date:on} бекор қилиш ҳақида хабар йўқ эди.', 'На эту дату ({date:date}) уведомления о прекращении не было.', 'No notice of termination was running {date:on}.'],
  notProvisional: ['{date:on} vaqtincha qoʻllanmagan edi.', '{date:on} вақтинча қўлланмаган эди.', 'На эту дату ({date:date}) временного применения не было.', 'It was not applied provisionally {date:on}.'],
  afterEnd: ['Bitim {date:on} allaqachon tugagan edi ({status:status}).', 'Битим {date:on} аллақачон тугаган эди ({status:status}).', 'К этой дате ({date:date}) соглашение уже закончилось ({status:status}).', 'The agreement had ended already {date:on}: {status:status}.'],
  afterSignature: ['Imzolangan bitim qaytarib olinmaydi; {date:on} holati: {status:status}.', 'Имзоланган битим қайтариб олинмайди; {date:on} ҳолати: {status:status}.', 'Подписанное соглашение не отзывают; состояние {date:on}: {status:status}.', 'What is signed is not withdrawn; {date:on} its status is: {status:status}.'],
  futureFact: ['{date:date} hali kelmagan.', '{date:date} ҳали келмаган.', 'Дата {date:date} ещё не наступила.', '{date:date} is still to come.'],
} as const satisfies Catalogue;
