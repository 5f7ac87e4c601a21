import { fileURLToPath } from 'node:url'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vite'

/** The browser's part: one page, rooms split off where a screen first needs them. */
export default defineConfig({
  root: 'client',
  plugins: [solid()],
  resolve: {
    dedupe: ['yjs', 'prosemirror-model', 'prosemirror-state', 'prosemirror-view', 'prosemirror-transform'],
    // The server checks; why the browser does not is told in that file.
    alias: { zod: fileURLToPath(new URL('client/platform/shapes.ts', import.meta.url)) },
  },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The shell names every part that may be fetched later, so the names are short.
    rolldownOptions: { output: { entryFileNames: 'assets/[name]-[hash:7].js', chunkFileNames: 'assets/[name]-[hash:7].js' } },
  },
})
