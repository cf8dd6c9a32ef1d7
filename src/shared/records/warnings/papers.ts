/** Rules of permissions, competence checks, paper originals, documents and their files. */
import { isJsonObject } from '../../json.ts';
import { latestDay } from '../../dates.ts';
import { stateOnlyFields } from '../../vocabularies/cooperation.ts';
import { elementsOf, groupsOf, type Fields } from '../nest.ts';
import { textAt } from '../titles.ts';
import { endBeforeStart, isBefore, possibleDate } from './dates.ts';
import type { WarningsInput } from './input.ts';
import { warn, type Warning } from './warning.ts';

export function authorisationWarnings({ fields }: WarningsInput): readonly Warning[] {
  const requested = possibleDate(fields.get('requestedOn')) ?? possibleDate(fields.get('requestDate'));
  const decided = possibleDate(fields.get('decisionDate'));
  const until = possibleDate(fields.get('validUntil'));
  const open = groupsOf(fields, 'remarks').filter(([, { reply }]) => reply === undefined).length;
  return [
    ...withoutAgreement(fields),
    ...(textAt(fields, 'decision') !== null && !fields.has('decisionDate') ? [warn('decisionWithoutDate', {}, 'decisionDate')] : []),
    ...(isBefore(decided, requested) ? [warn('decisionBeforeRequest', { decided, requested }, 'decisionDate')] : []),
    ...(isBefore(until, decided) ? [warn('validUntilBeforeDecision', { until, decided }, 'validUntil')] : []),
    ...(open > 0 ? [warn('remarkWithoutReply', { count: open }, 'remarks')] : []),
  ];
}

export function competenceCheckWarnings({ fields }: WarningsInput): readonly Warning[] {
  const conclusion = textAt(fields, 'conclusion');
  const answers = groupsOf(fields, 'answers').flatMap(([id, { question, answer }]) => (typeof question === 'string' ? [{ id, question, answer }] : []));
  const twice = answers.find(({ question, answer }) => answers.some((other) => other.question === question && other.answer !== answer));
  return [
    ...withoutAgreement(fields),
    ...(conclusion === null ? [warn('conclusionMissing', {}, 'conclusion')] : []),
    ...(twice === undefined ? [] : [warn('questionTwice', { question: twice.question }, 'answers')]),
    ...(conclusion === 'open' ? openThough(fields, answers) : []),
  ];
}

function openThough(fields: Fields, answers: readonly { readonly id: string; readonly question: string; readonly answer: unknown }[]): readonly Warning[] {
  const terms = groupsOf(fields, 'terms').length;
  return [
    ...elementsOf(fields, 'fields').flatMap(([topic]) => (stateOnlyFields.has(topic) ? [warn('openThoughFieldStateOnly', { topic }, `fields[${topic}]`)] : [])),
    ...answers.flatMap(({ id, question, answer }) => (answer === 'yes' ? [warn('openThoughAnswered', { question }, `answers[${id}]`)] : [])),
    ...(terms > 0 ? [warn('openThoughTermsFound', { count: terms }, 'terms')] : []),
  ];
}

export function originalWarnings({ fields, today }: WarningsInput): readonly Warning[] {
  const loans = groupsOf(fields, 'loans');
  const out = loans.filter(([, { returned }]) => returned === undefined);
  return [
    ...withoutAgreement(fields),
    ...loans.flatMap(([id, { since, due, returned }]) => [...endBeforeStart(`loans[${id}].due`, since, due), ...endBeforeStart(`loans[${id}].returned`, since, returned)]),
    ...(out.length > 1 ? [warn('lentTwice', {}, 'loans')] : []),
    ...out.flatMap(([id, loan]) => {
      const due = possibleDate(loan.due);
      return today !== undefined && due !== null && latestDay(due) < today ? [warn('loanOverdue', { due, to: typeof loan.to === 'string' ? loan.to : '' }, `loans[${id}].due`)] : [];
    }),
  ];
}

export const documentWarnings = ({ fields }: WarningsInput): readonly Warning[] =>
  groupsOf(fields, 'pages').flatMap(([id, { from, to }]) => (typeof from === 'number' && typeof to === 'number' && to < from ? [warn('pagesReversed', { from, to }, `pages[${id}]`)] : []));

export function attachmentWarnings({ fields }: WarningsInput): readonly Warning[] {
  const operator = textAt(fields, 'operator');
  const check = fields.get('qualityChecked');
  return operator !== null && isJsonObject(check) && check.by === operator ? [warn('checkedByOperator', { by: operator }, 'qualityChecked')] : [];
}

const withoutAgreement = (fields: Fields): readonly Warning[] => (textAt(fields, 'agreement') === null ? [warn('agreementMissing', {}, 'agreement')] : []);
