/** Which calls name files of this machine, and in which fields. A call or a field that is missing here, although it holds a path, does not compile. */
import type { Path } from '../../shared/contract.ts';
import type { EngineCall, WindowInput } from '../../shared/windowContract.ts';

type IsPath<T> = T extends Path ? true : T extends readonly (infer E)[] ? (E extends Path ? true : false) : false;
/** A path stands at the top of an input, alone or in a list. */
type PathField<I> = { [K in keyof I]-?: true extends IsPath<I[K]> ? K : never }[keyof I];
type CallWithPaths = { [N in EngineCall]: PathField<WindowInput<N>> extends never ? never : N }[EngineCall];

const pathFields: { readonly [N in CallWithPaths]: { readonly [K in PathField<WindowInput<N>>]: true } } = {
  'documents.attach': { files: true },
  'documents.copyOut': { out: true },
  'tables.import': { file: true, map: true, report: true },
  'tables.propose': { file: true },
  'tables.mappings.save': { map: true, table: true },
  'tables.export': { out: true },
  'trust.accept': { card: true },
  'bundles.export': { out: true },
  'bundles.inspect': { file: true },
  'bundles.import': { file: true },
  'store.backup': { out: true },
};

/** The paths that an input of this call names. */
export function pathsIn(name: EngineCall, input: unknown): readonly string[] {
  const fields = Object.hasOwn(pathFields, name) ? Object.keys(pathFields[name as CallWithPaths]) : [];
  return fields.flatMap((field) => (input as Readonly<Record<string, string | readonly string[] | undefined>>)[field] ?? []);
}

/** For a test: the calls that may name files, with the fields. */
export const callsWithPaths: readonly (readonly [call: string, fields: readonly string[]])[] = Object.entries(pathFields).map(([call, fields]) => [call, Object.keys(fields)]);
