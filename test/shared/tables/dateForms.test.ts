import { describe, expect, it } from 'vitest';
import { readDate, usualDateForms, type DateForm } from '../../../src/shared/tables/dateForms.ts';

describe('a date in a table', () => {
  it.each<[string, readonly DateForm[], string]>([
    ['12/11/1895', ['dd/mm/yyyy'], '1895-11-12'],
    ['1/2/2020', ['dd/mm/yyyy'], '2020-02-01'],
    ['1/2/2020', ['mm/dd/yyyy'], '2020-01-02'],
    ['07.03.2026', ['dd.mm.yyyy'], '2026-03-07'],
    ['07.03.2026г.', ['dd.mm.yyyy'], '2026-03-07'],
    [' 07.03.2026 ', ['iso', 'dd.mm.yyyy'], '2026-03-07'],
    ['7-3-2026', ['dd-mm-yyyy'], '2026-03-07'],
    ['2026.03.07', ['yyyy.mm.dd'], '2026-03-07'],
    ['2026/3/7', ['yyyy.mm.dd'], '2026-03-07'],
    ['03.2026', ['mm.yyyy'], '2026-03'],
    ['3/2026', ['mm.yyyy'], '2026-03'],
    ['2026-03', ['iso', 'dd.mm.yyyy'], '2026-03'],
    ['2026', ['iso'], '2026'],
    ['2026-03-07', ['dd.mm.yyyy'], '2026-03-07'],
    ['2026-03-07 14:30:00', ['dd.mm.yyyy'], '2026-03-07'],
    ['07.03.2026 0:00', ['dd.mm.yyyy'], '2026-03-07'],
    ['17 мая 2024 г.', ['text'], '2024-05-17'],
    ['«17» мая 2024 года', ['text'], '2024-05-17'],
    ['2024 yil 17 may', ['text'], '2024-05-17'],
    ['2024-yil 17-may', ['text'], '2024-05-17'],
    ['2024 йил 17 май', ['text'], '2024-05-17'],
    ['17-may 2024-yil', ['text'], '2024-05-17'],
    ['17 май 2024 йил', ['text'], '2024-05-17'],
    ['17 May 2024', ['text'], '2024-05-17'],
    ['17th May, 2024', ['text'], '2024-05-17'],
    ['May 17, 2024', ['text'], '2024-05-17'],
    ['1 Sept. 2001', ['text'], '2001-09-01'],
    ['9 сентября 1991 г', ['text'], '1991-09-09'],
    ['31 дек. 1999', ['text'], '1999-12-31'],
    ['5 oktyabr 2020 yil', ['text'], '2020-10-05'],
    ['май 2024 г.', ['text'], '2024-05'],
    ['2024 yil may', ['text'], '2024-05'],
    ['March 1992', ['text'], '1992-03'],
    ['2024 г.', ['text'], '2024'],
    ['2024 yil', ['text'], '2024'],
    ['1992 год', ['text'], '1992'],
  ])('%s in the forms %j is %s', (text, forms, date) => {
    expect(readDate(text, forms)).toEqual({ ok: true, value: date });
  });

  it.each<[string, readonly DateForm[], string]>([
    ['31/04/1980', ['dd/mm/yyyy'], 'has the day 31; 04.1980 has 30 days'],
    ['12/31/1980', ['dd/mm/yyyy'], 'has the month 31; there are 12'],
    ['30 февраля 2024', ['text'], 'has the day 30; 02.2024 has 29 days'],
    ['07.03.2026', ['dd/mm/yyyy'], 'dd/mm/yyyy'],
    ['07.03.26', ['dd.mm.yyyy', 'iso'], 'dd.mm.yyyy or 2024-05-17'],
    ['12/31/1980', usualDateForms, 'has the month 31; there are 12'],
    ['17 foo 2024', ['text'], '17 May 2024'],
    ['45429', usualDateForms, '2024-05-17 or dd/mm/yyyy'],
    ['soon', ['iso'], '2024-05-17'],
    ['', ['iso'], '2024-05-17'],
  ])('%s in the forms %j is refused with what is wrong', (text, forms, why) => {
    const read = readDate(text, forms);
    expect(read.ok ? '' : read.error.type === 'form' ? read.error.forms : read.error.why).toContain(why);
  });
});
