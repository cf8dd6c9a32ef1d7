/** Which calls name files of this machine. A call without a line here, although its input holds a path, does not compile. */
import type { Path } from '../../shared/contract.ts';
import type { EngineCall, WindowInput } from '../../shared/windowContract.ts';

type IsPath<T> = T extends Path ? true : T extends readonly (infer E)[] ? (E extends Path ? true : false) : false;
/** A path stands at the top of an input, alone or in a list. */
type HoldsPath<I> = true extends { [K in keyof I]-?: IsPath<I[K]> }[keyof I] ? true : false;
type CallWithPaths = { [N in EngineCall]: HoldsPath<WindowInput<N>> extends true ? N : never }[EngineCall];

const named = (...paths: readonly (Path | undefined)[]): readonly Path[] => paths.filter((path) => path !== undefined);

export const pathsOf: { readonly [N in CallWithPaths]: (input: WindowInput<N>) => readonly Path[] } = {
  'documents.attach': ({ files }) => files,
  'documents.copyOut': ({ out }) => [out],
  'tables.import': ({ file, map }) => named(file, map),
  'trust.accept': ({ card }) => [card],
  'bundles.export': ({ out }) => [out],
  'bundles.inspect': ({ file }) => [file],
  'bundles.import': ({ file }) => [file],
  'store.backup': ({ out }) => [out],
};
