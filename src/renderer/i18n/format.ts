/** Numbers and dates as offices write them, in every language alike: Chromium has no data for Uzbek. */

/** 1234567 -> "1 234 567", with spaces that do not break. */
export const formatNumber = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, '\u00a0');

/** 2024-05-17 -> 17.05.2024, 2024-05 -> 05.2024, 2024 -> 2024; anything else as it is. */
export const formatDate = (value: string): string => value.split('-').reverse().join('.');
