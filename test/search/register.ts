/** An office with the treaties and twinnings of this folder and the mixed spellings, indexed. */
import { join } from 'node:path';
import { newOfficeAt, type Office } from '../support/officeAt.ts';
import { tempFolder } from '../support/temp.ts';
import { mixed } from './mixed.ts';

export interface SearchedOffice {
  readonly office: Office;
  /** Name in mixed.ts -> id. */
  readonly ids: ReadonlyMap<string, string>;
}

const examples = join(import.meta.dirname, '../../docs/examples');

export async function searchedOffice(): Promise<SearchedOffice> {
  const folder = tempFolder();
  const office = await newOfficeAt('uz-mfa', { folder: join(folder, 'store'), stateFolder: join(folder, 'state') });
  for (const name of ['uk-treaties', 'twinnings']) {
    await office.do('tables.import', { file: join(import.meta.dirname, `${name === 'uk-treaties' ? 'treaties' : name}.csv`), kind: 'agreement', map: join(examples, `${name}.json`) });
  }
  const ids = new Map<string, string>();
  for (const [name, value] of Object.entries(mixed)) ids.set(name, (await office.do('record.add', { kind: 'agreement', value })).id);
  await office.do('record.void', { id: ids.get('voided') ?? '', reason: 'a sample' });
  await office.do('search.catchUp', {});
  return { office, ids };
}
