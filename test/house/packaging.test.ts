import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FuseV1Options } from '@electron/fuses';
import { beforeAll, describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../..');

interface Configuration {
  readonly appId: string;
  readonly publish: unknown;
  readonly files: readonly { readonly filter: readonly string[] }[];
  readonly asar: boolean;
  readonly asarUnpack: readonly string[];
  readonly afterPack: string;
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly linux: { readonly target: readonly { readonly target: string }[] };
  readonly win: { readonly target: readonly { readonly target: string }[] };
}
interface Hook {
  readonly furtherFuses: Readonly<Record<string, boolean>>;
  readonly afterPack: (context: unknown) => Promise<void>;
}

/** electron-builder's own reader and its own check of the shape. */
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'))('app-builder-lib/out/util/config/config.js') as {
  readonly getConfig: (folder: string, file: string, options: object) => Promise<Configuration>;
  readonly validateConfiguration: (config: Configuration, log: { readonly isEnabled: boolean; readonly add: () => void }) => Promise<void>;
};

let config: Configuration;
let hook: Hook;
beforeAll(async () => {
  config = await builder.getConfig(project, 'electron-builder.yml', {});
  hook = (await import(pathToFileURL(resolve(project, config.afterPack)).href)) as Hook;
});

describe('packing the desktop application', () => {
  it('has a configuration that electron-builder accepts', async () => {
    await builder.validateConfiguration(config, { isEnabled: false, add: () => undefined });
    expect(config.publish).toBeNull();
  });

  it('writes out every fuse that @electron/fuses knows', () => {
    const known = Object.values(FuseV1Options).filter((fuse) => typeof fuse === 'string').map((fuse) => `${fuse.charAt(0).toLowerCase()}${fuse.slice(1)}`);
    const { resetAdHocDarwinSignature: _notAFuse, ...fuses } = config.electronFuses;
    expect(Object.keys({ ...fuses, ...hook.furtherFuses }).sort()).toEqual(known.sort());
    expect({ ...fuses, ...hook.furtherFuses }).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      wasmTrapHandlers: true,
    });
  });

  it('sets the fuses that electron-builder cannot name through its hook', async () => {
    const set: unknown[] = [];
    const context = { packager: { addElectronFuses: (...given: unknown[]) => Promise.resolve(set.push(given)) } };
    await hook.afterPack(context);
    expect(set).toEqual([[context, { version: '1', [FuseV1Options.WasmTrapHandlers]: true }]]);
  });

  it('packs built code and production packages alone, with native modules beside the archive', () => {
    const globs = config.files.flatMap((given) => (typeof given === 'string' ? [given] : given.filter));
    expect(globs.filter((glob) => !glob.startsWith('!'))).toEqual(['out/**', 'package.json', 'LICENSE']);
    expect(config.asar).toBe(true);
    expect(config.asarUnpack).toContain('**/*.node');
  });

  it('makes installers for Linux and Windows', () => {
    expect(config.linux.target.map(({ target }) => target)).toEqual(['AppImage', 'deb']);
    expect(config.win.target.map(({ target }) => target)).toEqual(['nsis']);
  });
});
