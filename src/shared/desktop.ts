/** Calls that the window's own process answers: this workstation's settings, dialogs, stopping a call. They need no store. */
import { z } from 'zod';
import { call, nothing } from './contract.ts';

export const LANGUAGES = ['uz-Latn', 'uz-Cyrl', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const THEMES = ['system', 'light', 'dark'] as const;

/** What a file that is chosen is for: it decides which kinds of file the dialog offers. */
export const FILE_PURPOSES = ['scan', 'bundle', 'card', 'table', 'backup'] as const;
export type FilePurpose = (typeof FILE_PURPOSES)[number];

/** Of this workstation, not of a register; kept unencrypted, so nothing of a record's content belongs here. */
export const settingsSchema = z.strictObject({
  /** Absent until a person chose one. */
  language: z.enum(LANGUAGES).optional(),
  theme: z.enum(THEMES).default('system'),
  /** The post that signed in last. */
  author: z.string().max(200).default(''),
});
export type Settings = z.output<typeof settingsSchema>;

/** The number by which a window knows a call it made. */
export const callNumber = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

export const desktopContract = {
  'desktop.settings': call<Settings>()(nothing),
  'desktop.changeSettings': call<Settings>()(z.strictObject({ language: z.enum(LANGUAGES).optional(), theme: z.enum(THEMES).optional(), author: z.string().max(200).optional() })),
  'desktop.chooseFiles': call<{ readonly paths: readonly string[] }>()(z.strictObject({ purpose: z.enum(FILE_PURPOSES), several: z.boolean().default(false) })),
  'desktop.chooseTarget': call<{ readonly path: string | null }>()(z.strictObject({ name: z.string().regex(/^[^/\\:\p{Cc}]{1,200}$/u, 'expected a file name without a folder') })),
  'desktop.chooseFolder': call<{ readonly path: string | null }>()(nothing),
  'desktop.cancel': call<{ readonly cancelled: boolean }>()(z.strictObject({ call: callNumber })),
} as const;
