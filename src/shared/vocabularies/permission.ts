/** The permission to sign and the check that a subject is open to a region. */
import { vocabulary } from './vocabulary.ts';

/** What was decided on a request for permission. Silence is never consent: without a decision there is none. */
export const authorisationDecisions = vocabulary('authorisationDecisions', [
  ['granted', 'Ruxsat berildi', 'Рухсат берилди', 'Разрешено', 'Granted'],
  ['granted-with-remarks', 'Mulohazalar bilan ruxsat berildi', 'Мулоҳазалар билан рухсат берилди', 'Разрешено с замечаниями', 'Granted with remarks'],
  ['refused', 'Rad etildi', 'Рад этилди', 'Отказано', 'Refused'],
  ['returned', 'Qaytarildi', 'Қайтарилди', 'Возвращено на доработку', 'Returned'],
]);

/** What a body consulted said of the draft. */
export const opinionResults = vocabulary('opinionResults', [
  ['positive', 'Ijobiy', 'Ижобий', 'Положительное', 'Positive'],
  ['positive-with-remarks', 'Mulohazalar bilan ijobiy', 'Мулоҳазалар билан ижобий', 'Положительное с замечаниями', 'Positive with remarks'],
  ['negative', 'Salbiy', 'Салбий', 'Отрицательное', 'Negative'],
  ['not-competent', 'Vakolatiga kirmaydi', 'Ваколатига кирмайди', 'Не относится к компетенции', 'Not within its competence'],
]);

/** The questions of the competence check: does the draft touch this? */
export const competenceQuestions = vocabulary('competenceQuestions', [
  ['political', 'Siyosiy masalalar', 'Сиёсий масалалар', 'Политические вопросы', 'Political matters'],
  ['diplomatic', 'Diplomatik masalalar', 'Дипломатик масалалар', 'Дипломатические вопросы', 'Diplomatic matters'],
  ['consular', 'Konsullik masalalari', 'Консуллик масалалари', 'Консульские вопросы', 'Consular matters'],
  ['military', 'Harbiy masalalar', 'Ҳарбий масалалар', 'Военные вопросы', 'Military matters'],
  ['borders', 'Chegara va hudud masalalari', 'Чегара ва ҳудуд масалалари', 'Вопросы границ и территории', 'Borders or territory'],
  ['budget', 'Budjet majburiyatlari yoki qarz kafolati', 'Бюджет мажбуриятлари ёки қарз кафолати', 'Бюджетные обязательства или гарантии по займам', 'Budget or loan guarantee'],
  ['third-state', 'Uchinchi davlat manfaatlari', 'Учинчи давлат манфаатлари', 'Интересы третьего государства', 'A third state'],
  ['personal-data', 'Shaxsiy maʼlumotlar', 'Шахсий маълумотлар', 'Персональные данные', 'Personal data'],
]);

export const answers = vocabulary('answers', [
  ['yes', 'Ha', 'Ҳа', 'Да', 'Yes'],
  ['no', 'Yoʻq', 'Йўқ', 'Нет', 'No'],
  ['unclear', 'Nomaʼlum', 'Номаълум', 'Неясно', 'Unclear'],
]);

/** What the competence check comes to. */
export const competenceConclusions = vocabulary('competenceConclusions', [
  ['open', 'Hudud vakolatiga kiradi', 'Ҳудуд ваколатига киради', 'Относится к компетенции региона', 'Open to the region'],
  ['open-with-changes', 'Loyiha oʻzgartirilsa, hudud vakolatiga kiradi', 'Лойиҳа ўзгартирилса, ҳудуд ваколатига киради', 'Относится к компетенции региона после изменения проекта', 'Open to the region if the draft is changed'],
  ['state-only', 'Faqat davlat vakolatiga kiradi', 'Фақат давлат ваколатига киради', 'Относится только к компетенции государства', 'The state\'s alone'],
  ['ask-the-ministry', 'Vazirlik xulosasi zarur', 'Вазирлик хулосаси зарур', 'Требуется заключение министерства', 'The ministry must be asked'],
]);
