import { defineConfig } from 'electron-vite';

/** Builds the engine and the command line. Dependencies stay outside the bundle, in node_modules. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      minify: false,
      externalizeDeps: true,
      rolldownOptions: {
        input: { cli: 'src/main/cli.ts' },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  },
});
