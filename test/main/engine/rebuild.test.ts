/** Deriving everything anew, and what is left where that breaks off. */
import { expect, it } from 'vitest';
import { openStore } from '../../../src/main/store/store.ts';
import { serve } from '../../../src/main/engine/engine.ts';
import { newOfficeAt, storeDepsAt, TEST_PASSPHRASE, testContext } from '../../support/officeAt.ts';
import { tempFolder } from '../../support/temp.ts';

it('deriving the tables anew that breaks off leaves tables and search index as they were', async () => {
  const place = { folder: `${tempFolder()}/store`, stateFolder: tempFolder() };
  const office = await newOfficeAt('uz-a', place);
  await office.do('record.add', { kind: 'partner', value: { nameForms: [{ text: 'Samarqand', language: 'uz', script: 'Latn' }] } });
  await office.close();

  let breaks = false;
  const breaking = { kinds: ['partner'], tables: [], put: () => { if (breaks) throw new Error('The disk is full'); }, remove: () => undefined };
  const deps = { ...storeDepsAt(place), report: () => undefined };
  const opened = await openStore(place.folder, { passphrase: TEST_PASSPHRASE }, { ...deps, projectors: [...deps.projectors, breaking] });
  if (!opened.ok) throw new Error(opened.error.message);
  const engine = serve(opened.value, deps);
  breaks = true;
  const broken = await engine.call('store.rebuild', {}, testContext());
  breaks = false;
  const verified = await engine.call('store.verify', {}, testContext());
  const found = await engine.call('search', { query: 'Самарканд' }, testContext());
  await engine.close();
  expect({ broken: broken.ok, verified, found: found.ok ? found.value.hits.length : found }).toEqual({ broken: false, verified: { ok: true, value: { ok: true, problems: [] } }, found: 1 });
});
