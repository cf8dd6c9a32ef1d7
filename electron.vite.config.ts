import { defineConfig } from 'electron-vite';

/** Builds the engine, the command line and the process that reads files. Dependencies stay outside the bundle, in node_modules. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      minify: false,
      externalizeDeps: true,
      rolldownOptions: {
        input: { cli: 'src/main/cli.ts', extract: 'src/main/extract/worker.ts' },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  },
});
