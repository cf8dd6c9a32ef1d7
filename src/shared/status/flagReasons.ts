/** Why a flag is raised on an agreement. */
import type { Catalogue } from '../sentences.ts';

export const flagReasons = {
  noticeWindowOpen: ['Xabar berishga {left:days} qoldi: oxirgi ishonchli kun {day:date}.', 'Хабар беришга {left:days} қолди: охирги ишончли кун {day:date}.', 'До последнего надёжного дня для уведомления ({day:date}) – {left:days}.', '{left:days} left for notice: the last safe day is {day:date}.'],
  expiring: ['Muddati tugashiga {left:days} qoldi: oxirgi kuni {day:date}.', 'Муддати тугашига {left:days} қолди: охирги куни {day:date}.', 'До последнего дня срока ({day:date}) – {left:days}.', '{left:days} left: the last day is {day:date}.'],
  dormant: ['{day:since} hech qanday faoliyat qayd etilmagan.', '{day:since} ҳеч қандай фаолият қайд этилмаган.', 'Никакой деятельности не записано {day:since}.', 'No activity is recorded {day:since}.'],
  noActivity: ['Hech qanday faoliyat qayd etilmagan.', 'Ҳеч қандай фаолият қайд этилмаган.', 'Никакой деятельности не записано.', 'No activity is recorded at all.'],
  noOriginal: ['Asl nusxaning qayerda saqlanishi qayd etilmagan.', 'Асл нусханинг қаерда сақланиши қайд этилмаган.', 'Не записано, где хранится подлинник.', 'Where the original is kept is not recorded.'],
  noScan: ['Skaner nusxasi biriktirilmagan.', 'Сканер нусхаси бириктирилмаган.', 'Скан не приложен.', 'No scan is attached.'],
  permissionMissing: ['Imzolashga ruxsat qayd etilmagan.', 'Имзолашга рухсат қайд этилмаган.', 'Разрешение на подписание не записано.', 'No permission to sign is recorded.'],
  permissionOver: ['Imzolashga ruxsat faqat {day:until} amal qilgan.', 'Имзолашга рухсат фақат {day:until} амал қилган.', 'Разрешение на подписание действовало только {day:until}.', 'The permission to sign was valid only {day:until}.'],
  permissionRefusedForSigning: ['Imzolashga ruxsat {day:on} rad etilgan.', 'Имзолашга рухсат {day:on} рад этилган.', 'В разрешении на подписание отказано {day:on}.', 'Permission to sign was refused {day:on}.'],
  permissionLapsedForSigning: ['Imzolashga ruxsat muddati {day:on} oʻtgan.', 'Имзолашга рухсат муддати {day:on} ўтган.', 'Срок разрешения на подписание истёк {day:on}.', 'The permission to sign lapsed {day:on}.'],
  permissionLater: ['Imzolashga ruxsat imzodan keyin, {day:on} berilgan.', 'Имзолашга рухсат имзодан кейин, {day:on} берилган.', 'Разрешение на подписание получено после подписания, {day:on}.', 'The permission to sign came after the signature, {day:on}.'],
} as const satisfies Catalogue;
