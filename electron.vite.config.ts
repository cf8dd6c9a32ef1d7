import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * Builds the window's process, the engine's thread, the command line and the process that reads files (one output, shared chunks), the preload (one CommonJS file, as a
 * sandbox wants it) and the renderer. What runs in Node leaves its dependencies in node_modules; what runs in the page carries them.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      minify: false,
      externalizeDeps: true,
      rolldownOptions: {
        input: { index: 'src/main/index.ts', engine: 'src/main/engine/worker.ts', cli: 'src/main/cli.ts', extract: 'src/main/extract/worker.ts' },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      sourcemap: false,
      minify: false,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      sourcemap: true,
      // Nothing inline: the content policy forbids it.
      assetsInlineLimit: 0,
      modulePreload: false,
      cssTarget: 'chrome140',
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
  },
});
