import { defineConfig } from 'vite'

/** The server's part: one file beside its native modules, one for what an operator does, one for its threads. */
export default defineConfig({
  ssr: { noExternal: true, external: ['better-sqlite3', 'sharp', 'vite', 'pg-native'] },
  build: {
    ssr: true,
    rollupOptions: {
      input: {
        main: 'server/main.ts',
        cli: 'server/cli.ts',
        'compaction-worker': 'server/collaboration/compaction-worker.ts',
        'document-worker': 'server/interop/document-worker.ts',
      },
    },
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    reportCompressedSize: false,
  },
})
