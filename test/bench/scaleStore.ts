/** Builds a store of any size through the real log: records made one after the other, and small changes of records made before. */
import { createHash } from 'node:crypto';
import { readView } from '../../src/main/changes/apply.ts';
import type { Change } from '../../src/main/changes/log.ts';
import type { Json } from '../../src/shared/json.ts';
import { rngOf, type Rng } from '../support/rng.ts';
import type { Office } from '../support/officeAt.ts';
import { timed, type StepInput } from './part.ts';

/** Entries of one action: as many as a job writes in a slice. */
export const BATCH = 1_000;
const PARTNERS = 2_000;

export const recordsOf = (input: StepInput): number => input.sizes.records ?? 0;
export const entriesOf = (input: StepInput): number => input.sizes.entries ?? 0;

/** What a batch cost. */
export interface BatchCost {
  /** Entries in the store after it. */
  readonly entries: number;
  readonly milliseconds: number;
  /** Of the processor: what is left of it where other work runs beside. */
  readonly processor: number;
  /** Housekeeping after it: segments sealed, checkpoints. */
  readonly settling: number;
}

/** The id of the nth agreement: version 7, rising, the rest from a hash, so that no list of a million ids is kept. */
export function agreementId(n: number): string {
  const time = (0x01963f2c9a40 + n * 400).toString(16).padStart(12, '0');
  const rest = createHash('sha256').update(`agreement ${String(n)}`).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}

const partnerId = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Entries of one action while the middle of a large store is written. */
const BULK = 10_000;

/**
 * Fills an empty store. Its beginning and its end are written as an office does: every batch makes its share of records, its other entries
 * change records, most of them made a short time before, some of any age. Between the two, from `worked` entries on until so many are left, records
 * come with all their changes at once, which takes a tenth of the time.
 */
export async function fillStore(office: Pick<Office, 'store'>, input: StepInput, told: (cost: BatchCost) => void, worked = Infinity): Promise<void> {
  const rng = rngOf('scale');
  const store = office.store();
  const total = entriesOf(input);
  const share = recordsOf(input) / total;
  let made = 0;
  let young = 0;
  let entries = append(store, Array.from({ length: PARTNERS }, (_, n) => newPartner(rng, n)));
  await store.settle(() => Promise.resolve());
  while (entries < total) {
    if (entries >= worked && total - entries > worked + BULK) {
      const records = Math.round(BULK * share);
      const first = made;
      entries += append(store, Array.from({ length: records }, (_, i) => wholeLife(rng, first + i, Math.round(1 / share))).flat());
      made += records;
      young = made;
      await store.settle(() => Promise.resolve());
      if (Math.floor(entries / 500_000) > Math.floor((entries - BULK) / 500_000)) process.stderr.write(`  ${String(entries)} entries\n`);
      continue;
    }
    const size = Math.min(BATCH, total - entries);
    const fresh = Math.min(size, Math.max(made === 0 ? 200 : 0, Math.round((entries + size) * share) - made));
    const changed = new Set<number>();
    while (changed.size < Math.min(size - fresh, made)) changed.add(pickRecord(rng, made, young));
    const first = made;
    const before = process.cpuUsage();
    const { seconds } = await timed(() => {
      entries += append(store, [
        ...Array.from({ length: fresh }, (_, i) => newAgreement(rng, first + i)),
        ...[...changed].map((n) => smallChange(rng, store.db, agreementId(n))),
      ]);
    });
    const used = process.cpuUsage(before);
    made += fresh;
    const settling = await timed(() => store.settle(() => Promise.resolve()));
    told({ entries, milliseconds: seconds * 1000, processor: (used.user + used.system) / 1000, settling: settling.seconds * 1000 });
  }
}

/** Two of three changes are of records made since `young`, as in an office; the third of any. */
const pickRecord = (rng: Rng, made: number, young: number): number => (made === young || rng.int(3) === 0 ? rng.int(made) : young + rng.int(made - young));

function append(store: ReturnType<Office['store']>, changes: readonly Change[]): number {
  const done = store.log.append({ author: 'Head of department', changes });
  if (!done.ok) throw new Error(done.error.message);
  return changes.length;
}

const LEVELS = ['interstate', 'intergovernmental', 'interdepartmental', 'interregional', 'twinning', 'institutional'];
const INSTRUMENTS = ['TREATY', 'AGREEMENT', 'CONVENTION', 'PROTOCOL', 'MOU', 'TWINNING', 'PARTNERSHIP', 'ROADMAP'];
const PLACES = ['Toshkent', 'Samarqand', 'Buxoro', 'Paris', 'Berlin', 'Ankara', 'Astana', 'Beijing', 'Tokyo', 'Moskva'];
const COUNTRIES = ['FR', 'DE', 'IT', 'ES', 'PL', 'TR', 'KZ', 'CN', 'JP', 'IN', 'KR', 'RU'];
const WORDS = ('hamkorlik savdo iqtisodiyot madaniyat fan taʼlim viloyat suv shartnoma bitim bayonnoma oʻzaro almashinuv соглашение сотрудничество торговля культура наука образование граница регион '
  + 'cooperation trade culture science education region water transport energy exchange protocol programme').split(' ');

const words = (rng: Rng, count: number): string => Array.from({ length: count }, () => rng.pick(WORDS)).join(' ');
const day = (rng: Rng): string => `${String(1992 + rng.int(34))}-${String(1 + rng.int(12)).padStart(2, '0')}-${String(1 + rng.int(28)).padStart(2, '0')}`;

function newPartner(rng: Rng, n: number): Change {
  return {
    record: partnerId(n), kind: 'partner',
    fields: { partnerKind: rng.pick(['region', 'city']), country: rng.pick(COUNTRIES), 'nameForms[1]': { text: `${words(rng, 2)} ${String(n)}`, language: 'uz', script: 'Latn' } },
  };
}

function newAgreement(rng: Rng, n: number): Change {
  return {
    record: agreementId(n), kind: 'agreement',
    fields: {
      registerNo: `${String(n)}-${rng.pick(COUNTRIES)}/${String(rng.int(100))}`, 'titleForms[1]': { text: words(rng, 8), language: rng.pick(['uz', 'ru', 'en']), script: 'Latn' },
      level: rng.pick(LEVELS), instrument: rng.pick(INSTRUMENTS), dateSigned: day(rng), placeSigned: rng.pick(PLACES), 'parties[1].partner': partnerId(rng.int(PARTNERS)), 'parties[1].side': 'theirs',
    },
  };
}

/** A record and the changes that were made to it in the course of time, each of a field that was empty before. */
function wholeLife(rng: Rng, n: number, entries: number): readonly Change[] {
  const record = agreementId(n);
  const later: readonly (readonly [string, Json])[] = [
    ['notes', words(rng, 10)], ['dateInForce', day(rng)], ['desk', words(rng, 2)], ['responsible', `Desk ${String(rng.int(50))}`], ['nature', 'treaty'], ['access', 'public'], ['fileIndex', `${String(rng.int(90))}-${String(rng.int(9))}`],
    ['prevailingLanguage', 'en'], ['fields[ECON]', true], ['fields[EDU]', true], ['previousNos[1]', `${String(rng.int(9_999))}/${String(rng.int(99))}`], ['fields[CULT]', true],
  ];
  return [newAgreement(rng, n), ...later.slice(0, entries - 1).map(([path, value]): Change => ({ record, kind: 'agreement', fields: { [path]: value } }))];
}

/** What a person does in a form: one field, sometimes two, and what stood there is replaced. */
function smallChange(rng: Rng, db: Parameters<typeof readView>[0], id: string): Change {
  const fields: Record<string, Json> = {};
  for (let i = 0; i <= rng.int(2); i++) {
    const [path, value] = rng.pick<readonly [string, () => Json]>([
      ['notes', () => words(rng, 10)], ['placeSigned', () => rng.pick(PLACES)], ['dateInForce', () => day(rng)], ['level', () => rng.pick(LEVELS)], ['desk', () => words(rng, 2)], ['responsible', () => `Desk ${String(rng.int(50))}`],
    ]);
    fields[path] = value();
  }
  const heads = readView(db, id)?.heads;
  return { record: id, kind: 'agreement', fields, replaces: new Map(Object.keys(fields).map((path) => [path, heads?.get(path) ?? []])) };
}
