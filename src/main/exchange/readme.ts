/** `readme.txt` of a bundle: how a stranger checks it with ordinary tools. Not compared by readers: its hash is signed. */

export interface ReadmeContent {
  readonly office: string;
  /** The office's name as its certificate gives it. */
  readonly name: string;
  readonly to: string;
  /** The sending station's public key in minisign's encoding. */
  readonly minisignKey: string;
  readonly keyId: string;
}

export const renderReadme = (content: ReadmeContent): Buffer => Buffer.from([uzbek(content), russian(content), english(content)].join('\n'), 'utf8');

const commands = ({ minisignKey }: ReadmeContent): string => `
    age -d -i KEY -o bundle.zip NAME.bitim.zip.age
    unzip -t bundle.zip
    unzip bundle.zip -d bundle
    cd bundle
    minisign -V -P ${minisignKey} -m tagmanifest-sha256.txt
    sha256sum -c tagmanifest-sha256.txt
    sha256sum -c manifest-sha256.txt
`;

const uzbek = (content: ReadmeContent): string => `O‘ZBEKCHA

Bu – «Bitim» dasturining jildi: xorijiy hamkorlar bilan tuzilgan hujjatlar reyestri va skanlar.
Yuboruvchi: ${content.name} (${content.office}). Oluvchi: ${content.to}.
Yuboruvchi stansiyaning minisign kaliti ${content.keyId}:

    ${content.minisignKey}

Kalitni yuboruvchi idoradan boshqa yo‘l bilan (masalan, telefon orqali) so‘rab solishtiring. Tekshirish:
${commands(content)}
Birinchi buyruq faqat jild muhrlangan (.age) bo‘lsa kerak. Har bir buyruq xatosiz tugashi lozim.
data/segments ichida reyestr yozuvlari turadi: zcat FAYL.jsonl.gz; har bir FAYL.head.json o‘z yozuvchi stansiyasi tomonidan imzolangan.
data/trust ichida stansiyalarning guvohnomalari, data/documents ichida mazmuni bo‘yicha nomlangan hujjatlar turadi.
`;

const russian = (content: ReadmeContent): string => `РУССКИЙ

Это пакет программы «Битим»: реестр документов с зарубежными партнёрами и сканы.
Отправитель: ${content.name} (${content.office}). Получатель: ${content.to}.
Ключ minisign станции-отправителя ${content.keyId}:

    ${content.minisignKey}

Сверьте ключ с отправителем другим путём (например, по телефону). Проверка:
${commands(content)}
Первая команда нужна, только если пакет запечатан (.age). Каждая команда должна завершиться без ошибок.
В data/segments лежат записи реестра: zcat ФАЙЛ.jsonl.gz; каждый ФАЙЛ.head.json подписан станцией, которая его записала.
В data/trust лежат удостоверения станций, в data/documents – документы, названные по содержанию.
`;

const english = (content: ReadmeContent): string => `ENGLISH

This is a bundle of the program Bitim: a register of documents with foreign partners, and scans.
Sender: ${content.name} (${content.office}). Recipient: ${content.to}.
The minisign key of the sending station, ${content.keyId}:

    ${content.minisignKey}

Compare the key with the sender by another way (by telephone, for instance). To check:
${commands(content)}
The first command is needed only if the bundle is sealed (.age). Every command must end without an error.
data/segments holds the entries of the register: zcat FILE.jsonl.gz; each FILE.head.json is signed by the station that wrote it.
data/trust holds the certificates of stations, data/documents the documents, named by their content.
`;
