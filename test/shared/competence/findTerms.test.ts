import { describe, expect, it } from 'vitest';
import { findTerms } from '../../../src/shared/competence/findTerms.ts';
import { baseline } from '../../../src/shared/vocabularies/baseline.ts';

const found = (text: string): readonly string[] => findTerms(text, baseline.excludedTerms).map(({ code, text: words }) => `${code}: ${words}`);

describe('excluded terms in a draft', () => {
  it.each<[string, readonly string[]]>([
    ['Стороны согласуют внешнюю политику.', ['foreign-policy: внешнюю политику']],
    ['Tomonlar harbiy-texnik hamkorlik qiladi', ['military: harbiy']],
    ['Томонлар ҳарбий-техник ҳамкорлик қилади', ['military: ҳарбий']],
    ['The Parties shall extend MILITARY cooperation and national defence.', ['military: MILITARY', 'defence: defence']],
    ['Shaxsga doir maʼlumotlarni almashish', ['personal-data: Shaxsga doir maʼlumotlarni']],
    ["Shaxsga doir ma'lumotlarni almashish", ["personal-data: Shaxsga doir ma'lumotlarni"]],
    ['государственные гарантии по займам третьих государств', ['state-guarantee: государственные гарантии', 'third-state: третьих государств']],
    ['Davlat chegarasi delimitatsiyasi', ['state-border: Davlat chegarasi', 'demarcation: delimitatsiyasi']],
    ['безвизовый режим и консульские услуги', ['visa: безвизовый', 'consular: консульские']],
    ['взаимные визиты и консультации, обмен делегациями', []],
    ['o‘zaro tashriflar, konsultatsiyalar, vizual sanʼat', []],
    ['mutual visits, consultations, a visual festival', []],
    ['Стороны развивают сотрудничество в области культуры, образования, туризма и спорта.', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('are told with their place, the longest of what fits', () => {
    const text = 'Article 4. No military matters.';
    const [one] = findTerms(text, baseline.excludedTerms);
    expect(one).toEqual({ code: 'military', text: 'military', from: 14, to: 22 });
    expect(findTerms('Ўзаро қурол-аслаҳа', baseline.excludedTerms).map(({ from, to }) => [from, to])).toEqual([[6, 11]]);
  });

  it('are found by every stem that ships, whichever spelling it has', () => {
    for (const { code, stems = [] } of baseline.excludedTerms.terms) {
      for (const { text } of stems) expect(findTerms(text.replace(/\.$/, ''), baseline.excludedTerms).map((one) => one.code), text).toContain(code);
    }
  });

  it('are those of the office: a retired one is not looked for', () => {
    const terms = baseline.excludedTerms.terms.map((term) => (term.code === 'military' ? { ...term, retired: true as const } : term));
    expect(findTerms('military army', { name: 'excludedTerms', terms }).map(({ code }) => code)).toEqual(['army']);
  });
});
