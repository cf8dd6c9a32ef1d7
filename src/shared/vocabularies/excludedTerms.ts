/**
 * Words that point to what is the state's alone: the competence check looks for them in a draft. An office edits them like every
 * vocabulary. A stem is one or more beginnings of words that follow each other: `внешн политик` finds "внешней политики"; a full stop ends a
 * word: `визы.` does not find "визит" (competence/findTerms.ts).
 */
import type { LabelLanguage, Labels, Term, Vocabulary } from './vocabulary.ts';

/** What lies behind each group, by the code of its question in `competenceQuestions`. To be checked against the law in force. */
const BASIS: Readonly<Record<string, Labels>> = {
  political: {
    'uz-Latn': 'Tashqi siyosat faqat davlat vakolatiga kiradi (Konstitutsiyaning 18-moddasi).', 'uz-Cyrl': 'Ташқи сиёсат фақат давлат ваколатига киради (Конституциянинг 18-моддаси).',
    ru: 'Внешняя политика относится только к компетенции государства (статья 18 Конституции).', en: 'Foreign policy is the state\'s alone (Constitution, Article 18).',
  },
  diplomatic: {
    'uz-Latn': 'Diplomatik aloqalar faqat davlat vakolatiga kiradi.', 'uz-Cyrl': 'Дипломатик алоқалар фақат давлат ваколатига киради.',
    ru: 'Дипломатические отношения относятся только к компетенции государства.', en: 'Diplomatic relations are the state\'s alone.',
  },
  consular: {
    'uz-Latn': 'Konsullik masalalari, viza va fuqarolik faqat davlat vakolatiga kiradi.', 'uz-Cyrl': 'Консуллик масалалари, виза ва фуқаролик фақат давлат ваколатига киради.',
    ru: 'Консульские вопросы, визы и гражданство относятся только к компетенции государства.', en: 'Consular matters, visas and citizenship are the state\'s alone.',
  },
  military: {
    'uz-Latn': 'Harbiy va mudofaa masalalari faqat davlat vakolatiga kiradi.', 'uz-Cyrl': 'Ҳарбий ва мудофаа масалалари фақат давлат ваколатига киради.',
    ru: 'Военные и оборонные вопросы относятся только к компетенции государства.', en: 'Military and defence matters are the state\'s alone.',
  },
  borders: {
    'uz-Latn': 'Davlat chegarasi va hududi masalalari faqat davlat vakolatiga kiradi.', 'uz-Cyrl': 'Давлат чегараси ва ҳудуди масалалари фақат давлат ваколатига киради.',
    ru: 'Вопросы государственной границы и территории относятся только к компетенции государства.', en: 'The state border and territory are the state\'s alone.',
  },
  budget: {
    'uz-Latn': 'Hudud davlat nomidan kafolat bermaydi va davlat budjeti hisobidan majburiyat olmaydi.', 'uz-Cyrl': 'Ҳудуд давлат номидан кафолат бермайди ва давлат бюджети ҳисобидан мажбурият олмайди.',
    ru: 'Регион не выдаёт гарантий от имени государства и не принимает обязательств за счёт государственного бюджета.', en: 'A region gives no guarantee in the state\'s name and takes on no obligation at the expense of the state budget.',
  },
  'third-state': {
    'uz-Latn': 'Uchinchi davlatga tegishli masalalar vazirlik bilan kelishiladi.', 'uz-Cyrl': 'Учинчи давлатга тегишли масалалар вазирлик билан келишилади.',
    ru: 'То, что касается третьего государства, согласуется с министерством.', en: 'What concerns a third state is agreed with the ministry.',
  },
  'personal-data': {
    'uz-Latn': 'Shaxsiy maʼlumotlarni chet elga uzatish qonun bilan cheklangan.', 'uz-Cyrl': 'Шахсий маълумотларни чет элга узатиш қонун билан чекланган.',
    ru: 'Передача персональных данных за границу ограничена законом.', en: 'Sending personal data abroad is limited by law.',
  },
};

type Stems = readonly [uzLatn: string, uzCyrl: string, ru: string, en: string];
const languages = ['uz-Latn', 'uz-Cyrl', 'ru', 'en'] as const satisfies readonly LabelLanguage[];

/** Labels first; stems in the same order, several of one language separated by a bar. */
function term(code: string, group: string, labels: Stems, stems: Stems): Term {
  return {
    code, group,
    labels: { 'uz-Latn': labels[0], 'uz-Cyrl': labels[1], ru: labels[2], en: labels[3] },
    notes: BASIS[group] ?? {},
    stems: languages.flatMap((language, i) => (stems[i] ?? '').split('|').map((text) => ({ language, text }))),
  };
}

export const excludedTerms: Vocabulary = {
  name: 'excludedTerms',
  terms: [
    term('sovereignty', 'political', ['Suverenitet', 'Суверенитет', 'Суверенитет', 'Sovereignty'], ['suverenitet|suveren', 'суверенитет|суверен', 'суверенитет|суверен', 'sovereign']),
    term('foreign-policy', 'political', ['Tashqi siyosat', 'Ташқи сиёсат', 'Внешняя политика', 'Foreign policy'], ['tashqi siyosat', 'ташқи сиёсат', 'внешн политик|внешнеполитическ', 'foreign polic']),
    term('political-union', 'political', ['Siyosiy ittifoq', 'Сиёсий иттифоқ', 'Политический союз', 'Political alliance'], ['siyosiy ittifoq|siyosiy blok', 'сиёсий иттифоқ|сиёсий блок', 'политическ союз|политическ блок', 'political allian|political union|political bloc']),
    term('recognition', 'political', ['Davlatni tan olish', 'Давлатни тан олиш', 'Признание государства', 'Recognition of a state'], ['davlatni tan ol|mustaqilligini tan ol', 'давлатни тан ол|мустақиллигини тан ол', 'признани государств|признани независимост', 'recognition of the state|recognition of independence']),
    term('sanctions', 'political', ['Sanksiyalar', 'Санкциялар', 'Санкции', 'Sanctions'], ['sanksiya', 'санкция', 'санкци', 'sanction']),
    term('diplomatic-mission', 'diplomatic', ['Diplomatik vakolatxona', 'Дипломатик ваколатхона', 'Дипломатическое представительство', 'Diplomatic mission'], ['diplomatik|elchixona', 'дипломатик|элчихона', 'дипломатическ|посольств', 'diplomatic|embass']),
    term('immunity', 'diplomatic', ['Immunitet va imtiyozlar', 'Иммунитет ва имтиёзлар', 'Иммунитеты и привилегии', 'Immunities and privileges'], ['immunitet|daxlsizlik', 'иммунитет|дахлсизлик', 'иммунитет|неприкосновенност', 'immunit|inviolab']),
    term('consular', 'consular', ['Konsullik', 'Консуллик', 'Консульские вопросы', 'Consular matters'], ['konsullik|konsulxona', 'консуллик|консулхона', 'консульск|консульств', 'consular|consulate']),
    term('visa', 'consular', ['Viza', 'Виза', 'Виза', 'Visa'], ['viza', 'виза', 'виза|визы.|визу.|визой.|визов|безвизов', 'visa']),
    term('citizenship', 'consular', ['Fuqarolik', 'Фуқаролик', 'Гражданство', 'Citizenship'], ['fuqarolik|fuqaroligi', 'фуқаролик|фуқаролиги', 'гражданств', 'citizenship']),
    term('extradition', 'consular', ['Ekstraditsiya', 'Экстрадиция', 'Выдача лиц', 'Extradition'], ['ekstradit', 'экстрадиц', 'экстрадиц|выдач лиц', 'extradit']),
    term('military', 'military', ['Harbiy hamkorlik', 'Ҳарбий ҳамкорлик', 'Военное сотрудничество', 'Military cooperation'], ['harbiy', 'ҳарбий', 'военн|воинск', 'military|milita']),
    term('defence', 'military', ['Mudofaa', 'Мудофаа', 'Оборона', 'Defence'], ['mudofaa', 'мудофаа', 'оборон', 'defence|defense']),
    term('weapons', 'military', ['Qurol-yarogʻ', 'Қурол-яроғ', 'Вооружения', 'Weapons'], ['qurol', 'қурол', 'оружи|вооруж', 'weapon|armed forces|armament|ammunition']),
    term('army', 'military', ['Armiya', 'Армия', 'Армия', 'Army'], ['armiya', 'армия', 'армия|армии|армей', 'army|armies']),
    term('intelligence', 'military', ['Razvedka', 'Разведка', 'Разведка', 'Intelligence services'], ['razvedka xizmat', 'разведка хизмат', 'разведывательн|служб разведк', 'intelligence service|intelligence agenc']),
    term('state-border', 'borders', ['Davlat chegarasi', 'Давлат чегараси', 'Государственная граница', 'State border'], ['davlat chegara', 'давлат чегара', 'государственн границ', 'state border|national border']),
    term('demarcation', 'borders', ['Delimitatsiya va demarkatsiya', 'Делимитация ва демаркация', 'Делимитация и демаркация', 'Delimitation and demarcation'], ['delimita|demarka', 'делимита|демарка', 'делимита|демарка', 'delimit|demarcat']),
    term('territorial-claim', 'borders', ['Hududiy daʼvo', 'Ҳудудий даъво', 'Территориальные претензии', 'Territorial claims'], ['hududiy yaxlit|hududiy daʼvo', 'ҳудудий яхлит|ҳудудий даъво', 'территориальн целостност|территориальн претензи', 'territorial integrity|territorial claim']),
    term('state-guarantee', 'budget', ['Davlat kafolati', 'Давлат кафолати', 'Государственная гарантия', 'State guarantee'], ['davlat kafolat', 'давлат кафолат', 'государственн гаранти', 'state guarantee|sovereign guarantee']),
    term('state-loan', 'budget', ['Davlat qarzi', 'Давлат қарзи', 'Государственный заём', 'State loan'], ['davlat qarz', 'давлат қарз', 'государственн заем|государственн заём|государственн займ|государственн долг', 'state loan|public debt|sovereign loan']),
    term('state-budget', 'budget', ['Davlat budjeti', 'Давлат бюджети', 'Государственный бюджет', 'State budget'], ['davlat budjet|davlat byudjet', 'давлат бюджет', 'государственн бюджет|госбюджет', 'state budget']),
    term('third-state', 'third-state', ['Uchinchi davlat', 'Учинчи давлат', 'Третье государство', 'Third state'], ['uchinchi davlat|uchinchi mamlakat', 'учинчи давлат|учинчи мамлакат', 'треть государств|третьих государств|треть стран', 'third state|third countr']),
    term('personal-data', 'personal-data', ['Shaxsiy maʼlumotlar', 'Шахсий маълумотлар', 'Персональные данные', 'Personal data'], ['shaxsiy maʼlumot|shaxsga doir maʼlumot', 'шахсий маълумот|шахсга доир маълумот', 'персональн данн', 'personal data']),
  ],
};
