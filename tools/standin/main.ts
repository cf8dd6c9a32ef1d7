/** In place of Electron: `import 'electron'` leads to the stand-in, then the application's main file runs as it was built. */
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandLine } from './commandLine.ts';

const standin = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? { url: standin, format: 'module-typescript', shortCircuit: true } : next(specifier, context)),
});

Object.defineProperty(process.versions, 'electron', { value: '0.0.0-standin', enumerable: true });
process.argv = [join(import.meta.dirname, 'bin/electron'), ...process.argv.slice(2)];

const { startWhenMainRan } = await import('./electron.ts');
const load = createRequire(import.meta.url);
for (const module of commandLine.preloads) load(module);
await import(pathToFileURL(commandLine.mainFile).href);
startWhenMainRan();
