import solid from 'vite-plugin-solid'
import { defineConfig } from 'vite'

/** The browser's part: one page, rooms split off where a screen first needs them. */
export default defineConfig({
  root: 'client',
  plugins: [solid()],
  resolve: { dedupe: ['yjs', 'prosemirror-model', 'prosemirror-state', 'prosemirror-view', 'prosemirror-transform'] },
  build: { outDir: '../dist/client', emptyOutDir: true, target: 'es2023', manifest: true, assetsInlineLimit: 0, reportCompressedSize: false },
})
