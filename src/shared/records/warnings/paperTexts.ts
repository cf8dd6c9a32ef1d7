/** Sentences of the warnings on permissions, competence checks, originals, documents and files. */
import type { Catalogue } from '../../sentences.ts';

export const paperWarnings = {
  // permissions
  decisionWithoutDate: ['Qarorning sanasi yoʻq.', 'Қарорнинг санаси йўқ.', 'У решения нет даты.', 'The decision has no date.'],
  decisionBeforeRequest: ['Qaror ({decided:date}) soʻrovdan ({requested:date}) oldin.', 'Қарор ({decided:date}) сўровдан ({requested:date}) олдин.', 'Решение ({decided:date}) раньше запроса ({requested:date}).', 'The decision ({decided:date}) lies before the request ({requested:date}).'],
  validUntilBeforeDecision: ['Ruxsat muddati ({until:date}) qaror sanasidan ({decided:date}) oldin tugaydi.', 'Рухсат муддати ({until:date}) қарор санасидан ({decided:date}) олдин тугайди.', 'Срок разрешения ({until:date}) истекает раньше даты решения ({decided:date}).', 'The permission ends ({until:date}) before it was decided ({decided:date}).'],
  remarkWithoutReply: ['{count:number} ta mulohazaga javob berilmagan.', '{count:number} та мулоҳазага жавоб берилмаган.', 'Замечаний без ответа: {count:number}.', 'Remarks without a reply: {count:number}.'],

  // competence checks
  conclusionMissing: ['Tekshiruvning xulosasi yoʻq.', 'Текширувнинг хулосаси йўқ.', 'У проверки нет заключения.', 'The check has no conclusion.'],
  openThoughFieldStateOnly: ['Xulosaga koʻra hudud vakolatiga kiradi, lekin “{topic:topic}” sohasi faqat davlat vakolatida.', 'Хулосага кўра ҳудуд ваколатига киради, лекин “{topic:topic}” соҳаси фақат давлат ваколатида.', 'По заключению вопрос открыт для региона, но область «{topic:topic}» относится только к компетенции государства.', 'The conclusion is that the subject is open, but the field "{topic:topic}" is the state\'s alone.'],
  openThoughAnswered: ['Xulosaga koʻra hudud vakolatiga kiradi, lekin savolga “ha” deb javob berilgan: {question:question}.', 'Хулосага кўра ҳудуд ваколатига киради, лекин саволга “ҳа” деб жавоб берилган: {question:question}.', 'По заключению вопрос открыт для региона, но на вопрос отвечено «да»: {question:question}.', 'The conclusion is that the subject is open, but a question was answered with yes: {question:question}.'],
  openThoughTermsFound: ['Xulosaga koʻra hudud vakolatiga kiradi, lekin loyihada taqiqlangan atamalar topilgan: {count:number}.', 'Хулосага кўра ҳудуд ваколатига киради, лекин лойиҳада тақиқланган атамалар топилган: {count:number}.', 'По заключению вопрос открыт для региона, но в проекте найдены исключённые термины: {count:number}.', 'The conclusion is that the subject is open, but excluded terms were found in the draft: {count:number}.'],
  questionTwice: ['Savolga ikki xil javob berilgan: {question:question}.', 'Саволга икки хил жавоб берилган: {question:question}.', 'На вопрос даны разные ответы: {question:question}.', 'A question has different answers: {question:question}.'],

  // originals
  loanOverdue: ['Asl nusxa {due:on} qaytarilishi kerak edi: {to:text}.', 'Асл нусха {due:on} қайтарилиши керак эди: {to:text}.', 'Подлинник следовало вернуть {due:on}: {to:text}.', 'The original was to be returned {due:on} by: {to:text}.'],
  lentTwice: ['Asl nusxa bir vaqtda bir necha joyga berilgan.', 'Асл нусха бир вақтда бир неча жойга берилган.', 'Подлинник выдан нескольким сразу.', 'The original is lent to more than one at a time.'],

  // documents and files
  pagesReversed: ['Sahifalar oraligʻi {from:number}–{to:number} teskari.', 'Саҳифалар оралиғи {from:number}–{to:number} тескари.', 'Страницы {from:number}–{to:number} идут в обратном порядке.', 'The pages {from:number}-{to:number} run backwards.'],
  checkedByOperator: ['Sifatni skanerlagan shaxsning oʻzi tekshirgan: {by:text}.', 'Сифатни сканерлаган шахснинг ўзи текширган: {by:text}.', 'Качество проверил тот же, кто сканировал: {by:text}.', 'The quality was checked by the one who scanned: {by:text}.'],
} as const satisfies Catalogue;
