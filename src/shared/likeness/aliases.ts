/** What a name is known to stand for: countries, the units of Uzbekistan and their seats, under every name that the reference data has. */
import { foldName } from '../fold.ts';
import { countries } from '../vocabularies/countries.ts';
import { regions } from '../vocabularies/regions.ts';
import { nameKeys } from './nameKeys.ts';

/** What sort of thing an alias stands for; a region and its seat often share a name. */
export type AliasKind = 'state' | 'region' | 'city';

/** `state:DE`, `region:UZ-SA`, `city:UZ-SA` (the region's seat); null where the name is not known for that kind of thing. */
export const aliasOf = (kind: AliasKind, bare: string): string | null => table().get(`${kind} ${bare}`) ?? null;

let built: ReadonlyMap<string, string> | null = null;

function table(): ReadonlyMap<string, string> {
  built ??= build();
  return built;
}

function build(): ReadonlyMap<string, string> {
  const found = new Map<string, string | null>();
  const add = (kind: AliasKind, name: string, stands: string): void => {
    const key = `${kind} ${nameKeys(foldName(name)).bare}`;
    found.set(key, found.has(key) && found.get(key) !== stands ? null : stands);
  };
  for (const { code, labels, aliases = [] } of countries.terms) for (const name of [...Object.values(labels), ...aliases]) add('state', name, `state:${code}`);
  for (const region of regions) {
    const own: AliasKind = region.type === 'city' ? 'city' : 'region';
    const seats = [region.centre, region.centreRu];
    for (const name of [region.uzLatn, region.uzCyrl, region.ru, region.en, region.kaa, ...region.aliases]) {
      if (name !== undefined) add(own, name, `${own}:${region.iso}`);
    }
    if (own === 'city') continue;
    for (const name of seats) add('city', name, `city:${region.iso}`);
    const skeletons = new Set(seats.map((name) => nameKeys(foldName(name)).skeleton));
    for (const name of region.aliases) if (skeletons.has(nameKeys(foldName(name)).skeleton)) add('city', name, `city:${region.iso}`);
  }
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== null));
}
