import { FuseV1Options, FuseVersion } from '@electron/fuses';

/** Fuses that electron-builder.yml cannot name yet. Those named there are set by electron-builder right after this. */
export const furtherFuses = { wasmTrapHandlers: true };

/** Called by electron-builder for each packed application, before it is signed. */
export async function afterPack(context) {
  await context.packager.addElectronFuses(context, { version: FuseVersion.V1, [FuseV1Options.WasmTrapHandlers]: furtherFuses.wasmTrapHandlers });
}

export default afterPack;
