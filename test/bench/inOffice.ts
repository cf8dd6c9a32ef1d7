/** Steps that work on an office in the part's folder. */
import { join } from 'node:path';
import type { CallName, OutputOf, RequestOf } from '../../src/shared/contract.ts';
import { newOfficeAt, openOfficeAt, type Office, type Place } from '../support/officeAt.ts';
import { timed, type Measured, type StepInput } from './part.ts';

export const placeOf = (input: StepInput, id: string): Place => ({ folder: join(input.folder, id), stateFolder: join(input.folder, 'state') });

/** Makes an office and closes it again. */
export async function makeOffice(input: StepInput, id: string): Promise<void> {
  const office = await newOfficeAt(id, placeOf(input, id));
  await office.close();
}

/** What works on an office, and what was left to do after the last answer, until the store was closed. */
export async function withOffice(input: StepInput, id: string, work: (office: Office) => Promise<Measured>): Promise<Measured> {
  const office = await openOfficeAt(id, placeOf(input, id));
  try {
    return { ...(await work(office)), housekeeping: (await timed(() => office.close())).seconds };
  } finally {
    await office.close();
  }
}

/** One call of a fresh process, and what its answer says. */
export const called = <N extends CallName>(input: StepInput, id: string, name: N, request: RequestOf<N>, more: (value: OutputOf<N>) => unknown = () => undefined): Promise<Measured> =>
  withOffice(input, id, async (office) => {
    const { seconds, value } = await timed(() => office.do(name, request));
    return { seconds, more: more(value) };
  });
