/** Agreements in the spellings in which offices write them. Titles by a short name that the queries use. */
import type { JsonObject } from '../../src/shared/json.ts';

const titled = (text: string, script: string, language: string, more: JsonObject = {}): JsonObject => ({ titleForms: [{ text, language, script }], ...more });
const uzLatn = (text: string, more?: JsonObject): JsonObject => titled(text, 'Latn', 'uz', more);
const uzCyrl = (text: string, more?: JsonObject): JsonObject => titled(text, 'Cyrl', 'uz', more);
const ru = (text: string, more?: JsonObject): JsonObject => titled(text, 'Cyrl', 'ru', more);
const en = (text: string, more?: JsonObject): JsonObject => titled(text, 'Latn', 'en', more);

export const mixed: Readonly<Record<string, JsonObject>> = {
  france: uzLatn('Oʻzbekiston Respublikasi va Fransiya Respublikasi oʻrtasida madaniyat sohasida hamkorlik toʻgʻrisida bitim', { registerNo: '12/1998-04', dateSigned: '1998-04-17', level: 'intergovernmental' }),
  kazakh: uzCyrl('Ўзбекистон Республикаси Ҳукумати билан Қозоғистон Республикаси Ҳукумати ўртасида чегара савдоси тўғрисида битим', { registerNo: '45-QZ/2003', level: 'intergovernmental' }),
  kyrgyz: uzLatn('Özbekiston Respublikasi va Qirğiziston Respublikasi örtasida suv resurslari töğrisida şartnoma', { notes: 'Ekologiya qoʻmitasi koʻrib chiqqan.' }),
  trade: uzLatn("O'zbekiston tashqi savdo bayonnomasi", { previousNos: ['7-A', '113/77'] }),
  trade2: uzLatn('O‘ZBEKISTON VA TURKIYA SAVDO PROTOKOLI'),
  drafts: uzLatn('Ōzbekiston Fanlar akademiyasi memorandumi'),
  lyon: uzCyrl('Самарқанд вилояти ва Лион шаҳри ўртасидаги ҳамкорлик меморандуми', { placeSigned: 'Самарқанд' }),
  provence: ru('Соглашение о сотрудничестве между Самаркандской областью и регионом Прованс', { placeSigned: 'Марсель', notes: 'Стороны обменялись грамотами в октябре; см. дело об орошении.' }),
  ankara: uzLatn('Samarqand viloyati va Anqara oʻrtasida turizm boʻyicha kelishuv'),
  bavaria: en('Partnership agreement between Samarkand Region and the Free State of Bavaria'),
  gwangju: uzLatn('Chirchiq shahri va Gwangju oʻrtasida qardoshlik bitimi'),
  vitebsk: ru('Чирчик и Витебск: протокол о намерениях'),
  kazan: uzCyrl('Урганч шаҳри ва Қозон шаҳри ўртасида битим'),
  ashgabat: ru('Город Ургенч и город Ашхабад: соглашение о побратимстве'),
  linyi: en('Urgench and Linyi twinning agreement'),
  khorezm: uzLatn('Urganch xalqaro aeroporti haqida bayonnoma'),
  shanghai: uzCyrl('Caмapқaнд шаҳри хокимлиги билан Шанxaй ўpтасида келишув'),
  scan: ru('Cоглaшeниe o пoбpaтимcтвe гopoдoв'),
  scanLatin: uzLatn('Nаmаngаn vilоyati yengil sаnoat dasturi'),
  ishoq: uzCyrl('Исҳоқхон Ибрат боғи лойиҳаси'),
  october: uzLatn('2019-yil 14-oktabrdagi bayonnoma, oktabr oyi'),
  octoberRu: ru('Протокол заседания, октябрь 2019 года'),
  jizzax: uzLatn('Jizzax viloyati va Busan oʻrtasida investitsiya bitimi', { fields: ['INVEST'] }),
  djizak: ru('Джизакская область и провинция Ганьсу: меморандум о сотрудничестве'),
  fergana: uzLatn('Fargʻona viloyati va Chjeszyan provinsiyasi oʻrtasidagi bitim'),
  ferganaRu: ru('Ферганская область и Ханчжоу: протокол'),
  karakalpak: titled('Qaraqalpaqstan Respublikası menen Ózbekstan haqqında', 'Latn', 'kaa'),
  karakalpakUz: uzCyrl('Қорақалпоғистон Республикаси ва Орол денгизи дастури'),
  tajik: titled('Созишномаи Суғд ва Тошканд дар бораи ҳамкорӣ', 'Cyrl', 'tg'),
  tashkentRu: ru('Ташкентская область и Минская область: договор о торговле'),
  tashkent: uzLatn('Toshkent shahri va Seul oʻrtasida aqlli shahar loyihasi'),
  tashkent2026: uzLatn('Toşkent şahri va Çeşme çegaradaşlik kengaşi'),
  fransiya: ru('Договор между Республикой Узбекистан и Францией о выдаче, конституция, функция, акция'),
  yevropa: uzLatn('Yevropa Ittifoqi bilan obyektlar boʻyicha yettinchi konstitutsiya forumi'),
  yevropaCyrl: uzCyrl('Европа Иттифоқи билан объектлар бўйича еттинчи қўшимча'),
  china: titled('乌兹别克斯坦与中国撒马尔罕合作协议', 'Hani', 'zh'),
  arabic: titled('اتفاقية تعاون بين سمرقند ودبي', 'Arab', 'ar'),
  sign: uzLatn('Moʻjiza, maʼno va asʼhob haqida sanʼat bitimi'),
  hyphen: en('Agreement on economic co-operation and cross-border trade'),
  phrase: en('Trade in border areas; free border trade zone', { notes: 'A free trade area is not meant. Border trade of 2004.' }),
  voided: uzLatn('Bekor qilingan namuna bitimi'),
};
